import * as Y from 'yjs'
import { orderBetween } from '../block/order.ts'
import { type BlockId, newId } from '../ids.ts'
import { notesRoot } from './layout.ts'

export type NoteId = string

/** What one side wrote on a Block for itself. */
export interface PrivateNote {
  readonly id: NoteId
  readonly block: BlockId
  /** Sort key among the notes of the Block; equal keys by id. */
  readonly order: string
  readonly text: Y.Text
}

/** Origin of the birth of a note; undo does not track it. */
export const NOTE_BIRTH = 'note birth'

/**
 * Begins a note on a Block. A note is a row of its own under an id that only its maker knows: two colleagues who begin
 * the first note of a Block at once make two notes, which are shown one below the other, and no letter is lost. One
 * text under the Block's id would be made twice under one key, and the typing in the loser would be gone (law 3).
 */
export function beginNote(doc: Y.Doc, block: BlockId): NoteId {
  const id = newId()
  const last = notesOf(doc).get(block)?.at(-1)?.order ?? null
  doc.transact(() => {
    const row = new Y.Map<unknown>()
    row.set('block', block)
    row.set('order', orderBetween(last, null))
    row.set('text', new Y.Text())
    notesRoot(doc).set(id, row)
  }, NOTE_BIRTH)
  return id
}

/** The note with an id; undefined when there is none, or something foreign has damaged it. */
export function noteAt(doc: Y.Doc, id: NoteId): PrivateNote | undefined {
  const row = notesRoot(doc).get(id)
  if (!(row instanceof Y.Map)) return undefined
  const [block, order, text] = [row.get('block'), row.get('order'), row.get('text')]
  if (typeof block !== 'string' || typeof order !== 'string' || !(text instanceof Y.Text)) return undefined
  return { id, block, order, text }
}

/** All notes by Block, each Block's in their order. Notes without a word are among them: somebody may be about to write. */
export function notesOf(doc: Y.Doc): ReadonlyMap<BlockId, readonly PrivateNote[]> {
  const notes = new Map<BlockId, PrivateNote[]>()
  for (const id of notesRoot(doc).keys()) {
    const note = noteAt(doc, id)
    if (note) notes.set(note.block, [...(notes.get(note.block) ?? []), note])
  }
  for (const each of notes.values()) each.sort(inOrder)
  return notes
}

const inOrder = (a: PrivateNote, b: PrivateNote) =>
  a.order === b.order ? compare(a.id, b.id) : compare(a.order, b.order)
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** Whether a note says nothing: it is not shown, and counts nowhere. */
export const isBlankNote = ({ text }: PrivateNote): boolean => text.toString().trim() === ''

/** Whether nobody ever put a letter into a note. One that was cleared still has those who wrote it, and is nobody else's. */
export const isUnwrittenNote = ({ text }: PrivateNote): boolean => text._start === null
