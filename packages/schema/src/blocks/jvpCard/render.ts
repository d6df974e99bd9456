import type { Card } from '../../block/card.ts'
import { isKnown } from '../../block/derived.ts'
import type { Plan } from '../../plan/plan.ts'
import type { JvpCardDerived } from './derive.ts'
import { type JvpCard, jvpCardShape } from './shape.ts'
import { jvpWords } from './words.ts'

export function renderJvpCard(block: JvpCard, derived: JvpCardDerived, plan: Plan): Card {
  const { facts: labels } = jvpWords
  const { reading, recallRate, tests } = derived
  const facts = [
    { label: labels.for, value: block.idealCustomer },
    { label: labels.problem, value: block.problem },
    { label: labels.result, value: block.result },
    { label: labels.difference, value: block.differentiator },
    { label: labels.versus, value: block.versus },
    { label: labels.reading, value: isKnown(reading) ? jvpWords.seconds(reading.value.seconds) : '' },
    {
      label: labels.recall,
      value: isKnown(recallRate) ? jvpWords.recall(tests.hits, tests.count, recallRate.value) : '',
    },
  ]
  return {
    key: plan.facts.keys[block.id] ?? null,
    label: jvpCardShape.label,
    title: block.headline || block.title,
    status: jvpWords.states[derived.status],
    facts: facts.filter(({ value }) => value !== ''),
    tables:
      block.proof.length === 0
        ? []
        : [
            {
              caption: jvpWords.proof.caption,
              columns: jvpWords.proof.columns,
              rows: block.proof.map(({ claim, source, date }) => [claim, source, date ?? '']),
            },
          ],
  }
}
