import {
  type AnyField,
  type Fields,
  isJsonObject,
  type Json,
  type JsonObject,
  parseRef,
  shapeOfKind,
} from '@concord/schema'

const mostCharacters = 256_000
const mostRows = 500

/** A block as it came from a clipboard, with only what its kind can hold. */
export interface PastedBlock {
  readonly kind: string
  readonly json: JsonObject
}

/**
 * Reads the fields of a copied block. A clipboard is written by anybody: unknown kinds, values that do not pass their
 * check, references to blocks that are not in this plan and oversized content are left out; null when nothing is left.
 *
 * @param isInPlan whether a block with an id exists here
 */
export function readPastedBlock(text: string, isInPlan: (id: string) => boolean): PastedBlock | null {
  if (text.length > mostCharacters) return null
  const json = parsed(text)
  if (!isJsonObject(json) || typeof json.kind !== 'string') return null
  const shape = shapeOfKind(json.kind)
  if (!shape) return null
  const lists = Object.entries(shape.rows).flatMap(([list, fields]) => {
    const rows = json[list]
    if (!Array.isArray(rows)) return []
    const read = (rows as readonly Json[]).slice(0, mostRows).filter(isJsonObject)
    return [[list, read.map((row): JsonObject => ({ ...idOf(row), ...validFields(fields, row, isInPlan) }))] as const]
  })
  return {
    kind: json.kind,
    json: { ...validFields(shape.fields, json, isInPlan), ...Object.fromEntries(lists) },
  }
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined
  }
}

/** Row ids are kept, so that references inside a copied block still mean something; odd ones are made anew. */
const idOf = (row: JsonObject): JsonObject =>
  typeof row.id === 'string' && /^[\w-]{1,40}$/.test(row.id) ? { id: row.id } : {}

function validFields(fields: Fields, json: JsonObject, isInPlan: (id: string) => boolean): JsonObject {
  const valid: Record<string, Json> = {}
  for (const [name, field] of Object.entries(fields)) {
    const value = json[name]
    if (value === undefined || value === null) continue
    if (field.home === 'series') {
      if (isJsonObject(value))
        valid[name] = Object.fromEntries(Object.entries(value).filter(([, cell]) => isValid(field, cell, isInPlan)))
    } else if (isValid(field, value, isInPlan)) valid[name] = value
  }
  return valid
}

function isValid(field: AnyField, value: Json, isInPlan: (id: string) => boolean): boolean {
  if (!field.check.safeParse(value).success) return false
  return field.input.type !== 'ref' || isInPlan(parseRef(String(value)).block)
}
