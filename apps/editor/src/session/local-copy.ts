import type { MyEdit } from '@concord/blocks'
import { isJsonObject, isScalar, type Json } from '@concord/schema'
import * as Y from 'yjs'
import { CopyStore, type Held } from './copy-store.ts'
import { type CopyPlace, device } from './device.ts'
import type { OwnFrom } from './own-changes.ts'
import { asideOf, clearAside, putAside } from './unwritten.ts'

/** Beginnings of the names of notes, each goes on with the visit: what was unsaved in it, and a register it had set. */
const UNSAVED = 'unsaved/'
const EDIT = 'edit/'
/** Updates in the database above which they are replaced by one. */
const MANY = 500
/** How long everything must be quiet before that. */
const QUIET_MS = 1000
/** Longest piece of reading between two chances for the browser to do something else. */
const SLICE_MS = 50

/** The copy of a room's Y.Doc on this device, for one Member. */
export interface LocalCopy {
  /** Origin of what it loads, so that old changes are not taken for new ones. */
  readonly origin: unknown
  /** Changes of earlier visits that had not been acknowledged. */
  readonly unsaved: number
  /** From where on they are mine. */
  readonly own: readonly OwnFrom[]
  /** Registers set in earlier visits that the server may not have. */
  readonly edits: readonly MyEdit[]
  noteUnsaved(changes: number, own: readonly OwnFrom[]): void
  noteEdit(edit: MyEdit): void
  /** The server has everything that this copy holds of mine. */
  confirmed(): void
  close(): void
  /** Removes the copy from the device. */
  erase(): Promise<void>
}

/**
 * Loads the copy into `doc` and keeps it current; null where the browser refuses to keep anything. `keeps` hears when
 * the browser refuses to write later on, and when it writes again.
 */
export async function openLocalCopy(
  place: CopyPlace,
  doc: Y.Doc,
  keeps: (isKept: boolean) => void,
): Promise<LocalCopy | null> {
  let copy: KeptCopy | undefined
  // Asked for beside the question whether the browser keeps anything: each takes a turn of a page that is busy opening.
  const opening = CopyStore.open(place.database, { written: () => copy?.written(), keeps })
  opening.catch(() => undefined)
  if (!(await device.keeps())) {
    opening.then(({ store }) => store.close()).catch(() => undefined)
    return null
  }
  try {
    const opened = await opening
    copy = new KeptCopy(opened.store, opened.held, doc, place)
    await copy.load()
    return copy
  } catch (error) {
    if (!(error instanceof DOMException)) throw error
    return null
  }
}

class KeptCopy implements LocalCopy {
  readonly origin = this
  readonly unsaved: number
  readonly own: readonly OwnFrom[]
  readonly edits: readonly MyEdit[]
  readonly #doc: Y.Doc
  readonly #store: CopyStore
  readonly #database: string
  /** Where this page puts aside what it could not write. */
  readonly #aside: string
  /** What pages that ended had put aside; it goes when it is written. */
  readonly #adopted: string[] = []
  #isAside = false
  readonly #updates: Uint8Array[]
  /** Names of the notes that fall when the server has everything. */
  readonly #noted: Set<string>
  readonly #ending = new AbortController()
  #quiet: ReturnType<typeof setTimeout> | undefined

