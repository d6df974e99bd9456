import type { RowId, Side } from '@concord/schema'

interface PlacedRole {
  readonly id: RowId
  readonly side: Side | null
}

/** Row ids by company, in the order of the list; roles of no company stand apart until somebody says whose they are. */
export function rolesBySide(roles: readonly PlacedRole[]): Readonly<Record<Side | 'none', readonly RowId[]>> {
  const of = (side: Side | null) => roles.filter((role) => role.side === side).map(({ id }) => id)
  return { vendor: of('vendor'), partner: of('partner'), none: of(null) }
}

/**
 * Behind which row of the whole list a role goes to move one place among those of its own company: null for the
 * front, undefined when there is no place to go.
 */
export function placeBeside(
  all: readonly RowId[],
  ofSide: readonly RowId[],
  role: RowId,
  direction: 'up' | 'down',
): RowId | null | undefined {
  const at = ofSide.indexOf(role)
  const neighbour = ofSide[direction === 'up' ? at - 1 : at + 1]
  if (at < 0 || neighbour === undefined) return undefined
  if (direction === 'down') return neighbour
  const before = all.indexOf(neighbour) - 1
  return before < 0 ? null : all[before]
}
