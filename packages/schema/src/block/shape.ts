import type { BlockId } from '../ids.ts'
import type { Fields, RowLists, RowOf, ValuesOf } from './field.ts'
import { count, ownerSide, text } from './fields.ts'

/** Fields every Block has; a kind may say more about one by naming it again. */
export const commonFields = {
  title: text(140),
  ownerSide: ownerSide(),
  reviewEveryDays: count({ min: 1, max: 1000 }).label('Review every (days)'),
} as const satisfies Fields

/** The letters before a key: G goal, S strategy, T tactic, K KPI row, C campaign, A commitment, R review, J value proposition. */
export type KeyPrefix = 'G' | 'S' | 'T' | 'K' | 'C' | 'A' | 'M' | 'R' | 'E' | 'J' | 'V'

type WithCommon<F extends Fields> = Omit<typeof commonFields, keyof F> & F

/** What a kind of Block holds: its fields, its lists and its words, but no behaviour. */
export interface BlockShape<K extends string = string, F extends Fields = Fields, R extends RowLists = RowLists> {
  readonly kind: K
  /** The schema version that brought this kind. */
  readonly since: number
  readonly label: string
  /** One line for the insert menu. */
  readonly hint: string
  /** Blocks of this kind get a key with this letter. */
  readonly prefix?: KeyPrefix
  /** Rows of these lists get keys of their own. */
  readonly rowPrefix?: Readonly<Partial<Record<keyof R & string, KeyPrefix>>>
  readonly fields: F
  readonly rows: R
  /**
   * What belongs to its year, so that the next year's plan begins without it: the whole Block, or fields and lists by
   * name, `list/field` for a field of rows. Series always belong to their year.
   */
  readonly pastYear?: 'all' | readonly string[]
}

type PlaceIn<F, R> =
  | (keyof F & string)
  | { [L in keyof R & string]: L | `${L}/${keyof R[L] & string}` }[keyof R & string]

/** A Block of one shape as read: typed, with null for what is absent or not valid. */
export type BlockValue<S> =
  S extends BlockShape<infer K, infer F, infer R>
    ? { readonly id: BlockId; readonly kind: K } & ValuesOf<F> & { readonly [L in keyof R]: readonly RowOf<R[L]>[] }
    : never

/** States what a kind holds; the common fields are added unless the kind names them itself. */
export function shapeOf<const K extends string, F extends Fields, R extends RowLists = Record<never, Fields>>(shape: {
  kind: K
  since: number
  label: string
  hint: string
  prefix?: KeyPrefix
  rowPrefix?: Partial<Record<keyof R & string, KeyPrefix>>
  fields: F
  rows?: R
  pastYear?: 'all' | readonly PlaceIn<NoInfer<F>, NoInfer<R>>[]
}): BlockShape<K, WithCommon<F>, R> {
  return {
    ...shape,
    fields: { ...commonFields, ...shape.fields } as WithCommon<F>,
    rows: shape.rows ?? ({} as R),
  }
}
