import {
  type BlockId,
  beginNote,
  FIELD_ORIGIN,
  isBlankNote,
  isUnwrittenNote,
  type NoteId,
  noteAt,
  notesOf,
  notesRoot,
  type PrivateNote,
} from '@concord/schema'
import * as Y from 'yjs'
import { Listeners } from '../../session/listeners.ts'

const none: readonly NoteId[] = []

/** Letters closer together than this are taken back together. */
const CAPTURE_MS = 500

/** The private notes of my side as this window shows them: those with words, and the one I have opened to write. */
export class NoteStore {
  readonly doc: Y.Doc
  /** Mine, and of notes alone: it never touches the plan. */
  readonly undo: Y.UndoManager
  readonly #listeners = new Listeners()
  #asked: BlockId | null = null
  #shown: ReadonlyMap<BlockId, readonly NoteId[]> = new Map()
  #written: ReadonlyMap<BlockId, number> = new Map()

  constructor(doc: Y.Doc) {
    this.doc = doc
    this.undo = new Y.UndoManager(notesRoot(doc), {
      captureTimeout: CAPTURE_MS,
      trackedOrigins: new Set([FIELD_ORIGIN]),
      deleteFilter: (item) => !(item.content instanceof Y.ContentType),
    })
    notesRoot(doc).observeDeep(this.#look)
    this.#look()
  }

  readonly subscribe = (listener: () => void): (() => void) => this.#listeners.add(listener)

  /** The notes to show on a Block; the same array until there are others. */
  shownOn(block: BlockId): readonly NoteId[] {
    return this.#shown.get(block) ?? none
  }

  /** How many notes with words stand on these Blocks. */
  countOn(blocks: readonly BlockId[]): number {
    return blocks.reduce((sum, block) => sum + (this.#written.get(block) ?? 0), 0)
  }

  get hasWords(): boolean {
    return this.#written.size > 0
  }

  /** Whether the reader opened the note of a Block, which shows it also while it is blank. */
  isAsked(block: BlockId): boolean {
    return this.#asked === block
  }

  ask(block: BlockId): void {
    this.#asked = block
    this.#look()
  }

  /** The reader has turned away: a note that stayed blank goes. */
  leave(block: BlockId): void {
    if (this.#asked !== block) return
    this.#asked = null
    this.#look()
  }

  /** Makes sure that there is a note to write in on the Block that was asked for. */
  begin(block: BlockId): void {
    if (!notesOf(this.doc).get(block)?.some(isUnwrittenNote)) beginNote(this.doc, block)
  }

  text(id: NoteId): Y.Text | undefined {
    return noteAt(this.doc, id)?.text
  }

  /** Takes all words off a Block's notes, as one step of undo. What colleagues write at the same moment stays. */
  clear(block: BlockId): void {
    this.undo.stopCapturing()
    this.doc.transact(() => {
      for (const { text } of notesOf(this.doc).get(block) ?? []) text.delete(0, text.length)
    }, FIELD_ORIGIN)
    this.undo.stopCapturing()
    this.leave(block)
  }

  destroy(): void {
    notesRoot(this.doc).unobserveDeep(this.#look)
    this.undo.destroy()
  }

  #look = () => {
    const shown = new Map<BlockId, readonly NoteId[]>()
    const written = new Map<BlockId, number>()
    for (const [block, notes] of notesOf(this.doc)) {
      const withWords = notes.filter((note) => !isBlankNote(note))
      if (withWords.length > 0) written.set(block, withWords.length)
      const before = this.shownOn(block)
      const ids = (this.#asked === block ? askedNotes(notes, before) : withWords).map(({ id }) => id)
      if (ids.length > 0) shown.set(block, before.join() === ids.join() ? before : ids)
    }
    this.#shown = shown
    this.#written = written
    this.#listeners.tell()
  }
}

/** With a Block's note open, what it showed stays: the one I write in does not go the moment its last letter does. */
function askedNotes(notes: readonly PrivateNote[], before: readonly NoteId[]): readonly PrivateNote[] {
  const kept = notes.filter((note) => !isBlankNote(note) || before.includes(note.id))
  return kept.length > 0 ? kept : notes.filter(isUnwrittenNote).slice(0, 1)
}
