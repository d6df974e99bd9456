import type { Card, CardFact, CardTable } from '../../block/card.ts'
import { type Derived, isKnown } from '../../block/derived.ts'
import type { Day } from '../../plan/day.ts'
import { formatDay } from '../../plan/day-words.ts'
import { nameOf } from '../../plan/name-of.ts'
import { formatPercent } from '../../plan/number.ts'
import type { Plan } from '../../plan/plan.ts'
import { SIDES } from '../../plan/side.ts'
import { roleTitle } from '../roster/role-title.ts'
import type { ReviewMinutesDerived } from './derive.ts'
import { type ReviewMinutes, reviewMinutesShape } from './shape.ts'
import { causeWords, metWords, realisticWords, reviewStateWords, reviewWords } from './words.ts'

export function renderReviewMinutes(block: ReviewMinutes, derived: ReviewMinutesDerived, plan: Plan): Card {
  const steps = block.nextSteps.flatMap(({ action }) => nameOf(plan, action) ?? [])
  return {
    key: plan.facts.keys[block.id] ?? null,
    label: reviewMinutesShape.label,
    title: block.title,
    status: reviewStateWords[derived.state],
    facts: factsOf(block, derived, plan),
    tables: tablesOf(block, plan).filter(({ rows }) => rows.length > 0),
    paragraphs: [
      ...block.decisions.map(({ text }) => reviewWords.decision(text)),
      ...(steps.length > 0 ? [reviewWords.nextSteps(steps)] : []),
    ],
  }
}

function factsOf(block: ReviewMinutes, derived: ReviewMinutesDerived, plan: Plan): CardFact[] {
  const { facts } = reviewWords
  const { counts, metRate, forecastQuality, mood } = derived
  const due = counts.met + counts.partly + counts.missed
  const moods = SIDES.flatMap((side) =>
    typeof mood[side] === 'number' ? [`${plan.facts.companies[side].shortName} ${mood[side]}`] : [],
  )
  const all = [
    { label: facts.heldOn, value: shown(block.heldOn) },
    { label: facts.asOf, value: shown(derived.frozenAt) },
    { label: facts.next, value: shown(block.nextReviewOn) },
    {
      label: facts.attendees,
      value: block.attendees.flatMap(({ role }) => roleTitle(plan, role) || []).join(', '),
    },
    { label: facts.metRate, value: percent(metRate, (text) => reviewWords.share(counts.met, due, text)) },
    { label: facts.forecastQuality, value: percent(forecastQuality, (text) => text) },
    { label: facts.mood, value: moods.join(', ') },
  ]
  return all.filter(({ value }) => value !== '')
}

function tablesOf(block: ReviewMinutes, plan: Plan): CardTable[] {
  const { tables } = reviewWords
  return [
    {
      ...tables.verdicts,
      rows: block.verdicts.map(({ goal, met, realistic, note }) => [
        nameOf(plan, goal) ?? '',
        met === null ? '' : metWords[met],
        realistic === null ? '' : realisticWords[realistic],
        note,
      ]),
    },
    {
      ...tables.obstacles,
      rows: block.obstacles.map(({ text, ownerSide, remedy, action, isAccepted }) => [
        text,
        ownerSide === null ? '' : ownerSide === 'both' ? reviewWords.both : plan.facts.companies[ownerSide].shortName,
        remedy || (isAccepted === true ? reviewWords.accepted : ''),
        nameOf(plan, action) ?? '',
      ]),
    },
    {
      ...tables.changes,
      rows: block.changes.map(({ block: changed, field, from, to, cause }) => [
        nameOf(plan, changed) ?? '',
        field ?? '',
        from,
        to,
        cause === null ? '' : causeWords[cause],
      ]),
    },
  ]
}

const shown = (day: Day | null): string => (day === null ? '' : formatDay(day))
const percent = (share: Derived<number>, say: (text: string) => string): string =>
  isKnown(share) ? say(formatPercent(share.value * 100)) : ''
