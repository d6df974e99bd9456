import type { Facts, Side } from '@concord/schema'

/** Names of those who decide what somebody may do: the owners of his company, else the plan's. */
export function whomToAsk({ members }: Facts, side: Side | null | undefined): string[] {
  const owners = members.filter(({ role }) => role === 'owner')
  const ours = owners.filter((member) => member.side === side)
  return (ours.length > 0 ? ours : owners).map(({ name }) => name)
}
