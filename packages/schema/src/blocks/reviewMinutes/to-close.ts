import { rowPath } from '../../block/path.ts'
import type { Problem } from '../../block/problem.ts'
import type { BlockId } from '../../ids.ts'
import { isAgreed } from '../../plan/acks.ts'
import { type Day, daysBetween } from '../../plan/day.ts'
import { nameOf } from '../../plan/name-of.ts'
import { blockOf, blocksOf, type Plan } from '../../plan/plan.ts'
import { SIDES } from '../../plan/side.ts'
import { sideOfRole } from '../roster/role-title.ts'
import type { BlockOf } from '../shapes.ts'
import type { ReviewMinutes } from './shape.ts'
import { reviewWords } from './words.ts'

/** The next review is at most this many days away. */
const MOST_DAYS = 120

/** What still stands in the way of closing a review, beside the field to fill. */
export function problemsToClose(block: ReviewMinutes, plan: Plan, frozenAt: Day): Problem[] {
  return [
    ...verdictProblems(block, plan, frozenAt),
    ...rowProblems(block, plan),
    ...dayProblems(block),
    ...sideProblems(block, plan),
  ].map((problem) => ({ severity: 'warning' as const, block: block.id, ...problem }))
}

type Found = Pick<Problem, 'code' | 'message' | 'field'>

/** Goals that a review decides on: agreed once, neither dropped nor closed, and begun. */
export function dueGoals(plan: Plan, frozenAt: Day): BlockOf<'smartGoal'>[] {
  return blocksOf(plan.content, 'smartGoal').filter(
    ({ id, stage, start }) =>
      stage !== 'dropped' && stage !== 'closed' && start !== null && start <= frozenAt && wasAgreed(plan, id),
  )
}

const wasAgreed = (plan: Plan, goal: BlockId) =>
  plan.facts.agreements.some((agreement) => agreement.goal === goal) || isAgreed(plan, goal)

function verdictProblems(block: ReviewMinutes, plan: Plan, frozenAt: Day): Found[] {
  return dueGoals(plan, frozenAt).flatMap((goal): Found[] => {
    const name = nameOf(plan, goal.id) ?? reviewWords.goal
    const verdict = block.verdicts.find((row) => row.goal === goal.id)
    if (!verdict) return [{ code: 'review.verdict', message: reviewWords.noVerdict(name), field: 'verdicts' }]
    const at = (field: string) => rowPath('verdicts', verdict.id, field)
    if (verdict.met === null)
      return [{ code: 'review.verdict', message: reviewWords.noVerdict(name), field: at('met') }]
    if (verdict.realistic === null && verdict.met !== 'notDue')
      return [{ code: 'review.realistic', message: reviewWords.notRealistic(name), field: at('realistic') }]
    return []
  })
}

function rowProblems(block: ReviewMinutes, plan: Plan): Found[] {
  const actions = block.checkedActions
    .filter(({ outcome }) => outcome === null)
    .map(({ id, action }) => ({
      code: 'review.outcome',
      message: reviewWords.noOutcome(nameOf(plan, action) ?? reviewWords.action),
      field: rowPath('checkedActions', id, 'outcome'),
    }))
  const obstacles = block.obstacles
    .filter(({ remedy, isAccepted }) => remedy.trim() === '' && isAccepted !== true)
    .map(({ id, text }) => ({
      code: 'review.remedy',
      message: reviewWords.noRemedy(text),
      field: rowPath('obstacles', id, 'remedy'),
    }))
  return [...actions, ...obstacles]
}

function dayProblems({ heldOn, nextReviewOn }: ReviewMinutes): Found[] {
  if (heldOn === null) return [{ code: 'review.heldOn', message: reviewWords.notHeld, field: 'heldOn' }]
  const next = (message: string) => [{ code: 'review.next', message, field: 'nextReviewOn' }]
  if (nextReviewOn === null) return next(reviewWords.noNext)
  const days = daysBetween(heldOn, nextReviewOn)
  if (days <= 0) return next(reviewWords.nextBefore)
  return days > MOST_DAYS ? next(reviewWords.nextTooFar(days, MOST_DAYS)) : []
}

/** Both sides take part, and both leave with something to do. */
function sideProblems(block: ReviewMinutes, plan: Plan): Found[] {
  const attend = new Set(block.attendees.map(({ role }) => sideOfRole(plan, role)))
  const act = new Set(block.nextSteps.map(({ action }) => blockOf(plan.content, action, 'actionItem')?.ownerSide))
  return SIDES.flatMap((side) => {
    const { shortName } = plan.facts.companies[side]
    return [
      ...(attend.has(side)
        ? []
        : [{ code: 'review.attendees', message: reviewWords.noAttendee(shortName), field: 'attendees' }]),
      ...(act.has(side)
        ? []
        : [{ code: 'review.nextSteps', message: reviewWords.noStep(shortName), field: 'nextSteps' }]),
    ]
  })
}
