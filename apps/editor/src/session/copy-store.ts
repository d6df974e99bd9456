import type { Json } from '@concord/schema'
import * as idb from 'lib0/indexeddb'
import { mergeSmall } from './small-updates.ts'
import type { Unwritten } from './unwritten.ts'

const UPDATES = 'updates'
const NOTES = 'custom'

/** What a database held when it was opened. */
export interface Held {
  readonly updates: readonly Uint8Array[]
  readonly notes: ReadonlyMap<string, Json>
}

export interface CopyStoreEvents {
  /** Everything given is on the device. */
  written(): void
  /** The browser refuses to write, or does so again. */
  keeps(isKept: boolean): void
}

interface Batch {
  readonly updates: Uint8Array[]
  readonly notes: Map<string, Json>
}

const emptyBatch = (): Batch => ({ updates: [], notes: new Map() })
const isEmpty = ({ updates, notes }: Batch) => updates.length === 0 && notes.size === 0

/**
 * The database of one plan's Y.Doc for one Member: updates in the order they came, and notes by name. What is given
 * within one task goes into one transaction, one transaction at a time, so it is always known what is not written.
 */
export class CopyStore {
  readonly #db: IDBDatabase
  readonly #events: CopyStoreEvents
  /** Keys of the updates that this page has read or written; only these may be replaced by a shorter form. */
  readonly #known: number[]
  #waiting = emptyBatch()
  #underWay: Batch | null = null
  #isQueued = false
  #isClosed = false
  #keeps = true

  private constructor(db: IDBDatabase, known: number[], events: CopyStoreEvents) {
    this.#db = db
    this.#known = known
    this.#events = events
  }

  /** Opens a database and reads it. Rejects where the browser refuses. */
  static async open(name: string, events: CopyStoreEvents): Promise<{ store: CopyStore; held: Held }> {
    const db = await idb.openDB(name, (fresh) => idb.createStores(fresh, [[UPDATES, { autoIncrement: true }], [NOTES]]))
    const [updates, notes] = idb.transact(db, [UPDATES, NOTES], 'readonly') as [IDBObjectStore, IDBObjectStore]
    const [keys, values, names, contents] = await Promise.all([
      idb.getAllKeys(updates),
      idb.getAll(updates),
      idb.getAllKeys(notes),
      idb.getAll(notes),
    ])
    const held = {
      updates: values as unknown as Uint8Array[],
      notes: new Map((names as string[]).map((each, at) => [each, contents[at] as Json])),
    }
    return { store: new CopyStore(db, keys as number[], events), held }
  }

  /** How many updates this page knows to lie in the database. */
  get size(): number {
    return this.#known.length
  }

  /** What was given and is not on the device; null when everything is. */
  get unwritten(): Unwritten | null {
    const all = { updates: [...(this.#underWay?.updates ?? []), ...this.#waiting.updates], notes: this.#waiting.notes }
    if (this.#underWay) all.notes = new Map([...this.#underWay.notes, ...this.#waiting.notes])
    return isEmpty(all) ? null : { updates: mergeSmall(all.updates), notes: all.notes }
  }

  /** Adds an update. */
  add(update: Uint8Array): void {
    this.#waiting.updates.push(update)
    this.#queue()
  }

  /** Sets a note; null takes it away. */
  note(name: string, content: Json): void {
    this.#waiting.notes.set(name, content)
    this.#queue()
  }

  /** Replaces everything this page has read or written by one update that holds all of it. */
  replace(whole: Uint8Array): void {
    const known = this.#known.splice(0)
    const transaction = this.#db.transaction([UPDATES], 'readwrite')
    const updates = transaction.objectStore(UPDATES)
    const added = updates.add(whole)
    for (const [from, to] of ranges(known)) updates.delete(IDBKeyRange.bound(from, to))
    transaction.oncomplete = () => this.#known.push(added.result as number)
    // All or nothing: the updates are still there.
    transaction.onabort = () => this.#known.push(...known)
  }

  /** Writes what is left and closes. */
  close(): void {
    this.#start()
    this.#isClosed = true
    this.#db.close()
  }

  #queue(): void {
    if (this.#isQueued || this.#isClosed) return
    this.#isQueued = true
    queueMicrotask(() => {
      this.#isQueued = false
      if (!this.#underWay) this.#start()
    })
  }

  #start(): void {
    if (this.#isClosed || isEmpty(this.#waiting)) return
    const batch = this.#waiting
    this.#waiting = emptyBatch()
    this.#underWay = batch
    try {
      this.#write(batch)
    } catch {
      this.#failed(batch)
    }
  }

  #write(batch: Batch): void {
    const transaction = this.#db.transaction([UPDATES, NOTES], 'readwrite', { durability: 'relaxed' })
    const [updates, notes] = [transaction.objectStore(UPDATES), transaction.objectStore(NOTES)]
    const added = mergeSmall(batch.updates).map((update) => updates.add(update))
    for (const [name, content] of batch.notes) {
      if (content === null) notes.delete(name)
      else notes.put(content, name)
    }
    transaction.oncomplete = () => {
      for (const { result } of added) this.#known.push(result as number)
      this.#underWay = null
      this.#tellKeeps(true)
      if (isEmpty(this.#waiting)) this.#events.written()
      else this.#start()
    }
    transaction.onabort = () => this.#failed(batch)
    transaction.commit()
  }

  /** Nothing is given up: the next change tries again with all of it. */
  #failed(batch: Batch): void {
    this.#waiting = {
      updates: [...batch.updates, ...this.#waiting.updates],
      notes: new Map([...batch.notes, ...this.#waiting.notes]),
    }
    this.#underWay = null
    this.#tellKeeps(false)
  }

  #tellKeeps(isKept: boolean): void {
    if (isKept === this.#keeps) return
    this.#keeps = isKept
    this.#events.keeps(isKept)
  }
}

/** Runs of keys that follow each other, ends included. */
function ranges(keys: readonly number[]): readonly (readonly [from: number, to: number])[] {
  const runs: [number, number][] = []
  for (const key of [...keys].sort((a, b) => a - b)) {
    const last = runs.at(-1)
    if (last && key === last[1] + 1) last[1] = key
    else runs.push([key, key])
  }
  return runs
}
