import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import canonicalize from 'canonicalize'
import type { BlockJson } from '../block/extract.ts'
import type { Fields, RowLists } from '../block/field.ts'
import { BOTH_EDITED } from '../block/fill.ts'
import { shapeOfKind } from '../blocks/shapes.ts'
import type { BlockId, Ref, RowId } from '../ids.ts'
import { isJsonObject, type Json, type JsonObject } from '../json.ts'
import { metaShape } from '../plan/meta.ts'
import { CANONICAL_VERSION } from '../version.ts'
import type { BodyNode } from './body.ts'
import type { PlanJson } from './read.ts'

/** What a Revision holds and a signature covers: stored content without anything derived, and the keys people say. */
export interface CanonicalContent {
  readonly version: number
  readonly meta: JsonObject
  readonly body: readonly BodyNode[]
  readonly blocks: Readonly<Record<BlockId, BlockJson & { readonly id: BlockId; readonly key?: string }>>
  /** Keys of rows, by `<block>/<row>`. */
  readonly rowKeys: Readonly<Record<Ref, string>>
}

/** The canonical content of a plan: only Blocks in the body, no `bothEdited`, the server's keys by what they name. */
export function canonicalContent(plan: PlanJson, keys: Readonly<Record<Ref, string>>): CanonicalContent {
  const blocks: Record<BlockId, BlockJson & { id: BlockId; key?: string }> = {}
  const rowKeys: Record<Ref, string> = {}
  for (const [id, block] of Object.entries(plan.blocks)) {
    const key = keys[id]
    blocks[id] = { ...signed(block), kind: block.kind, id, ...(key === undefined ? {} : { key }) }
  }
  for (const [ref, key] of Object.entries(keys)) {
    const [block = '', row] = ref.split('/')
    if (row !== undefined && hasRow(blocks[block], row)) rowKeys[ref] = key
  }
  return { version: CANONICAL_VERSION, meta: signed(plan.meta), body: plan.body, blocks, rowKeys }
}

const signed = ({ [BOTH_EDITED]: _, ...fields }: JsonObject): JsonObject => fields

const hasRow = (block: JsonObject | undefined, row: RowId) =>
  Object.values(block ?? {}).some(
    (list) => Array.isArray(list) && list.some((item) => isJsonObject(item) && item.id === row),
  )

/** RFC 8785 text of any JSON value. */
export function canonicalText(json: unknown): string {
  const text = canonicalize(json)
  if (text === undefined) throw new RangeError('Only JSON can be canonical')
  return text
}

/** SHA-256 of the canonical text, lower-case hex, 64 characters. */
export const hashOf = (json: unknown): string => bytesToHex(sha256(utf8ToBytes(canonicalText(json))))

/** The hash a signature covers. */
export const contentHash = (content: CanonicalContent): string => hashOf(content)

/** The material part of a record: what both sides promised, in the stored form. */
export function materialPart(fields: Fields, rows: RowLists, json: JsonObject): JsonObject {
  const part: Record<string, Json> = { ...materialFields(fields, json) }
  for (const [list, rowFields] of Object.entries(rows)) {
    if (!Object.values(rowFields).some((field) => field.isMaterial)) continue
    const stored = json[list]
    if (!Array.isArray(stored)) continue
    part[list] = (stored as readonly Json[])
      .filter(isJsonObject)
      .map((row) => ({ ...materialFields(rowFields, row), id: row.id ?? null }))
  }
  return part
}

function materialFields(fields: Fields, json: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, field]) => {
      const value = json[name]
      return field.isMaterial && value !== undefined && value !== null ? [[name, value]] : []
    }),
  )
}

/** Hash of a Block's material fields and rows; it decides whether an Ack is still valid. */
export function materialHash(block: BlockJson): string {
  const shape = shapeOfKind(block.kind)
  return hashOf({ kind: block.kind, ...(shape ? materialPart(shape.fields, shape.rows, block) : signed(block)) })
}

/** Hash of the material fields of one row; undefined when the row does not exist. */
export function materialHashOfRow(block: BlockJson, row: RowId): string | undefined {
  const shape = shapeOfKind(block.kind)
  for (const [list, fields] of Object.entries(shape?.rows ?? {})) {
    const stored = block[list]
    const found = Array.isArray(stored)
      ? (stored as readonly Json[]).find((item) => isJsonObject(item) && item.id === row)
      : undefined
    if (isJsonObject(found)) return hashOf({ kind: `${block.kind}/${list}`, ...materialFields(fields, found) })
  }
  return undefined
}

/** Hash of everything material in a plan: its own fields and every Block in the body. */
export function planMaterialHash(plan: PlanJson): string {
  const blocks = Object.fromEntries(Object.entries(plan.blocks).map(([id, block]) => [id, materialHash(block)]))
  return hashOf({ meta: materialPart(metaShape.fields, metaShape.rows, plan.meta), blocks })
}
