import type { BlockJson } from '../block/extract.ts'
import { type Fields, labelOf, type RowLists } from '../block/field.ts'
import { BOTH_EDITED } from '../block/fill.ts'
import { cellPath, type FieldPath, META, rowPath } from '../block/path.ts'
import { shapeOfKind } from '../blocks/shapes.ts'
import type { BlockId } from '../ids.ts'
import { isJsonObject, type Json, type JsonObject } from '../json.ts'
import { metaShape } from '../plan/meta.ts'
import type { BodyNode } from './body.ts'
import { canonicalText } from './canonical.ts'
import type { PlanJson } from './read.ts'

/** One difference between two contents of a plan. `before` or `after` is null where there was or is nothing. */
export interface FieldChange {
  readonly what: 'field' | 'row' | 'block' | 'place' | 'text'
  /** The Block it is about, `meta` for the Plan's own fields, null for prose between Blocks. */
  readonly block: BlockId | null
  readonly path: FieldPath
  /** The field in words. */
  readonly label: string
  readonly before: Json
  readonly after: Json
  /** Both sides promised it: a new signature is asked for. */
  readonly isMaterial: boolean
}

/** Every field-level difference from `before` to `after`: Plan fields, then Blocks in their new order, then prose. */
export function diffPlans(before: PlanJson, after: PlanJson): FieldChange[] {
  const ids = new Set([...Object.keys(after.blocks), ...Object.keys(before.blocks)])
  return [
    ...diffRecord(META, metaShape.fields, metaShape.rows, before.meta, after.meta),
    ...[...ids].flatMap((id) => diffBlock(id, before.blocks[id], after.blocks[id])),
    ...diffProse(before.body, after.body),
  ]
}

/** How many promises differ: an added or removed Block or row counts once, whatever it holds. */
export const driftOf = (changes: readonly FieldChange[]): number =>
  changes.filter(({ isMaterial }) => isMaterial).length

function diffBlock(id: BlockId, before: BlockJson | undefined, after: BlockJson | undefined): FieldChange[] {
  const shape = shapeOfKind((after ?? before)?.kind ?? '')
  if (!before || !after) {
    const label = shape?.label ?? (after ?? before)?.kind ?? ''
    const isMaterial = shape !== undefined && Object.values(shape.fields).some((field) => field.isMaterial)
    return [{ what: 'block', block: id, path: '', label, before: before ?? null, after: after ?? null, isMaterial }]
  }
  return diffRecord(id, shape?.fields ?? {}, shape?.rows ?? {}, before, after)
}

function diffRecord(
  block: BlockId,
  fields: Fields,
  rows: RowLists,
  before: JsonObject,
  after: JsonObject,
): FieldChange[] {
  const names = new Set([...Object.keys(fields), ...Object.keys(before), ...Object.keys(after)])
  return [...names].flatMap((name) => {
    if (name === BOTH_EDITED) return []
    const list = rows[name]
    if (list) return diffRows(block, name, list, before[name], after[name])
    return diffField(block, name, fields, name, before[name], after[name])
  })
}

function diffField(
  block: BlockId,
  name: string,
  fields: Fields,
  path: FieldPath,
  before: Json = null,
  after: Json = null,
): FieldChange[] {
  if (same(before, after)) return []
  const field = fields[name]
  const label = labelOf(name, field)
  const isMaterial = field?.isMaterial ?? false
  if (field?.home !== 'series') return [{ what: 'field', block, path, label, before, after, isMaterial }]
  const [old, now] = [isJsonObject(before) ? before : {}, isJsonObject(after) ? after : {}]
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].sort().flatMap((period) => {
    const [was, is] = [old[period] ?? null, now[period] ?? null]
    return same(was, is)
      ? []
      : [
          {
            what: 'field' as const,
            block,
            path: cellPath(path, period),
            label: `${label}, ${period}`,
            before: was,
            after: is,
            isMaterial,
          },
        ]
  })
}

function diffRows(
  block: BlockId,
  list: string,
  fields: Fields,
  before: Json | undefined,
  after: Json | undefined,
): FieldChange[] {
  const [old, now] = [byId(before), byId(after)]
  const isMaterial = Object.values(fields).some((field) => field.isMaterial)
  const changes = [...new Set([...now.keys(), ...old.keys()])].flatMap((id): FieldChange[] => {
    const [was, is] = [old.get(id), now.get(id)]
    if (!was || !is) {
      return [
        {
          what: 'row',
          block,
          path: `${list}/${id}`,
          label: labelOf(list, undefined),
          before: was ?? null,
          after: is ?? null,
          isMaterial,
        },
      ]
    }
    const names = [...new Set([...Object.keys(was), ...Object.keys(is)])].filter((name) => name !== 'id')
    return names.flatMap((name) => diffField(block, name, fields, rowPath(list, id, name), was[name], is[name]))
  })
  const order = (rows: ReadonlyMap<string, JsonObject>, other: ReadonlyMap<string, JsonObject>) =>
    [...rows.keys()].filter((id) => other.has(id))
  const [was, is] = [order(old, now), order(now, old)]
  if (!same(was, is))
    changes.push({
      what: 'place',
      block,
      path: list,
      label: labelOf(list, undefined),
      before: was,
      after: is,
      isMaterial: false,
    })
  return changes
}

const byId = (list: Json | undefined): ReadonlyMap<string, JsonObject> =>
  new Map(
    (Array.isArray(list) ? (list as readonly Json[]) : []).filter(isJsonObject).map((row) => [String(row.id), row]),
  )

const same = (a: Json, b: Json) => a === b || canonicalText(a) === canonicalText(b)

/** Prose is compared node by node; a Block that only stands elsewhere is one change of place. */
function diffProse(before: readonly BodyNode[], after: readonly BodyNode[]): FieldChange[] {
  const [old, now] = [prose(before), prose(after)]
  const changes: FieldChange[] = []
  const gone = subtract(old, now)
  const come = subtract(now, old)
  for (let at = 0; at < Math.max(gone.length, come.length); at++)
    changes.push({
      what: 'text',
      block: null,
      path: 'body',
      label: 'Text',
      before: gone[at] ?? null,
      after: come[at] ?? null,
      isMaterial: false,
    })
  const places = (body: readonly BodyNode[]) => body.flatMap((node) => ('block' in node ? [node.block] : []))
  const shared = (ids: readonly BlockId[], other: readonly BlockId[]) => ids.filter((id) => other.includes(id))
  const [was, is] = [shared(places(before), places(after)), shared(places(after), places(before))]
  if (!same(was, is))
    changes.push({
      what: 'place',
      block: null,
      path: 'body',
      label: 'Order',
      before: was,
      after: is,
      isMaterial: false,
    })
  return changes
}

const prose = (body: readonly BodyNode[]): string[] =>
  body.filter((node) => !('block' in node)).map((node) => canonicalText(node))

function subtract(from: readonly string[], other: readonly string[]): Json[] {
  const left = new Map<string, number>()
  for (const text of other) left.set(text, (left.get(text) ?? 0) + 1)
  return from.flatMap((text) => {
    const count = left.get(text) ?? 0
    if (count > 0) left.set(text, count - 1)
    return count > 0 ? [] : [JSON.parse(text) as Json]
  })
}
