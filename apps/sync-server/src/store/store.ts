import type { Member, Scalar, Side } from '@concord/schema'
import type { WriteId } from '../plan-reader/register-writes.ts'
import type { Records } from './records/records.ts'
import type { SessionVia } from './tables.ts'

/** An Update on its way to the log. */
export interface NewUpdate {
  readonly room: string
  /** One Yjs update in the first encoding, never changed after it was handed over. */
  readonly bytes: Uint8Array
  /** Who wrote it; null for the server itself. */
  readonly member: string | null
  readonly side: Side | null
  /** Server time in milliseconds. */
  readonly at: number
  /** Schema version of the editor that wrote it; the plan remembers the highest. Absent for a script. */
  readonly schema?: number
  /** Client ids that nobody had used in this room; they belong to the Member from now on. */
  readonly newClients?: readonly number[]
}

/** What became of an append. */
export interface Appended {
  /** The updates' sequence numbers, which count 1, 2, 3… in each room. */
  readonly seqs: readonly number[]
  /** Resolves when they survive a power cut, not only the end of the process; rejects when nobody can tell. */
  readonly saved: Promise<void>
}

/** One Update as kept. */
export interface StoredUpdate {
  readonly seq: number
  readonly bytes: Uint8Array
}

/** One Update of the log with who brought it. `at` is server time in milliseconds; null is the server itself. */
export interface LoggedUpdate extends StoredUpdate {
  readonly at: number
  readonly member: string | null
  readonly side: Side | null
}

/** The compacted state of a room through `seq`. */
export interface Snapshot {
  readonly seq: number
  /** One update that holds everything. */
  readonly bytes: Uint8Array
  /** Its encoded state vector. */
  readonly vector: Uint8Array
  /** An update without structs that holds what is deleted. */
  readonly deletes: Uint8Array
}

/** What is kept of one room: a Snapshot, and every Update after it in order. */
export interface StoredRoom {
  readonly snapshot: Snapshot | null
  readonly tail: readonly StoredUpdate[]
  /** Whose the client ids are; null is the server's own. Ids from before authors were noted are absent. */
  readonly authors: ReadonlyMap<number, string | null>
}

/** Bytes in the store are not the bytes that were written: the room must not open, let alone be written again. */
export class CorruptRoom extends Error {
  override readonly name = 'CorruptRoom'
  readonly room: string
  readonly seq: number

  constructor(room: string, seq: number) {
    super(`The stored update ${seq} of room ${room} is missing or does not match its checksum.`)
    this.room = room
    this.seq = seq
  }
}

/** The append-only log of Updates. */
export interface UpdateLog {
  /** Everything needed to open a room. Rejects with CorruptRoom when a checksum does not hold. */
  load(room: string): Promise<StoredRoom>
  /**
   * Commits all updates or none, in the order given. Once it resolves they survive the end of the process, so that
   * others may see them; they are durable when `saved` resolves, not before.
   */
  append(updates: readonly NewUpdate[]): Promise<Appended>
  /** Replaces the room's Snapshot by one that covers every Update through its `seq`. An older one than the present is ignored. */
  putSnapshot(room: string, snapshot: Snapshot, at: number): Promise<void>
}

/** What somebody did to a place of a plan, as it is kept when the Update that brought it has gone. */
export interface KeptChange {
  /** `born`: a Block or row; `set` and `clear`: a register; `text`: letters were written. */
  readonly act: 'born' | 'set' | 'clear' | 'text'
  /** The Block; `meta` for the Plan's own fields, `body` for its text. */
  readonly block: string
  /** Place inside the Block; empty for the whole of it. */
  readonly path: string
  /** The item of the Y.Doc that was written or cleared. */
  readonly id: WriteId
  readonly seq: number
  readonly at: number
  readonly member: string | null
  readonly side: Side | null
  /** Only of `set`, and only when it was known. */
  readonly value?: Scalar
}

/** Of these acts one a day is kept for each Member and place, the newest. */
export const isOnePerDay = (act: KeptChange['act']): boolean => act === 'set' || act === 'text'

const DAY = 24 * 60 * 60_000

/** The day, in UTC, that a moment lies in; end excluded. */
export function dayOf(at: number): { readonly from: number; readonly to: number } {
  const from = Math.floor(at / DAY) * DAY
  return { from, to: from + DAY }
}

/** Updates may go only when a Snapshot holds what they wrote. */
export class NotCovered extends Error {
  override readonly name = 'NotCovered'
  constructor(room: string, seq: number) {
    super(`No snapshot of room ${room} covers update ${seq}.`)
  }
}

/** What was written when and by whom: the log as it is read afterwards, and how it becomes less. */
export interface UpdateHistory {
  /**
   * The newest Updates below a seq, newest first: at most so many, and no more bytes than reading at once may take.
   * Empty when there are none, or none are kept any more. Rejects with CorruptRoom when a checksum does not hold.
   */
  before(room: string, seq: number, most: number): Promise<readonly LoggedUpdate[]>
  /** What is kept of a place whose Updates have gone, oldest first. */
  keptOf(room: string, block: string, path: string): Promise<readonly KeptChange[]>
  /** What is kept of a room whose Updates have gone, behind one of them, in an order of its own. */
  keptAfter(room: string, after: Pick<KeptChange, 'id' | 'act'> | null, most: number): Promise<readonly KeptChange[]>
  /** The first room by name behind `after` whose oldest Update is from before a moment; null when there is none. */
  roomWithOlder(at: number, after: string): Promise<string | null>
  /** The oldest Updates from before a moment that a Snapshot covers, oldest first, as bounded as `before`. */
  oldest(room: string, at: number, most: number): Promise<readonly LoggedUpdate[]>
  /**
   * Puts what is to be kept of the Updates through a seq in their place, all at once. Doing it again changes nothing.
   * Rejects with NotCovered when no Snapshot holds them.
   */
  thin(room: string, through: number, kept: readonly KeptChange[]): Promise<void>
}

/** What the handshake of a socket must know, all at once. */
export interface Admission {
  readonly person: string
  readonly via: SessionVia
  readonly seenAt: number
  readonly endsAt: number
  /** The person's membership in the plan; null when there is none, or no such plan. */
  readonly member: Member | null
  /** Highest schema version that wrote to the plan. */
  readonly schemaVersion: number
}

/** The database: the update log, and ordinary rows through named acts, each of which is one transaction. */
export interface Store {
  readonly log: UpdateLog
  readonly history: UpdateHistory
  readonly records: Records
  /** The live session of this hash and what it may enter, in one look; null without a live session. */
  admission(hash: string, plan: string, now: number, idle: number): Promise<Admission | null>
  /** Resolves with the cause when the disk failed in a way after which nothing may be trusted any more. */
  readonly broken: Promise<Error>
  /** The last process on this data did not end in order: what it had not saved yet, its clients may offer again. */
  readonly wasCutOff: boolean
  /** Finishes what was begun and lets go of the data folder. */
  close(): Promise<void>
}
