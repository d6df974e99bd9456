/** Why a derived value is unknown; shown as a dash with this reason as its tooltip. */
export type Reason = 'NO_DATA' | 'ZERO_DENOMINATOR' | 'NO_BASELINE' | 'NOT_STARTED' | 'SMALL_N' | 'BAD_INPUT'

/** A computed value or the reason why there is none; never NaN, Infinity, or 0 for unknown. */
export type Derived<T> = { readonly value: T } | { readonly reason: Reason }

export const known = <T>(value: T): Derived<T> => ({ value })
export const unknown = (reason: Reason): { readonly reason: Reason } => ({ reason })
export const isKnown = <T>(derived: Derived<T>): derived is { readonly value: T } => 'value' in derived

/** The value, or `fallback` when it is unknown. */
export const valueOr = <T, F>(derived: Derived<T>, fallback: F): T | F => (isKnown(derived) ? derived.value : fallback)

/** Applies `change` to a known value and keeps a reason as it is. */
export const mapDerived = <T, U>(derived: Derived<T>, change: (value: T) => U): Derived<U> =>
  isKnown(derived) ? known(change(derived.value)) : derived

/** `numerator / denominator`, or ZERO_DENOMINATOR. */
export const ratio = (numerator: number, denominator: number): Derived<number> =>
  denominator === 0 ? unknown('ZERO_DENOMINATOR') : known(numerator / denominator)