  constructor(store: CopyStore, held: Held, doc: Y.Doc, { database, shelf }: CopyPlace) {
    this.#doc = doc
    this.#store = store
    this.#database = database
    this.#aside = `${shelf}${doc.clientID}`
    this.#updates = [...held.updates]
    const notes = new Map(held.notes)
    for (const { name, unwritten } of asideOf(shelf)) {
      this.#adopted.push(name)
      this.#updates.push(...unwritten.updates)
      for (const update of unwritten.updates) store.add(update)
      for (const [note, content] of unwritten.notes) {
        notes.set(note, content)
        store.note(note, content)
      }
    }
    this.#noted = new Set(notes.keys())
    const named = (beginning: string) =>
      [...notes].filter(([name]) => name.startsWith(beginning)).map(([, each]) => each)
    const visits = named(UNSAVED).flatMap((each) => readUnsaved(each) ?? [])
    this.unsaved = visits.reduce((sum, { changes }) => sum + changes, 0)
    this.own = visits.flatMap(({ own }) => own)
    this.edits = named(EDIT).flatMap((each) => readEdit(each) ?? [])
    doc.on('update', this.#onUpdate)
    const { signal } = this.#ending
    // A page may be frozen after the one and ended without the other.
    window.addEventListener('pagehide', this.#putAside, { signal })
    document.addEventListener('visibilitychange', () => document.hidden && this.#putAside(), { signal })
  }

  /** Puts what the device held into the Y.Doc, in pieces, so that the page stays alive meanwhile. */
  async load(): Promise<void> {
    const updates = this.#updates.splice(0)
    while (updates.length > 0) {
      const until = performance.now() + SLICE_MS
      Y.transact(
        this.#doc,
        () => {
          while (updates.length > 0 && performance.now() < until) Y.applyUpdate(this.#doc, updates.shift()!)
        },
        this.origin,
        false,
      )
      if (updates.length > 0) await new Promise((resolve) => setTimeout(resolve))
    }
    this.#shortenLater()
  }

  noteUnsaved(changes: number, own: readonly OwnFrom[]): void {
    this.#note(`${UNSAVED}${this.#doc.clientID}`, changes > 0 ? { changes, own } : null)
  }

  noteEdit(edit: MyEdit): void {
    this.#note(`${EDIT}${this.#doc.clientID}/${edit.block}/${edit.path}`, { ...edit })
  }

  confirmed(): void {
    for (const name of this.#noted) this.#store.note(name, null)
    this.#noted.clear()
  }

  /** Everything given is in the database: nothing needs to lie aside. */
  written(): void {
    clearAside(this.#adopted.splice(0))
    if (this.#isAside) clearAside([this.#aside])
    this.#isAside = false
  }

  close(): void {
    this.#stop()
    this.#store.close()
  }

  async erase(): Promise<void> {
    this.#stop()
    this.#store.close()
    clearAside([...this.#adopted, this.#aside])
    await new Promise<void>((resolve) => {
      const request = indexedDB.deleteDatabase(this.#database)
      // Another page that still holds it lets go of it in time; nobody waits for that here.
      for (const end of ['success', 'error', 'blocked']) request.addEventListener(end, () => resolve())
    })
  }

  #stop(): void {
    this.#ending.abort()
    clearTimeout(this.#quiet)
    this.#doc.off('update', this.#onUpdate)
  }

  #note(name: string, content: Json): void {
    if (content === null) this.#noted.delete(name)
    else this.#noted.add(name)
    this.#store.note(name, content)
  }

  #onUpdate = (update: Uint8Array, origin: unknown) => {
    if (origin === this.origin) return
    this.#store.add(update)
    this.#shortenLater()
  }

  #putAside = () => {
    const unwritten = this.#store.unwritten
    if (unwritten) this.#isAside = putAside(this.#aside, unwritten)
  }

  #shortenLater(): void {
    if (this.#store.size < MANY) return
    clearTimeout(this.#quiet)
    this.#quiet = setTimeout(() => this.#store.replace(Y.encodeStateAsUpdate(this.#doc)), QUIET_MS)
  }
}

function readEdit(stored: Json): MyEdit | null {
  if (!isJsonObject(stored)) return null
  const { block, path, value = null } = stored
  if (typeof block !== 'string' || typeof path !== 'string' || (value !== null && !isScalar(value))) return null
  return { block, path, value }
}

function readUnsaved(stored: Json): { changes: number; own: readonly OwnFrom[] } | null {
  if (!isJsonObject(stored) || typeof stored.changes !== 'number' || !Array.isArray(stored.own)) return null
  return { changes: stored.changes, own: stored.own as readonly OwnFrom[] }
}
