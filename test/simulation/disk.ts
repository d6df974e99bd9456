import { type Appended, CorruptRoom, type NewUpdate, type StoredRoom, type UpdateLog } from '@concord/sync-server'
import * as Y from 'yjs'
import { CommitLog, type Vector } from './commit-log.ts'
import type { Random } from './random.ts'

/** How long a write waits for another process that holds the database, before it is given up. Milliseconds. */
const BUSY_TIMEOUT = 5_000

interface Call {
  readonly isWrite: boolean
  act(): void
  fail(error: Error): void
  /** When it first found the database held by another process. */
  busySince: number | null
}

/**
 * A disk whose calls end when the simulation says so, and fail when it likes. What is written outlives the process; what
 * is synced outlives a power cut, and of the rest a power cut leaves the beginning, as a write-ahead log does.
 */
export class Disk {
  readonly #random: Random
  readonly #now: () => number
  readonly #log = new CommitLog()
  /** Nothing more can be written until somebody makes room. */
  isFull = false
  /** Another process holds the database: writes wait, reads do not. */
  isBusy = false
  /** The next room that is loaded is found damaged. */
  isCorrupt = false
  /** Calls until one meets an input/output error; null while none does. */
  errorIn: number | null = null
  #failSync = false
  #calls: Call[] = []
  /** What waits for the next sync: one promise for all of it, like that of the write-ahead log. */
  #unsaved: PromiseWithResolvers<void> | null = null
  /** The process cannot go on: nobody knows what the disk kept. */
  hasBroken = false

  /** `now` is time that only passes: how long a write has waited. */
  constructor(random: Random, now: () => number) {
    this.#random = random
    this.#now = now
  }

  /**
   * The log as one process sees it; an older process's calls never come back. Opening syncs what the older one had
   * written, or it could be acknowledged without being safe.
   */
  open(): UpdateLog {
    this.#log.sync()
    this.#calls = []
    this.#unsaved = null
    this.isCorrupt = false
    this.errorIn = null
    this.#failSync = false
    this.hasBroken = false
    const call = <T>(isWrite: boolean, act: () => T): Promise<T> =>
      new Promise((resolve, reject) => {
        const run = () => {
          try {
            resolve(act())
          } catch (error) {
            reject(error as Error)
          }
        }
        this.#calls.push({ isWrite, act: run, fail: reject, busySince: null })
      })
    return {
      load: (room) => call(false, () => this.#load(room)),
      append: (updates) => call(true, () => this.#append(updates)),
      putSnapshot: (room, snapshot) =>
        call(true, () => {
          this.#mustHaveRoom()
          this.#log.addSnapshot(room, snapshot)
          this.sync()
        }),
    }
  }

  get waiting(): number {
    return this.#calls.length
  }

  /** Lets the oldest call end, or wait on. */
  step(): void {
    const call = this.#calls[0]
    if (!call) return
    if (this.isBusy && call.isWrite) {
      call.busySince ??= this.#now()
      if (this.#now() - call.busySince < BUSY_TIMEOUT) return
      this.#calls.shift()
      call.fail(new Error('database is locked'))
      return
    }
    this.#calls.shift()
    if (this.errorIn !== null && this.errorIn-- === 0) {
      this.errorIn = null
      this.#break(call)
      return
    }
    call.act()
  }

  failNextSync(): void {
    this.#failSync = true
  }

  /** Everything written is durable now, or nobody can tell. */
  sync(): void {
    if (this.#failSync) {
      this.#failSync = false
      this.hasBroken = true
      this.#failUnsaved()
      return
    }
    this.#log.sync()
    this.#unsaved?.resolve()
    this.#unsaved = null
  }

  /** The power goes: everything synced stays, and of the rest a beginning. */
  cutPower(): void {
    this.#log.cut(this.#random)
  }

  written(room: string): Vector {
    return this.#log.written(room)
  }
  durable(room: string): Vector {
    return this.#log.durable(room)
  }
  durablyDeleted(room: string): ReadonlySet<string> {
    return this.#log.durablyDeleted(room)
  }
  /** The Updates written with these numbers, the first one left out. */
  writtenBetween(room: string, from: number, to: number): Uint8Array[] {
    return this.#log.updates(room).flatMap(({ seq, bytes }) => (seq > from && seq <= to ? [bytes] : []))
  }

  /** Everything in the room, as a Y.Doc. */
  doc(room: string): Y.Doc {
    const doc = new Y.Doc()
    const { snapshot, tail } = this.#log.stored(room)
    if (snapshot) Y.applyUpdate(doc, snapshot.bytes)
    for (const { bytes } of tail) Y.applyUpdate(doc, bytes)
    return doc
  }

  /** An input/output error: a write may have reached the file all the same. */
  #break(call: Call): void {
    this.hasBroken = true
    if (call.isWrite && this.#random.chance(0.5)) call.act()
    else call.fail(new Error('input/output error'))
    this.#failUnsaved()
  }

  #failUnsaved(): void {
    this.#unsaved?.reject(new Error('input/output error'))
    this.#unsaved = null
  }

  #mustHaveRoom(): void {
    if (this.isFull) throw new Error('database or disk is full')
  }

  #load(room: string): StoredRoom {
    if (this.isCorrupt) {
      this.isCorrupt = false
      throw new CorruptRoom(room, 1)
    }
    return this.#log.stored(room)
  }

  #append(updates: readonly NewUpdate[]): Appended {
    this.#mustHaveRoom()
    const seqs = this.#log.addUpdates(updates)
    if (!this.#unsaved) {
      this.#unsaved = Promise.withResolvers()
      this.#unsaved.promise.catch(() => {})
    }
    return { seqs, saved: this.#unsaved.promise }
  }
}
