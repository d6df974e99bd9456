import {
  type AnyField,
  atomId,
  atomsOf,
  blocksRoot,
  bodyRoot,
  type Fields,
  META,
  metaShape,
  rowsOf,
  type Scalar,
  shapeOfKind,
  valueAt,
} from '@concord/schema'
import * as Y from 'yjs'
import type { Peer } from '../support/peer.ts'

/** A field that can be edited in a run, found through the registry and never by kind. */
export interface EditableField {
  readonly block: string
  readonly path: string
  readonly field: AnyField
}

export interface EditableList {
  readonly block: string
  readonly list: string
  readonly fields: Fields
}

/** Ids of the blocks in the body, in order. */
export const blocksInBody = (doc: Y.Doc): string[] => [
  ...new Set([...atomsOf(bodyRoot(doc))].flatMap((atom) => atomId(atom) ?? [])),
]

/** Ids of blocks whose data exists but which stand nowhere, in a stable order. */
export function blocksOutside(doc: Y.Doc): string[] {
  const inside = new Set(blocksInBody(doc))
  return [...blocksRoot(doc).keys()].filter((id) => !inside.has(id)).sort()
}

export const kindOfBlock = (doc: Y.Doc, block: string): string => String(valueAt(doc, block, 'kind') ?? '')

const shapeOfBlock = (doc: Y.Doc, block: string) => (block === META ? metaShape : shapeOfKind(kindOfBlock(doc, block)))

/** Every field of a block that has arrived, those of its rows included. */
export function editableFields({ doc }: Peer, block: string, home: AnyField['home']): EditableField[] {
  const shape: { fields: Fields; rows: Readonly<Record<string, Fields>> } | undefined = shapeOfBlock(doc, block)
  if (!shape) return []
  const own = fieldsOf(shape.fields, home, block, '')
  const inRows = Object.entries(shape.rows).flatMap(([list, fields]) => {
    const rows = valueAt(doc, block, list)
    return rows instanceof Y.Map
      ? rowsOf(rows).flatMap(({ id }) => fieldsOf(fields, home, block, `${list}/${id}/`))
      : []
  })
  return [...own, ...inRows]
}

const fieldsOf = (fields: Fields, home: AnyField['home'], block: string, prefix: string): EditableField[] =>
  Object.entries(fields).flatMap(([name, field]) =>
    field.home === home ? [{ block, path: `${prefix}${name}`, field }] : [],
  )

export function editableLists({ doc }: Peer, block: string): EditableList[] {
  const shape: { rows: Readonly<Record<string, Fields>> } | undefined = shapeOfBlock(doc, block)
  return Object.entries(shape?.rows ?? {}).flatMap(([list, fields]) =>
    valueAt(doc, block, list) instanceof Y.Map ? [{ block, list, fields }] : [],
  )
}

/** A value the field accepts, from a random number; now and then none. */
export function someValue({ input }: AnyField, pick: number, blocks: readonly string[]): Scalar | null {
  if (pick % 11 === 0) return null
  switch (input.type) {
    case 'text':
      return `note ${pick % 1000}`
    case 'money':
      return Math.max(input.min, pick % 1_000_000)
    case 'measure':
      return (pick % 100_000) / 4
    case 'percent':
    case 'count':
    case 'decimal':
      return input.min > -1e14 ? input.min + (pick % Math.max(1, Math.min(1000, input.max - input.min))) : pick % 1000
    case 'day':
      return `2026-${String(1 + (pick % 12)).padStart(2, '0')}-${String(1 + (pick % 28)).padStart(2, '0')}`
    case 'period':
      return `2026-Q${1 + (pick % 4)}`
    case 'flag':
      return pick % 2 === 0
    case 'link':
      return `https://proof.example/${pick % 1000}`
    case 'currency':
      return ['USD', 'EUR', 'JPY', 'KWD'][pick % 4] ?? 'USD'
    case 'timeZone':
      return ['UTC', 'Europe/Berlin', 'America/New_York'][pick % 3] ?? 'UTC'
    case 'choice':
      return input.choices[pick % input.choices.length] ?? null
    case 'ref':
      return blocks[pick % Math.max(1, blocks.length)] ?? null
  }
}
