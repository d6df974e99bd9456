import type { NewUpdate, Snapshot, StoredRoom } from '@concord/sync-server'
import * as Y from 'yjs'
import { deletionsOf } from './editor.ts'
import type { Random } from './random.ts'

/** How far each client's clock goes. */
export type Vector = ReadonlyMap<number, number>

type NumberedUpdate = NewUpdate & { readonly seq: number }

/** One transaction of the log. */
type Commit =
  | { readonly kind: 'updates'; readonly updates: readonly NumberedUpdate[] }
  | { readonly kind: 'snapshot'; readonly room: string; readonly snapshot: Snapshot }

/** What the first so many commits hold of one room, told once and gone on from. */
class Reading {
  commits = 0
  readonly vector = new Map<number, number>()
  readonly deleted = new Set<string>()

  goOn(room: string, commits: readonly Commit[], until: number): this {
    for (; this.commits < until; this.commits += 1) {
      const commit = commits[this.commits]!
      if (commit.kind !== 'updates') continue
      for (const update of commit.updates) if (update.room === room) this.#learn(update.bytes)
    }
    return this
  }

  #learn(bytes: Uint8Array): void {
    for (const [client, end] of Y.parseUpdateMeta(bytes).to)
      this.vector.set(client, Math.max(end, this.vector.get(client) ?? 0))
    for (const each of deletionsOf(bytes)) this.deleted.add(each)
  }
}

/** Transactions in the order they were written, and how many of them are safe. */
export class CommitLog {
  #commits: Commit[] = []
  #synced = 0
  readonly #written = new Map<string, Reading>()
  readonly #durable = new Map<string, Reading>()

  get length(): number {
    return this.#commits.length
  }

  /** All of them or none; answers their numbers, which count up in each room. */
  addUpdates(updates: readonly NewUpdate[]): number[] {
    const next = new Map<string, number>()
    const numbered = updates.map((update) => {
      const seq = (next.get(update.room) ?? this.updates(update.room).length) + 1
      next.set(update.room, seq)
      return { ...update, bytes: update.bytes.slice(), seq }
    })
    this.#commits.push({ kind: 'updates', updates: numbered })
    return numbered.map(({ seq }) => seq)
  }

  addSnapshot(room: string, snapshot: Snapshot): void {
    const newest = this.#snapshotOf(room)
    if (newest && newest.seq >= snapshot.seq) return
    this.#commits.push({ kind: 'snapshot', room, snapshot })
  }

  sync(): void {
    this.#synced = this.#commits.length
  }

  /** Loses everything after some commit that was not synced. */
  cut(random: Random): void {
    this.#commits = this.#commits.slice(0, this.#synced + random.below(this.#commits.length - this.#synced + 1))
    this.#synced = this.#commits.length
    this.#written.clear()
  }

  written(room: string): Vector {
    return readingOf(this.#written, room).goOn(room, this.#commits, this.#commits.length).vector
  }
  durable(room: string): Vector {
    return this.#durableReading(room).vector
  }
  /** What is deleted for good: `client clock` for each. */
  durablyDeleted(room: string): ReadonlySet<string> {
    return this.#durableReading(room).deleted
  }

  #durableReading(room: string): Reading {
    return readingOf(this.#durable, room).goOn(room, this.#commits, this.#synced)
  }

  updates(room: string): readonly NumberedUpdate[] {
    return this.#commits.flatMap((commit) =>
      commit.kind === 'updates' ? commit.updates.filter((update) => update.room === room) : [],
    )
  }

  stored(room: string): StoredRoom {
    const snapshot = this.#snapshotOf(room)
    const updates = this.updates(room)
    const authors = new Map<number, string | null>()
    for (const { member, newClients } of updates)
      for (const client of newClients ?? []) if (!authors.has(client)) authors.set(client, member)
    return { snapshot, tail: updates.filter(({ seq }) => seq > (snapshot?.seq ?? 0)), authors }
  }

  #snapshotOf(room: string): Snapshot | null {
    const found = this.#commits.findLast((commit) => commit.kind === 'snapshot' && commit.room === room)
    return found?.kind === 'snapshot' ? found.snapshot : null
  }
}

function readingOf(all: Map<string, Reading>, room: string): Reading {
  const reading = all.get(room) ?? new Reading()
  all.set(room, reading)
  return reading
}
