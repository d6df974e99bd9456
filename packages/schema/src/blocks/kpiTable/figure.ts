import { type Derived, known, unknown } from '../../block/derived.ts'

/** A computed number; BAD_INPUT for one that a double cannot hold, so that nobody ever reads NaN or Infinity. */
export const figure = (value: number): Derived<number> => (Number.isFinite(value) ? known(value) : unknown('BAD_INPUT'))

/** `part / whole` as a figure, or ZERO_DENOMINATOR. */
export const quotient = (part: number, whole: number): Derived<number> =>
  whole === 0 ? unknown('ZERO_DENOMINATOR') : figure(part / whole)

export const total = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)
