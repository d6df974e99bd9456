import type { Card } from '../../block/card.ts'
import { refTo } from '../../ids.ts'
import { formatDay } from '../../plan/day-words.ts'
import { blockOf, type Plan } from '../../plan/plan.ts'
import type { StrategyDerived, TacticDerived } from './derive.ts'
import { type Strategy, strategyShape } from './shape.ts'
import { ownerSideWords, strategyWords } from './words.ts'

export function renderStrategy(block: Strategy, derived: StrategyDerived, plan: Plan): Card {
  const goal = blockOf(plan.content, block.goal, 'smartGoal')
  return {
    key: plan.facts.keys[block.id] ?? null,
    label: strategyShape.label,
    title: block.title || block.how,
    status: strategyWords.states[derived.state],
    facts: [
      ...(goal ? [{ label: strategyWords.goal, value: keyAnd(plan, goal.id, goal.title) }] : []),
      ...(block.whyTogether ? [{ label: strategyWords.whyTogether, value: block.whyTogether }] : []),
      ...(block.risks.length > 0
        ? [{ label: strategyWords.risks, value: block.risks.map(({ text }) => text).join(' ') }]
        : []),
    ],
    paragraphs: block.title ? [block.how].filter(Boolean) : [],
    tables: block.tactics.length > 0 ? [tacticTable(block, derived, plan)] : [],
  }
}

const keyAnd = ({ facts }: Plan, id: string, title: string) => [facts.keys[id], title].filter(Boolean).join(' ')

function tacticTable(block: Strategy, { tactics }: StrategyDerived, plan: Plan) {
  return {
    caption: strategyWords.tactics,
    columns: strategyWords.columns,
    rows: block.tactics.map(({ id, text, ownerSide, from, to }, index) => [
      plan.facts.keys[refTo(block.id, id)] ?? '',
      text,
      ownerSide === null ? strategyWords.unnamed : ownerSideWords[ownerSide],
      from === null ? '' : formatDay(from),
      to === null ? '' : formatDay(to),
      actedOnBy(tactics[index], plan),
    ]),
  }
}

function actedOnBy(tactic: TacticDerived | undefined, { content, facts }: Plan): string {
  if (!tactic?.isActedOn) return strategyWords.nobody
  const campaigns = tactic.campaigns.map((id) => facts.keys[id] ?? blockOf(content, id, 'campaign')?.title)
  const actions = tactic.actions.map((id) => facts.keys[id] ?? blockOf(content, id, 'actionItem')?.text)
  return [...campaigns, ...actions].filter(Boolean).join(', ')
}
