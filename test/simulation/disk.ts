import {
  type Appended,
  CorruptRoom,
  type NewUpdate,
  type Snapshot,
  type StoredRoom,
  type UpdateLog,
} from '@concord/sync-server'
import * as Y from 'yjs'
import type { Random } from './random.ts'

/** One transaction of the log. */
type Commit =
  | { readonly kind: 'updates'; readonly updates: readonly (NewUpdate & { readonly seq: number })[] }
  | { readonly kind: 'snapshot'; readonly room: string; readonly snapshot: Snapshot }

/** How far each client's clock goes. */
export type Vector = Map<number, number>

/**
 * A disk whose calls end when the simulation says so, and fail when it likes. What is written outlives the process; what
 * is synced outlives a power cut, and of the rest a power cut leaves the beginning, as a write-ahead log does.
 */
export class Disk {
  #commits: Commit[] = []
  #synced = 0
  /** What the next call meets. */
  next: 'works' | 'full' | 'corrupt' = 'works'
  #failSync = false
  #calls: (() => void)[] = []
  #unsaved: { readonly upTo: number; resolve(): void; reject(error: Error): void }[] = []
  hasBroken = false

  /** The log as one process sees it; an older process's calls never come back. */
  open(): UpdateLog {
    this.#calls = []
    this.#unsaved = []
    this.next = 'works'
    this.hasBroken = false
    const call = <T>(act: () => T): Promise<T> =>
      new Promise((resolve, reject) => {
        this.#calls.push(() => {
          try {
            resolve(act())
          } catch (error) {
            reject(error)
          }
        })
      })
    return {
      load: (room) => call(() => this.#load(room)),
      append: (updates) => call(() => this.#append(updates)),
      putSnapshot: (room, snapshot) =>
        call(() => {
          this.#meet()
          const newest = this.#snapshotOf(room)
          if (newest && newest.seq >= snapshot.seq) return
          this.#commits.push({ kind: 'snapshot', room, snapshot })
          this.sync()
        }),
    }
  }

  get waiting(): number {
    return this.#calls.length
  }
  get unsynced(): number {
    return this.#commits.length - this.#synced
  }

  /** Lets the oldest call end. */
  step(): void {
    this.#calls.shift()?.()
  }

  failNextSync(): void {
    this.#failSync = true
  }

  /** Everything written is durable now, or nobody can tell. */
  sync(): void {
    if (this.#failSync) {
      this.#failSync = false
      this.hasBroken = true
      for (const each of this.#unsaved.splice(0)) each.reject(new Error('input/output error'))
      return
    }
    this.#synced = this.#commits.length
    for (const each of this.#unsaved.splice(0)) each.resolve()
  }

  /** The power goes: everything synced stays, and of the rest a beginning. */
  cutPower(random: Random): void {
    this.#commits = this.#commits.slice(0, this.#synced + random.below(this.unsynced + 1))
    this.#synced = this.#commits.length
  }

  written(room: string): Vector {
    return vectorOf(this.#updatesOf(room, this.#commits.length))
  }
  durable(room: string): Vector {
    return vectorOf(this.#updatesOf(room, this.#synced))
  }
  /** Everything in the room, as a Y.Doc. */
  doc(room: string): Y.Doc {
    const doc = new Y.Doc()
    const { snapshot, tail } = this.#stored(room)
    if (snapshot) Y.applyUpdate(doc, snapshot.bytes)
    for (const { bytes } of tail) Y.applyUpdate(doc, bytes)
    return doc
  }
  seqs(room: string): number[] {
    return this.#updatesOf(room, this.#commits.length).map(({ seq }) => seq)
  }

  #meet(): void {
    const { next } = this
    this.next = 'works'
    if (next === 'full') throw new Error('database or disk is full')
  }

  #load(room: string): StoredRoom {
    if (this.next === 'corrupt') {
      this.next = 'works'
      throw new CorruptRoom(room, 1)
    }
    return this.#stored(room)
  }

  #stored(room: string): StoredRoom {
    const snapshot = this.#snapshotOf(room)
    const updates = this.#updatesOf(room, this.#commits.length)
    const authors = new Map<number, string | null>()
    for (const { member, newClients } of updates)
      for (const client of newClients ?? []) if (!authors.has(client)) authors.set(client, member)
    return { snapshot, tail: updates.filter(({ seq }) => seq > (snapshot?.seq ?? 0)), authors }
  }

  #append(updates: readonly NewUpdate[]): Appended {
    this.#meet()
    const seqs: number[] = []
    const numbered = updates.map((update) => {
      const before = this.#updatesOf(update.room, this.#commits.length).length
      const seq = before + seqs.length + 1
      seqs.push(seq)
      return { ...update, bytes: update.bytes.slice(), seq }
    })
    this.#commits.push({ kind: 'updates', updates: numbered })
    const upTo = this.#commits.length
    const saved = new Promise<void>((resolve, reject) => this.#unsaved.push({ upTo, resolve, reject }))
    saved.catch(() => {})
    return { seqs, saved }
  }

  #updatesOf(room: string, until: number) {
    return this.#commits
      .slice(0, until)
      .flatMap((commit) => (commit.kind === 'updates' ? commit.updates.filter((update) => update.room === room) : []))
  }

  #snapshotOf(room: string): Snapshot | null {
    const found = this.#commits.findLast((commit) => commit.kind === 'snapshot' && commit.room === room)
    return found?.kind === 'snapshot' ? found.snapshot : null
  }
}

function vectorOf(updates: readonly { readonly bytes: Uint8Array }[]): Vector {
  const vector: Vector = new Map()
  for (const { bytes } of updates)
    for (const [client, end] of Y.parseUpdateMeta(bytes).to) vector.set(client, Math.max(end, vector.get(client) ?? 0))
  return vector
}
