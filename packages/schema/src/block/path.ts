import type { BlockId, RowId } from '../ids.ts'

/**
 * Where a value stands inside one Block, parts joined by '/':
 * `field`, `series/period`, `list/row/field` or `list/row/series/period`.
 */
export type FieldPath = string
/** Where a value stands in the Plan: `<block>.<path with dots>`; `meta.<field>` for the Plan's own fields. */
export type FieldKey = string

/** The id under which the Plan's own fields are addressed like a Block's. */
export const META = 'meta'

export const rowPath = (list: string, row: RowId, field: string): FieldPath => `${list}/${row}/${field}`
export const cellPath = (series: FieldPath, period: string): FieldPath => `${series}/${period}`

export const fieldKey = (block: BlockId, path: FieldPath): FieldKey => `${block}.${path.replaceAll('/', '.')}`

/** Reads a {@link FieldKey}; undefined when it names no field. */
export function parseFieldKey(key: FieldKey): { block: BlockId; path: FieldPath } | undefined {
  const dot = key.indexOf('.')
  if (dot <= 0 || dot === key.length - 1) return undefined
  return { block: key.slice(0, dot), path: key.slice(dot + 1).replaceAll('.', '/') }
}
