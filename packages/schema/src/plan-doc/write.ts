import * as Y from 'yjs'
import { BIRTH_ORIGIN, birth } from '../block/edit.ts'
import { fillRecord, fillUnknown } from '../block/fill.ts'
import { shapeOfKind } from '../blocks/shapes.ts'
import { metaShape } from '../plan/meta.ts'
import { writeBody } from './body.ts'
import { blocksRoot, bodyRoot, metaRoot } from './layout.ts'
import type { PlanJson } from './read.ts'

/**
 * Fills an empty Y.Doc with a plan in one transaction: the birth of a plan, done by the server. What a newer Concord
 * put into it is kept, whole Blocks of unknown kinds included.
 */
export function writePlan(doc: Y.Doc, json: PlanJson): void {
  doc.transact(() => {
    fillRecord(metaRoot(doc), metaShape, json.meta)
    for (const [id, block] of Object.entries(json.blocks)) {
      const shape = shapeOfKind(block.kind)
      if (shape) birth(doc, id, shape, block)
      else {
        const map = new Y.Map<unknown>()
        fillUnknown(map, block)
        blocksRoot(doc).set(id, map)
      }
    }
    writeBody(bodyRoot(doc), json.body, (id) => json.blocks[id]?.kind ?? '')
  }, BIRTH_ORIGIN)
}

/** A fresh Y.Doc holding a plan. */
export function planDoc(json: PlanJson): Y.Doc {
  const doc = new Y.Doc()
  writePlan(doc, json)
  return doc
}
