import type { Facts, Side } from '@concord/schema'

/** Names of those who decide what a person of this side may do: the owners of the company, else the plan's. */
export function whomToAsk({ members }: Facts, side: Side | undefined): string[] {
  const owners = members.filter(({ role }) => role === 'owner')
  const ours = owners.filter((member) => member.side === side)
  return (ours.length > 0 ? ours : owners).map(({ name }) => name)
}
