import type { ErrorCode } from '@concord/schema'
import * as Y from 'yjs'
import type { Clock } from '../clock.ts'
import type { Limits } from '../limits.ts'
import type { Log } from '../log.ts'
import type { PlanReader } from '../plan-reader/plan-reader.ts'
import type { Connection } from '../socket/connection.ts'
import { noticeFrame, presenceFrame, stepOneFrame, stepTwoFrame, updateFrame } from '../socket/frame.ts'
import { readMessage } from '../socket/message.ts'
import type { NewUpdate, Store, StoredRoom } from '../store/store.ts'
import type { CommitQueue, Committer, Entry } from './commit-queue.ts'
import { RoomContent } from './content.ts'
import type { Known } from './known.ts'
import { Presence } from './presence.ts'
import type { RoomName } from './room-name.ts'
import { learn, type Scan, scan } from './scan.ts'

/** A sync frame of a connection waiting to be on disk; without an Update it only keeps its place in line. */
export interface FrameEntry extends Entry {
  readonly connection: Connection | null
  readonly frame: number
  readonly isAnswer: boolean
}

export interface RoomParts {
  readonly store: Store
  readonly queue: CommitQueue<FrameEntry>
  readonly reader: PlanReader
  readonly clock: Clock
  readonly limits: Limits
  readonly log: Log
  /** Called once when a commit failed: the room must be loaded anew before anybody writes again. */
  readonly onFailed: (room: Room) => void
}

const rootsOf = { plan: new Set(['body', 'blocks', 'meta']), side: new Set(['blocks', 'notes']) } as const

/** Presence is gathered this long before it is sent on. */
const PRESENCE_WINDOW = 50
const RETRY_SNAPSHOT = 60_000

const isEmptyUpdate = (bytes: Uint8Array) => bytes.length === 2 && bytes[0] === 0 && bytes[1] === 0

/** The live session of one Y.Doc: what came in is checked, put in line for the disk, and only then passed on. */
export class Room implements Committer<FrameEntry> {
  readonly name: RoomName
  readonly connections = new Set<Connection>()
  readonly #parts: RoomParts
  readonly #content: RoomContent
  /** What the content holds once everything in line is on disk. */
  readonly #known: Known
  readonly #presence = new Presence()
  /** Highest schema version that wrote while this room was open. */
  #schema = 0
  #inLine = 0
  #hasFailed = false
  #presenceIsDue = false
  #isCompacting = false
  #snapshotNotBefore = 0
  /** When the last connection left, or the room was opened. */
  idleSince: number

  constructor(name: RoomName, stored: StoredRoom, parts: RoomParts) {
    this.name = name
    this.#parts = parts
    this.#content = new RoomContent(stored)
    this.#known = this.#content.known()
    this.idleSince = parts.clock.now()
  }

  /** True while nobody is connected and everything is saved. */
  get isIdle(): boolean {
    return this.connections.size === 0 && this.#inLine === 0
  }

  /** The saved content, for readers. */
  get content(): RoomContent {
    return this.#content
  }

