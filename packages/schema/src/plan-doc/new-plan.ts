import type { BlockJson } from '../block/extract.ts'
import type { AnyField, Fields, RowLists } from '../block/field.ts'
import { BOTH_EDITED } from '../block/fill.ts'
import type { BlockShape } from '../block/shape.ts'
import { definitionOf } from '../blocks/registry.ts'
import { blockKinds, shapeOfKind } from '../blocks/shapes.ts'
import { type BlockId, newId, parseRef } from '../ids.ts'
import { isJsonObject, type Json, type JsonObject } from '../json.ts'
import type { Day } from '../plan/day.ts'
import type { BodyNode } from './body.ts'
import type { PlanJson } from './read.ts'

const heading = (text: string): BodyNode => ({ type: 'heading', level: 2, content: [{ text }] })
const paragraph = (text: string): BodyNode => ({ type: 'paragraph', content: text === '' ? [] : [{ text }] })

/** A plan with nothing in it but its own fields and a line to write on. */
export const blankPlan = (meta: JsonObject): PlanJson => ({ meta, body: [paragraph('')], blocks: {} })

/** What Concord gives to begin with: a section for everything, or the few that a light plan has. */
export type Template = 'template' | 'light'

/** A plan to begin with: a section for every kind that has one, in their order. */
export function templatePlan(meta: JsonObject & { readonly start: Day }, template: Template = 'template'): PlanJson {
  const isLight = template === 'light'
  const blocks: Record<BlockId, BlockJson> = {}
  const sections = blockKinds
    .flatMap((kind) => {
      const start = definitionOf(kind)?.start
      return start && (!isLight || start.isInLight) ? [{ kind, start }] : []
    })
    .sort((a, b) => a.start.place - b.start.place)
  const body = sections.flatMap(({ kind, start }) => {
    const begun = typeof start.blocks === 'function' ? start.blocks(meta.start) : start.blocks
    const atoms = (isLight ? begun.slice(0, 1) : begun).map((fields): BodyNode => {
      const block = newId()
      blocks[block] = { ...fields, kind }
      return { block }
    })
    return [heading(start.heading), paragraph(start.prompt), ...atoms]
  })
  return { meta, body, blocks }
}

/** The Plan's own fields that say how both sides count; they hold until both agree on others. */
const CONVENTIONS = ['success', 'fiscalStartMonth', 'marginRatePct', 'attribution', 'ragGreen', 'ragAmber'] as const

/**
 * Next year's plan of this one: its text, its Blocks and their words, roles and choices. What belongs to the past year
 * stays behind, as each kind says of itself: targets, readings, dates, campaigns, commitments, minutes. Ids stay, so
 * that what points at a goal still does, and the years can be compared.
 */
export function nextYearPlan(last: PlanJson, meta: JsonObject): PlanJson {
  const staying = Object.entries(last.blocks).filter(([, { kind }]) => {
    const shape = shapeOfKind(kind)
    return shape !== undefined && shape.pastYear !== 'all'
  })
  const ids = new Set(staying.map(([id]) => id))
  const conventions = Object.fromEntries(
    CONVENTIONS.flatMap((name) => (name in last.meta ? [[name, last.meta[name]!]] : [])),
  )
  return {
    meta: { ...conventions, ...meta },
    body: withoutBlocks(last.body, ids),
    blocks: Object.fromEntries(staying.map(([id, block]) => [id, ofNoYear(block, shapeOfKind(block.kind)!, ids)])),
  }
}

function ofNoYear(block: BlockJson, shape: BlockShape, ids: ReadonlySet<BlockId>): BlockJson {
  const past = new Set(shape.pastYear === 'all' ? [] : shape.pastYear)
  const rows: RowLists = shape.rows
  const stays = (name: string) => !past.has(name) && name !== BOTH_EDITED && (name in shape.fields || name in rows)
  const fields = Object.entries(block).flatMap(([name, value]): [string, Json][] => {
    if (!stays(name)) return []
    const list = rows[name]
    if (!list) return isKept(shape.fields[name], value, ids) ? [[name, value]] : []
    if (!Array.isArray(value)) return []
    return [[name, value.filter(isJsonObject).map((row) => rowOfNoYear(row, name, list, past, ids))]]
  })
  return { ...Object.fromEntries(fields), kind: block.kind }
}

const rowOfNoYear = (
  row: JsonObject,
  list: string,
  fields: Fields,
  past: ReadonlySet<string>,
  ids: ReadonlySet<BlockId>,
) =>
  Object.fromEntries(
    Object.entries(row).filter(
      ([name, value]) => name === 'id' || (!past.has(`${list}/${name}`) && isKept(fields[name], value, ids)),
    ),
  )

/** Series stay behind, and so does a reference to a Block that does. */
function isKept(field: AnyField | undefined, value: Json, ids: ReadonlySet<BlockId>): boolean {
  if (!field || field.home === 'series') return false
  return field.input.type !== 'ref' || (typeof value === 'string' && ids.has(parseRef(value).block))
}

function withoutBlocks(body: readonly BodyNode[], ids: ReadonlySet<BlockId>): BodyNode[] {
  const within = (nodes: readonly BodyNode[]) => withoutBlocks(nodes, ids)
  return body.flatMap((node): BodyNode[] => {
    if ('block' in node) return ids.has(node.block) ? [node] : []
    if (node.type === 'quote' || node.type === 'other') return [{ ...node, content: within(node.content) }]
    if (node.type === 'list')
      return [
        {
          ...node,
          items: node.items.map(({ checked, content }) => ({
            ...(checked !== undefined && { checked: false }),
            content: within(content),
          })),
        },
      ]
    if (node.type === 'table')
      return [
        { ...node, rows: node.rows.map((cells) => cells.map((cell) => ({ ...cell, content: within(cell.content) }))) },
      ]
    return [node]
  })
}
