import type { Card, CardFact } from '../../block/card.ts'
import { isKnown } from '../../block/derived.ts'
import type { BlockId, Ref } from '../../ids.ts'
import { formatDay } from '../../plan/day-words.ts'
import { blockOf, type Plan, rowOf } from '../../plan/plan.ts'
import { ragWords } from '../../plan/words.ts'
import { DASH, formatDerived, formatMeasure, formatPace, formatShare } from '../kpiTable/format.ts'
import { rowStatusWords } from '../kpiTable/render.ts'
import type { SmartGoalDerived } from './derive.ts'
import { type SmartGoal, smartGoalShape } from './shape.ts'
import { goalCardWords, goalStateWords, goalWords, letterNames, letterStateWords } from './words.ts'

/** The status of a goal in words: "At risk", or "At risk, set by partner: …". */
export const goalStatusWords = ({ status }: SmartGoalDerived): string =>
  status.override ? goalWords.override(status.rag, status.override.side, status.override.reason) : ragWords[status.rag]

export function renderSmartGoal(block: SmartGoal, derived: SmartGoalDerived, plan: Plan): Card {
  return {
    key: plan.facts.keys[block.id] ?? null,
    label: smartGoalShape.label,
    title: block.title,
    status: goalStatusWords(derived),
    facts: factsOf(block, derived, plan).filter(({ value }) => value !== ''),
    paragraphs: derived.letters.map(
      ({ letter, state, sentence }) => `${letterNames[letter]} ${letterStateWords[state]}: ${sentence}`,
    ),
    tables: derived.measures.length > 0 ? [measureTable(derived, plan)] : [],
  }
}

function factsOf(block: SmartGoal, derived: SmartGoalDerived, plan: Plan): CardFact[] {
  const { state, originalStatus, progress, letters, links } = derived
  const stateWord = goalStateWords[state.name]
  return [
    { label: goalCardWords.state, value: state.isSuggested ? goalWords.suggested(stateWord) : stateWord },
    { label: goalCardWords.scope, value: [block.product, block.territory, block.segment].filter(Boolean).join(' · ') },
    { label: goalCardWords.due, value: block.due === null ? '' : formatDay(block.due) },
    {
      label: goalCardWords.owners,
      value: [block.ownerVendor, block.ownerPartner].flatMap((role) => titleOf(role, plan)).join(' · '),
    },
    { label: goalCardWords.progress, value: isKnown(progress) ? formatShare(progress.value) : '' },
    {
      label: goalCardWords.smart,
      value: letters.map(({ letter, state: of }) => `${letter} ${letterStateWords[of]}`).join(', '),
    },
    {
      label: goalCardWords.original,
      value: originalStatus?.isChanged ? goalWords.original(originalStatus.rag, originalStatus.verdict) : '',
    },
    { label: goalCardWords.why, value: block.whyRealistic },
    {
      label: goalCardWords.strategies,
      value: named(links.strategies, plan, (id) => blockOf(plan.content, id, 'strategy')?.title),
    },
    {
      label: goalCardWords.campaigns,
      value: named(links.campaigns, plan, (id) => blockOf(plan.content, id, 'campaign')?.title),
    },
    {
      label: goalCardWords.actions,
      value: named(links.actions, plan, (id) => blockOf(plan.content, id, 'actionItem')?.text),
    },
  ]
}

const titleOf = (role: Ref | null, { content }: Plan) => rowOf(content, role, 'roster', 'roles')?.row.roleTitle || []

/** Keys of blocks, or their words while the server has given none. */
const named = (ids: readonly BlockId[], { facts }: Plan, wordsFor: (id: BlockId) => string | undefined) =>
  ids
    .map((id) => facts.keys[id] ?? wordsFor(id))
    .filter(Boolean)
    .join(', ')

function measureTable({ measures }: SmartGoalDerived, plan: Plan) {
  return {
    caption: goalCardWords.measures,
    columns: goalCardWords.columns,
    rows: measures.map(({ kpi, row, derived, benchmark }) => {
      const value = (of: number) => formatMeasure(of, row.unit, plan.content.meta.currency)
      return [
        plan.facts.keys[kpi] ?? DASH,
        row.name,
        formatDerived(derived.actualToDate, value),
        row.target === null ? DASH : value(row.target),
        formatDerived(derived.expectedToDate, value),
        formatDerived(derived.pace, formatPace),
        rowStatusWords(derived),
        benchmark?.words ?? goalWords.noBenchmark,
      ]
    }),
  }
}
