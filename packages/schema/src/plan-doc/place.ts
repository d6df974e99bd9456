import type * as Y from 'yjs'
import { FIELD_ORIGIN } from '../block/edit.ts'
import type { BlockId } from '../ids.ts'
import { planBlockAtom } from './body.ts'
import { atomId, atomsOf, bodyRoot } from './layout.ts'

/** Origin of the delete-only repair of doubled atoms; undo does not follow it. */
export const REPAIR_ORIGIN = 'repair'

/** The atom of a Block in the body; the first one when two people moved it at once. */
export function atomOf(doc: Y.Doc, id: BlockId): Y.XmlElement | undefined {
  for (const atom of atomsOf(bodyRoot(doc))) if (atomId(atom) === id) return atom
  return undefined
}

/** Puts the atom of a Block whose data exists at a top-level index of the body. */
export function placeBlock(doc: Y.Doc, id: BlockId, kind: string, index: number): void {
  const body = bodyRoot(doc)
  doc.transact(() => body.insert(Math.max(0, Math.min(index, body.length)), [planBlockAtom(id, kind)]), FIELD_ORIGIN)
}

/**
 * Moves a Block to the top-level index `to`, counted before the move. Written on the Y.Doc: as an editor
 * transaction the binding would re-create a neighbour and lose what somebody is typing in it.
 */
export function moveBlock(doc: Y.Doc, id: BlockId, to: number): void {
  const atom = atomOf(doc, id)
  const parent = atom?.parent as Y.XmlFragment | null | undefined
  if (!atom || !parent) return
  const body = bodyRoot(doc)
  const from = parent.toArray().indexOf(atom)
  const kind = String(atom.getAttribute('kind') ?? '')
  const index = parent === body && to > from ? to - 1 : to
  if (parent === body && index === from) return
  doc.transact(() => {
    parent.delete(from, 1)
    body.insert(Math.max(0, Math.min(index, body.length)), [planBlockAtom(id, kind)])
  }, FIELD_ORIGIN)
}

/** Takes a Block out of the body; its data stays for undo and the trash. */
export function removeBlock(doc: Y.Doc, id: BlockId): void {
  doc.transact(() => {
    for (const atom of [...atomsOf(bodyRoot(doc))]) if (atomId(atom) === id) removeAtom(atom)
  }, FIELD_ORIGIN)
}

/**
 * Collapses atoms with one id to the first. Yjs items never change their relative order, so every peer keeps the
 * same one, and because it only deletes, several peers may do it at once. Returns how many atoms went.
 */
export function repairBody(doc: Y.Doc): number {
  const seen = new Set<BlockId>()
  const doubled: Y.XmlElement[] = []
  for (const atom of atomsOf(bodyRoot(doc))) {
    const id = atomId(atom)
    if (id === undefined) continue
    if (seen.has(id)) doubled.push(atom)
    seen.add(id)
  }
  if (doubled.length > 0) doc.transact(() => doubled.forEach(removeAtom), REPAIR_ORIGIN)
  return doubled.length
}

function removeAtom(atom: Y.XmlElement): void {
  const parent = atom.parent as Y.XmlFragment
  parent.delete(parent.toArray().indexOf(atom), 1)
}
