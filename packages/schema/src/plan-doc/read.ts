import * as Y from 'yjs'
import { type BlockJson, blockJson, recordJson } from '../block/extract.ts'
import { parseRecord } from '../block/parse.ts'
import { META } from '../block/path.ts'
import type { Problem } from '../block/problem.ts'
import { fieldWords } from '../block/words.ts'
import { type AnyBlock, shapeOfKind } from '../blocks/shapes.ts'
import type { BlockId } from '../ids.ts'
import type { JsonObject } from '../json.ts'
import { metaShape, type PlanMeta } from '../plan/meta.ts'
import type { PlanContent } from '../plan/plan.ts'
import { type BodyNode, blockIds, readBody } from './body.ts'
import { blocksRoot, bodyRoot, metaRoot } from './layout.ts'

/** A plan's stored content without loss: the Plan's own fields, the body, and every Block that stands in it. */
export interface PlanJson {
  readonly meta: JsonObject
  readonly body: readonly BodyNode[]
  readonly blocks: Readonly<Record<BlockId, BlockJson>>
}

/** Reads a Y.Doc without interpreting any field. */
export function planJson(doc: Y.Doc): PlanJson {
  const body = readBody(bodyRoot(doc))
  const blocks: Record<BlockId, BlockJson> = {}
  for (const id of blockIds(body)) {
    const map = blocksRoot(doc).get(id)
    if (map instanceof Y.Map) blocks[id] = blockJson(map)
  }
  return { meta: recordJson(metaRoot(doc)), body, blocks }
}

/** One Block as read, with what is wrong about it; a kind this build does not know keeps its raw fields. */
export function parseBlock(id: BlockId, json: BlockJson): { block: AnyBlock; problems: Problem[] } {
  const shape = shapeOfKind(json.kind)
  if (!shape) {
    const problem: Problem = { code: 'newerBlock', severity: 'hint', message: fieldWords.newerBlock, block: id }
    return { block: { id, kind: json.kind, raw: json, isUnknown: true }, problems: [problem] }
  }
  const problems: Problem[] = []
  const values = parseRecord(shape.fields, shape.rows, json, (problem) => problems.push({ ...problem, block: id }))
  return { block: { ...values, id, kind: shape.kind } as unknown as AnyBlock, problems }
}

/** The Plan's own fields as read. */
export function parseMeta(json: JsonObject): { meta: PlanMeta; problems: Problem[] } {
  const problems: Problem[] = []
  const values = parseRecord(metaShape.fields, metaShape.rows, json, (problem) =>
    problems.push({ ...problem, block: META }),
  )
  return { meta: values as unknown as PlanMeta, problems }
}

/** Typed content of stored content: never throws, drops nothing, reports what is missing or not valid. */
export function parsePlan(json: PlanJson): PlanContent {
  const { meta, problems } = parseMeta(json.meta)
  const all: Problem[] = [...problems]
  const blocks = new Map<BlockId, AnyBlock>()
  const order = blockIds(json.body)
  for (const id of order) {
    const stored = json.blocks[id]
    if (!stored) {
      all.push({ code: 'notArrived', severity: 'warning', message: fieldWords.notArrived, block: id })
      continue
    }
    const parsed = parseBlock(id, stored)
    blocks.set(id, parsed.block)
    all.push(...parsed.problems)
  }
  return { meta, body: json.body, order, blocks, stored: json.blocks, problems: all }
}

/** Reads a Y.Doc into typed content. */
export const readPlan = (doc: Y.Doc): PlanContent => parsePlan(planJson(doc))

/** Reads one Block of a Y.Doc; undefined while its data has not arrived. */
export function readBlock(doc: Y.Doc, id: BlockId): { block: AnyBlock; problems: Problem[] } | undefined {
  const map = blocksRoot(doc).get(id)
  return map instanceof Y.Map ? parseBlock(id, blockJson(map)) : undefined
}
