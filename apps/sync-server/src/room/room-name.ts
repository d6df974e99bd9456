import { isId, type Side } from '@concord/schema'

/** What a room's name says. Every other string names nothing. */
export type RoomName =
  | { readonly name: string; readonly kind: 'plan'; readonly plan: string }
  | { readonly name: string; readonly kind: 'side'; readonly plan: string; readonly side: Side }

export const planRoom = (plan: string): string => `plan:${plan}`
export const sideRoom = (plan: string, side: Side): string => `side:${plan}:${side}`

/** Reads `plan:<plan>`, `side:<plan>:vendor` or `side:<plan>:partner`; undefined for anything else. */
export function parseRoomName(name: string): RoomName | undefined {
  const [kind, plan, side, ...rest] = name.split(':')
  if (!isId(plan) || rest.length > 0) return undefined
  if (kind === 'plan' && side === undefined) return { name, kind, plan }
  if (kind === 'side' && (side === 'vendor' || side === 'partner')) return { name, kind, plan, side }
  return undefined
}
