import * as Y from 'yjs'
import type { BlockId, RowId } from '../ids.ts'
import { isScalar, type Json, type JsonObject } from '../json.ts'

/** The stored content of one Block: text as strings, rows as arrays in order with their ids, series as objects. */
export type BlockJson = JsonObject & { readonly kind: string }

/** Rows that exist, in order; equal order keys are told apart by row id, so every peer sorts alike. */
export function rowsOf(list: Y.Map<unknown>): { id: RowId; row: Y.Map<unknown> }[] {
  const rows: { id: RowId; order: string; row: Y.Map<unknown> }[] = []
  for (const [id, row] of list.entries()) {
    if (!(row instanceof Y.Map)) continue
    const order = row.get('order')
    if (typeof order === 'string') rows.push({ id, order, row })
  }
  return rows.sort((a, b) => compareKeys(a.order, b.order) || compareKeys(a.id, b.id))
}

const compareKeys = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** True when a nested map holds rows; an empty one says nothing and is left out either way. */
const holdsRows = (map: Y.Map<unknown>) => [...map.values()].some((value) => value instanceof Y.Map)

/**
 * Reads a map of fields without a definition and without loss, so that kinds of a newer Concord keep every field.
 * Empty texts, lists and series are left out: absent and empty are the same.
 */
export function recordJson(map: Y.Map<unknown>): JsonObject {
  const json: Record<string, Json> = {}
  for (const [name, value] of map.entries()) {
    const read = valueJson(value)
    if (read !== undefined) json[name] = read
  }
  return json
}

/** Half of a letter is read as others get it, and as canonical JSON, which has no halves, can hold it. */
function valueJson(value: unknown): Json | undefined {
  if (value instanceof Y.Text) return value.length > 0 ? value.toString().toWellFormed() : undefined
  if (value instanceof Y.Map) {
    if (!holdsRows(value)) return filled(recordJson(value))
    const rows = rowsOf(value).map(({ id, row }) => {
      const { order: _, ...fields } = recordJson(row)
      return { id, ...fields }
    })
    return rows.length > 0 ? rows : undefined
  }
  if (isScalar(value)) return typeof value === 'string' ? value.toWellFormed() : value
  // Something no Concord writes, such as an object in a register: kept to be shown as not valid.
  return value === null || value === undefined ? undefined : foreignJson(value)
}

const filled = (json: JsonObject) => (Object.keys(json).length > 0 ? json : undefined)

function foreignJson(value: unknown): Json | undefined {
  const plain = value instanceof Y.AbstractType ? value.toJSON() : value
  try {
    return JSON.parse(JSON.stringify(plain) ?? 'null') ?? undefined
  } catch {
    return undefined
  }
}

/** The stored content of one Block. */
export function blockJson(map: Y.Map<unknown>): BlockJson {
  const json = recordJson(map)
  return { ...json, kind: typeof json.kind === 'string' ? json.kind : '' }
}

/** The Blocks of a plan as stored, by id. */
export type BlocksJson = Readonly<Record<BlockId, BlockJson>>
