import * as Y from 'yjs'
import type { Snapshot } from '../store/store.ts'

/**
 * The Snapshot of a Y.Doc that was built from these updates. Throws when it lacks anything of them: what it would be
 * put in the place of is the only other copy.
 */
export function snapshotOf(doc: Y.Doc, updates: readonly Uint8Array[]): Omit<Snapshot, 'seq'> {
  if (doc.store.pendingStructs || doc.store.pendingDs) throw new Error('Something that was written builds on nothing.')
  const vector = Y.encodeStateVector(doc)
  const bytes = Y.encodeStateAsUpdate(doc)
  const held = Y.parseUpdateMeta(bytes).to
  for (const update of updates)
    for (const [client, clock] of Y.parseUpdateMeta(update).to)
      if ((held.get(client) ?? 0) < clock) throw new Error('The snapshot lacks something that was written.')
  return { bytes, vector, deletes: Y.encodeStateAsUpdate(doc, vector) }
}
