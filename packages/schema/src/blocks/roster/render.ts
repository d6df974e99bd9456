import type { Card } from '../../block/card.ts'
import type { Plan } from '../../plan/plan.ts'
import type { RosterDerived } from './derive.ts'
import { roleTitle } from './role-title.ts'
import { type Roster, rosterShape } from './shape.ts'
import { roleFunctionWords, rosterWords } from './words.ts'

export function renderRoster(block: Roster, { missing }: RosterDerived, plan: Plan): Card {
  return {
    key: plan.facts.keys[block.id] ?? null,
    label: rosterShape.label,
    title: block.title,
    status: missing.length === 0 ? rosterWords.complete : rosterWords.open(missing.length),
    tables: [
      {
        ...rosterWords.table,
        rows: block.roles.map((row) => [
          row.side === null ? '' : plan.facts.companies[row.side].shortName,
          row.roleTitle,
          row.function === null ? '' : roleFunctionWords[row.function],
          row.responsibility,
          roleTitle(plan, row.backupRole),
        ]),
      },
    ],
  }
}
