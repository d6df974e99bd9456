/** Which of the two Companies: the maker or the one that sells and integrates. */
export type Side = 'vendor' | 'partner'
/** Who owns a thing: one Side, or both together. */
export type OwnerSide = Side | 'both'

export const SIDES = ['vendor', 'partner'] as const satisfies readonly Side[]
export const OWNER_SIDES = ['vendor', 'partner', 'both'] as const satisfies readonly OwnerSide[]

export const otherSide = (side: Side): Side => (side === 'vendor' ? 'partner' : 'vendor')
export const isSide = (value: unknown): value is Side => value === 'vendor' || value === 'partner'
/** True when `owner` includes `side`: both owners count for each side. */
export const isOwnedBy = (owner: OwnerSide | null, side: Side): boolean => owner === side || owner === 'both'
