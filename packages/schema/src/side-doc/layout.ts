import type * as Y from 'yjs'

/**
 * The roots of a side's private Y.Doc; no other name is accepted. `notes` holds private notes; `blocks` is kept for
 * what else one side alone may know of a Block, under the Block's id, such as an exact figure behind a band.
 */
export const SIDE_ROOTS = ['blocks', 'notes'] as const

export const notesRoot = (doc: Y.Doc): Y.Map<unknown> => doc.getMap('notes')
