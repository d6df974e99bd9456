import * as Y from 'yjs'
import { newId } from '../ids.ts'
import { isJsonObject, isScalar, type Json, type JsonObject } from '../json.ts'
import type { BlockJson } from './extract.ts'
import type { Fields } from './field.ts'
import { orderBetween } from './order.ts'
import type { BlockShape } from './shape.ts'

/** Rows of a list that "both edited" notices are kept in; every Block and the Plan have it. */
export const BOTH_EDITED = 'bothEdited'

/** Writes stored fields into a fresh map: every nested Y type is made, also those the content says nothing about. */
export function fillRecord(map: Y.Map<unknown>, shape: Pick<BlockShape, 'fields' | 'rows'>, json: JsonObject): void {
  const { kind: _, id: __, [BOTH_EDITED]: notices, ...stored } = json
  const known: JsonObject = Object.fromEntries(Object.entries(stored).filter(([name]) => !(name in shape.rows)))
  fillFields(map, shape.fields, known, false)
  for (const [list, fields] of Object.entries({ ...shape.rows, [BOTH_EDITED]: {} }))
    map.set(list, rowsMap(list === BOTH_EDITED ? notices : json[list], fields))
}

/** Writes stored fields of a record or a row; what this build has no field for came from a newer Concord and stays. */
export function fillFields(map: Y.Map<unknown>, fields: Fields, json: JsonObject, isRow = true): void {
  for (const [name, field] of Object.entries(fields)) {
    const value = json[name]
    if (field.home === 'text') map.set(name, new Y.Text(typeof value === 'string' ? value : ''))
    else if (field.home === 'series') map.set(name, seriesMap(isJsonObject(value) ? value : {}))
    else if (isScalar(value)) map.set(name, value)
  }
  for (const [name, value] of Object.entries(json))
    if (!(name in fields) && value !== null) map.set(name, isRows(value) && !isRow ? rowsMap(value, {}) : flat(value))
}

/** Writes stored content of a kind this build does not know: its fields have the homes that every Concord knows. */
export function fillUnknown(map: Y.Map<unknown>, { kind, ...json }: BlockJson): void {
  fillRecord(map, { fields: {}, rows: {} }, json)
  map.set('kind', kind)
}

function rowsMap(given: Json | undefined, fields: Fields): Y.Map<unknown> {
  const rows = new Y.Map<unknown>()
  let order: string | null = null
  for (const row of Array.isArray(given) ? (given as readonly Json[]) : []) {
    if (!isJsonObject(row)) continue
    order = orderBetween(order, null)
    const record = new Y.Map<unknown>()
    const { id, ...values } = row
    fillFields(record, fields, values)
    record.set('order', order)
    rows.set(typeof id === 'string' ? id : newId(), record)
  }
  return rows
}

function seriesMap(cells: JsonObject): Y.Map<unknown> {
  const series = new Y.Map<unknown>()
  for (const [period, cell] of Object.entries(cells)) if (isScalar(cell)) series.set(period, cell)
  return series
}

const isRows = (value: Json) =>
  Array.isArray(value) && value.every((row) => isJsonObject(row) && typeof row.id === 'string')

/**
 * A series or a scalar by its looks; anything deeper is kept as it is. In JSON a text looks like a scalar and becomes
 * one: its words are read as before, but a newer Concord finds no collaborative text to write in.
 */
const flat = (value: Json): unknown =>
  isJsonObject(value) && Object.values(value).every(isScalar) ? seriesMap(value) : value