  join(connection: Connection): void {
    this.connections.add(connection)
    const frames: Buffer[] = []
    if (connection.access.mayWrite) frames.push(stepOneFrame(this.#known.vector()))
    else if (connection.wantsNotices)
      frames.push(noticeFrame({ type: 'refused', frame: 0, reason: connection.access.refusal }))
    const present = this.#presence.all()
    if (present) frames.push(presenceFrame(present))
    if (frames.length > 0) this.#send(connection, Buffer.concat(frames))
  }

  leave(connection: Connection): void {
    if (!this.connections.delete(connection)) return
    this.#presence.leave(connection)
    this.#schedulePresence()
    if (this.connections.size === 0) this.idleSince = this.#parts.clock.now()
  }

  /** One binary message of a connection. */
  receive(connection: Connection, data: Uint8Array) {
    if (this.#hasFailed) return
    const message = readMessage(data)
    switch (message?.type) {
      case undefined:
        return connection.end('badFrame', 'the message is not of this protocol')
      case 'update':
        return this.#update(connection, message.bytes, message.isAnswer)
      case 'stepOne':
        return this.#answer(connection, message.vector)
      case 'queryPresence': {
        const present = this.#presence.all()
        if (present) connection.write(presenceFrame(present))
        return
      }
      case 'presence': {
        const { limits } = this.#parts
        const heard = this.#presence.receive(connection, connection.access.identity, message.bytes, limits.presence)
        if (heard.outcome === 'refused') return connection.end('badFrame', heard.why)
        if (heard.askAgain) connection.write(presenceFrame(heard.askAgain))
        this.#schedulePresence()
      }
    }
  }

  /** An Update of the server itself, on behalf of a Member or of nobody. */
  write(bytes: Uint8Array, author: { member: string; side: NewUpdate['side'] } | null): void {
    const found = this.#scan(bytes)
    if (found.outcome !== 'news') throw new Error(`The server's own update was not taken: ${found.outcome}`)
    learn(this.#known, found.news)
    this.#line(null, 0, false, {
      room: this.name.name,
      bytes,
      member: author?.member ?? null,
      side: author?.side ?? null,
      at: this.#parts.clock.now(),
    })
  }

  announceFacts(number: number): void {
    const frame = noticeFrame({ type: 'factsChanged', number })
    for (const connection of this.connections) if (connection.wantsNotices) connection.write(frame)
  }

  /** Brings a connection that read too slowly up to date. */
  catchUp(connection: Connection, seq: number): void {
    const missed = this.#content.since(seq)
    const frames = missed ? missed.map(updateFrame) : this.#wholeFrames(Uint8Array.of(0))
    const present = this.#presence.all()
    if (present) frames.push(presenceFrame(present))
    const saved = connection.takeSavedNotice()
    if (saved) frames.push(saved)
    if (frames.length > 0) this.#send(connection, Buffer.concat(frames))
  }

  committed(batch: readonly { readonly entry: FrameEntry; readonly seq: number | null }[]): void {
    if (this.#hasFailed) return
    this.#inLine -= batch.length
    const relayed: { from: Connection | null; frame: Buffer }[] = []
    const senders = new Set<Connection>()
    for (const { entry, seq } of batch) {
      if (entry.update && seq !== null) {
        const { bytes } = entry.update
        this.#content.add({ seq, bytes })
        relayed.push({ from: entry.connection, frame: updateFrame(bytes) })
      }
      if (entry.connection) {
        senders.add(entry.connection)
        entry.connection.settle(entry.frame, entry.isAnswer)
      }
    }
    this.#deliver(relayed, senders)
    if (this.#content.isLong) void this.#compact()
  }

  failed(error: Error): void {
    if (this.#hasFailed) return
    this.#hasFailed = true
    this.#parts.queue.drop(this)
    this.#inLine = 0
    this.#parts.log.error({ room: this.name.name, cause: error.message }, 'a commit failed: the room closes')
    for (const connection of [...this.connections]) connection.end('storeUnavailable')
    this.#parts.onFailed(this)
  }

  #update(connection: Connection, bytes: Uint8Array, isAnswer: boolean) {
    const frame = connection.countFrame()
    if (isEmptyUpdate(bytes)) {
      if (isAnswer) connection.isAsked = false
      return this.#line(connection, frame, isAnswer, null)
    }
    const { access } = connection
    if (!access.mayWrite) return this.#refuse(connection, frame, access.refusal)
    if (connection.schema !== undefined && connection.schema < this.#schema)
      return this.#refuse(connection, frame, 'editorTooOld')
    const found = this.#scan(bytes)
    switch (found.outcome) {
      case 'refused':
        return connection.refuse(frame, 'badFrame', found.why)
      case 'gap':
        return this.#gap(connection, frame, isAnswer)
      case 'known':
        if (isAnswer) connection.isAsked = false
        return this.#line(connection, frame, isAnswer, null)
      case 'news':
        if (this.#content.size + bytes.length > this.#parts.limits.plan) {
          // Compacting may make room, if much was deleted.
          void this.#compact()
          return this.#refuse(connection, frame, 'tooLarge')
        }
        if (isAnswer) connection.isAsked = false
        learn(this.#known, found.news)
        this.#schema = Math.max(this.#schema, connection.schema ?? 0)
        this.#line(connection, frame, isAnswer, {
          room: this.name.name,
          bytes,
          member: access.identity.member,
          side: access.identity.side,
          at: this.#parts.clock.now(),
          ...(connection.schema !== undefined && { schema: connection.schema }),
        })
    }
  }

  #scan(bytes: Uint8Array): Scan {
    return scan(bytes, this.#known, rootsOf[this.name.kind], this.#parts.limits)
  }

  /** The update is not taken; the connection is told, and one that cannot be told is closed. */
  #refuse(
    connection: Connection,
    frame: number,
    reason: Extract<ErrorCode, 'notAllowed' | 'editorTooOld' | 'tooLarge'>,
  ) {
    if (!connection.wantsNotices) return connection.refuse(frame, reason === 'tooLarge' ? 'tooLarge' : 'notAllowed')
    connection.write(noticeFrame({ type: 'refused', frame, reason }))
    this.#line(connection, frame, false, null)
  }

  /**
   * Something before this update has not arrived. The answer to step 1 will bring it together with this one; until
   * then the frame does not count as saved.
   */
  #gap(connection: Connection, frame: number, isAnswer: boolean) {
    if (isAnswer) return connection.refuse(frame, 'badFrame', 'the answer lacks what it builds on')
    connection.owe(frame)
    if (connection.isAsked) return
    connection.isAsked = true
    connection.write(stepOneFrame(this.#known.vector()))
  }

  #line(connection: Connection | null, frame: number, isAnswer: boolean, update: NewUpdate | null): void {
    const entry: FrameEntry = { connection, frame, isAnswer, update }
    this.#inLine += 1
    if (update === null && this.#inLine === 1) this.committed([{ entry, seq: null }])
    else this.#parts.queue.add(this, entry)
  }

  #answer(connection: Connection, vector: Uint8Array) {
    try {
      Y.decodeStateVector(vector)
    } catch {
      return connection.end('badFrame', 'the state vector does not parse')
    }
    if (connection.isBehind) return connection.missEverything()
    this.#send(connection, Buffer.concat(this.#wholeFrames(vector)))
  }

  #wholeFrames(vector: Uint8Array): Buffer[] {
    const { updates, last } = this.#content.answer(vector)
    return [...updates.map(updateFrame), stepTwoFrame(last)]
  }

  #send(connection: Connection, frames: Buffer): void {
    connection.write(frames)
    connection.checkBacklog(this.#content.seq)
  }

  /** One write per connection: what the others sent, and how far its own frames are saved. */
  #deliver(relayed: readonly { from: Connection | null; frame: Buffer }[], senders: ReadonlySet<Connection>): void {
    const shared = Buffer.concat(relayed.map(({ frame }) => frame))
    for (const connection of this.connections) {
      if (connection.isBehind) continue
      if (!senders.has(connection)) {
        if (shared.length > 0) this.#send(connection, shared)
        continue
      }
      const frames = relayed.flatMap(({ from, frame }) => (from === connection ? [] : frame))
      const saved = connection.takeSavedNotice()
      if (saved) frames.push(saved)
      if (frames.length > 0) this.#send(connection, Buffer.concat(frames))
    }
  }

  #schedulePresence(): void {
    if (this.#presenceIsDue || !this.#presence.hasNews) return
    this.#presenceIsDue = true
    this.#parts.clock.after(PRESENCE_WINDOW, () => {
      this.#presenceIsDue = false
      const frame = presenceFrame(this.#presence.takeNews())
      for (const connection of this.connections) if (!connection.isBehind) connection.write(frame)
    })
  }

  async #compact(): Promise<void> {
    const { clock, reader, store, log } = this.#parts
    if (this.#isCompacting || clock.now() < this.#snapshotNotBefore) return
    this.#isCompacting = true
    try {
      const snapshot = await reader.snapshot(this.#content.parts)
      await store.log.putSnapshot(this.name.name, snapshot, clock.now())
      this.#content.replace(snapshot)
    } catch (error) {
      this.#snapshotNotBefore = clock.now() + RETRY_SNAPSHOT
      log.warn({ room: this.name.name, cause: (error as Error).message }, 'no snapshot was made')
    } finally {
      this.#isCompacting = false
    }
  }
}
