import * as Y from 'yjs'
import type { Cut } from '../plan-reader/plan-reader.ts'
import type { Snapshot, StoredRoom, StoredUpdate } from '../store/store.ts'
import { Known } from './known.ts'
import { learn, scan } from './scan.ts'

const anyRoot = { has: () => true } as unknown as ReadonlySet<string>
const noLimits = {
  structsPerMessage: Number.POSITIVE_INFINITY,
  clientsPerMessage: Number.POSITIVE_INFINITY,
  nesting: Number.POSITIVE_INFINITY,
}

/** An update that says nothing. */
const EMPTY = Uint8Array.of(0, 0)

/** Updates are merged this many at a time: merging is quick for a few and slow for a long flat list. */
const MERGE_GROUP = 50
const SMALL = 1_024

/** A Snapshot above this is cut on another thread: at 2 MB it takes about a tenth of a second. */
const LARGE = 256 * 1024

/**
 * The saved content of a room as bytes: a Snapshot and the Updates since. No Y.Doc is built on the way of a
 * keystroke; the tail stays short because the room replaces the Snapshot in time.
 */
export class RoomContent {
  #snapshot: Snapshot | null
  #tail: StoredUpdate[]
  #tailBytes: number
  /** Full groups of the tail, merged once. */
  #merged: (readonly Uint8Array[])[] = []

  constructor(stored: StoredRoom) {
    this.#snapshot = stored.snapshot
    this.#tail = [...stored.tail]
    this.#tailBytes = this.#tail.reduce((sum, { bytes }) => sum + bytes.length, 0)
  }

  /** The newest sequence number; 0 for an empty room. */
  get seq(): number {
    return this.#tail.at(-1)?.seq ?? this.#snapshot?.seq ?? 0
  }

  /** Bytes of the Snapshot: what the plan takes when it is compacted. */
  get compacted(): number {
    return this.#snapshot?.bytes.length ?? 0
  }

  /** Bytes of the Updates since. */
  get tail(): number {
    return this.#tailBytes
  }

  /**
   * True when a new Snapshot would spare whoever opens the room next a wait, and there is time to make it. Each Update
   * of the tail takes ten times its bytes in memory, and a server has many quiet rooms.
   */
  get isWorthCompacting(): boolean {
    const isSome = this.#tail.length > 50 || this.#tailBytes > 64 * 1024
    return isSome && this.#tailBytes > this.compacted / 16
  }

  /** True when a new Snapshot is needed, however much goes on. */
  get isLong(): boolean {
    const quarter = (this.#snapshot?.bytes.length ?? 0) / 4
    const isMuch = this.#tail.length > 1_000 || this.#tailBytes > 64 * 1024
    return (isMuch && this.#tailBytes > quarter) || this.#tail.length > 4_000
  }

  /** What the content consists of, for whoever builds a Y.Doc from it. */
  get parts(): { readonly seq: number; readonly updates: readonly Uint8Array[] } {
    const first = this.#snapshot ? [this.#snapshot.bytes] : []
    return { seq: this.seq, updates: [...first, ...this.#tail.map(({ bytes }) => bytes)] }
  }

  /** What the content and `unwritten` updates hold, told from the Snapshot's summary and the tail. */
  known(unwritten: Iterable<Uint8Array>): Known {
    const everything = () => [...this.parts.updates, ...unwritten]
    const known = new Known(everything, this.#snapshot?.vector, this.#snapshot?.deletes)
    for (const { bytes } of this.#tail) {
      const found = scan(bytes, known, anyRoot, noLimits)
      if (found.outcome === 'news') learn(known, found.news)
    }
    return known
  }

  add(update: StoredUpdate): void {
    this.#tail.push(update)
    this.#tailBytes += update.bytes.length
  }

  /** Takes a Snapshot that covers everything through its seq; Updates after it stay in the tail. */
  replace(snapshot: Snapshot): void {
    if (snapshot.seq <= (this.#snapshot?.seq ?? 0)) return
    this.#snapshot = snapshot
    this.#tail = this.#tail.filter(({ seq }) => seq > snapshot.seq)
    this.#tailBytes = this.#tail.reduce((sum, { bytes }) => sum + bytes.length, 0)
    this.#merged = []
  }

  /**
   * What a client with this state vector lacks, in the order it was written: the last piece is the answer, so that a
   * client is told it is synced only when it holds everything. A cut spares cutting the
   * Snapshot; without one of the present Snapshot the whole of it is sent, which costs bytes and no time.
   */
  answer(vector: Uint8Array, cut?: Cut | null): { readonly updates: readonly Uint8Array[]; readonly last: Uint8Array } {
    const pieces = [...this.#fromSnapshot(vector, cut), ...this.#mergedTail()]
    const last = pieces.pop() ?? EMPTY
    return { updates: pieces, last }
  }

  /** The Snapshot, when cutting it to what this vector lacks would hold up everybody else; otherwise null. */
  toCut(vector: Uint8Array): Snapshot | null {
    const snapshot = this.#snapshot
    return snapshot && snapshot.bytes.length > LARGE && vector.length > 1 && lacks(vector, snapshot) ? snapshot : null
  }

  #fromSnapshot(vector: Uint8Array, cut?: Cut | null): readonly Uint8Array[] {
    const snapshot = this.#snapshot
    if (!snapshot) return []
    if (cut && cut.seq === snapshot.seq) return [cut.bytes]
    if (vector.length <= 1 || cut !== undefined) return [snapshot.bytes]
    return [lacks(vector, snapshot) ? Y.diffUpdate(snapshot.bytes, vector) : snapshot.deletes]
  }

  /** The Updates after `seq`, or null when a Snapshot has swallowed them. */
  since(seq: number): readonly Uint8Array[] | null {
    if (seq < (this.#snapshot?.seq ?? 0)) return null
    return this.#tail.filter((update) => update.seq > seq).map(({ bytes }) => bytes)
  }

  #mergedTail(): readonly Uint8Array[] {
    const merge = (from: number) => mergeSmall(this.#tail.slice(from, from + MERGE_GROUP).map(({ bytes }) => bytes))
    while ((this.#merged.length + 1) * MERGE_GROUP <= this.#tail.length)
      this.#merged.push(merge(this.#merged.length * MERGE_GROUP))
    return [...this.#merged.flat(), ...merge(this.#merged.length * MERGE_GROUP)]
  }
}

/** Who comes back has the Snapshot's structs as a rule, and then only deletions can be new. */
function lacks(vector: Uint8Array, snapshot: Snapshot): boolean {
  const has = Y.decodeStateVector(vector)
  return [...Y.decodeStateVector(snapshot.vector)].some(([client, clock]) => (has.get(client) ?? 0) < clock)
}

/** Merges runs of small updates; a big one costs more to merge than to send. */
function mergeSmall(updates: readonly Uint8Array[]): readonly Uint8Array[] {
  const merged: Uint8Array[] = []
  let run: Uint8Array[] = []
  const endRun = () => {
    if (run.length > 0) merged.push(run.length === 1 ? run[0]! : Y.mergeUpdates(run))
    run = []
  }
  for (const update of updates) {
    if (update.length <= SMALL) run.push(update)
    else {
      endRun()
      merged.push(update)
    }
  }
  endRun()
  return merged
}
