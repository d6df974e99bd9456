import type { Derivation } from '../../block/define-block.ts'
import { rowPath } from '../../block/path.ts'
import type { Problem } from '../../block/problem.ts'
import { parseRef } from '../../ids.ts'
import type { Day } from '../../plan/day.ts'
import type { Plan } from '../../plan/plan.ts'
import type { Side } from '../../plan/side.ts'
import { missingRoles, type RequiredRole, requiredRoles } from './required.ts'
import { sideOfRole } from './role-title.ts'
import type { Roster } from './shape.ts'
import { rosterWords } from './words.ts'

/** What the rules say about the roster. */
export interface RosterDerived extends Derivation {
  /** Roles on each side, in order. */
  readonly bySide: Readonly<Record<Side, Roster['roles']>>
  /** Required roles that are not in the roster. */
  readonly missing: readonly RequiredRole[]
  /** Share of the required roles that are there, 0..1. */
  readonly completeness: number
}

export function deriveRoster(block: Roster, plan: Plan, _asOf: Day): RosterDerived {
  const missing = missingRoles(block)
  const of = (side: Side) => block.roles.filter((row) => row.side === side)
  return {
    bySide: { vendor: of('vendor'), partner: of('partner') },
    missing,
    completeness: 1 - missing.length / requiredRoles.length,
    problems: [
      ...missing.map(
        ({ role, side }): Problem => ({
          code: 'roster.missing',
          severity: 'warning',
          message: rosterWords.missing(role, side),
          block: block.id,
          field: 'roles',
        }),
      ),
      ...block.roles.flatMap((row) => rowProblems(block, row, plan)),
    ],
  }
}

function rowProblems(block: Roster, row: Roster['roles'][number], plan: Plan): Problem[] {
  const problem = (name: string, field: string, message: string): Problem => ({
    code: `roster.${name}`,
    severity: 'warning',
    message,
    block: block.id,
    field: rowPath('roles', row.id, field),
  })
  const problems: Problem[] = []
  const backup = row.backupRole === null ? null : parseRef(row.backupRole)
  const backupSide = sideOfRole(plan, row.backupRole)
  if (backup?.block === block.id && backup.row === row.id)
    problems.push(problem('backsItself', 'backupRole', rosterWords.backsItself))
  else if (backupSide !== null && row.side !== null && backupSide !== row.side)
    problems.push(problem('backupSide', 'backupRole', rosterWords.otherSide))
  const title = row.roleTitle.trim().toLowerCase()
  const first = block.roles.find((other) => other.side === row.side && other.roleTitle.trim().toLowerCase() === title)
  if (title !== '' && first?.id !== row.id)
    problems.push(problem('twice', 'roleTitle', rosterWords.twice(row.roleTitle)))
  return problems
}
