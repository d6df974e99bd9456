import type { ErrorCode } from '@concord/schema'
import * as Y from 'yjs'
import type { Clock } from '../clock.ts'
import type { Limits } from '../limits.ts'
import type { Log } from '../log.ts'
import type { Cut, PlanReader } from '../plan-reader/plan-reader.ts'
import type { Connection } from '../socket/connection.ts'
import { noticeFrame, presenceFrame, stepOneFrame, stepTwoFrame, updateFrame } from '../socket/frame.ts'
import { readMessage } from '../socket/message.ts'
import type { NewUpdate, Store, StoredRoom } from '../store/store.ts'
import { Authors } from './authors.ts'
import type { CommitQueue, Committer, Entry } from './commit-queue.ts'
import { RoomContent } from './content.ts'
import type { Known } from './known.ts'
import { Presence } from './presence.ts'
import type { RoomName } from './room-name.ts'
import { isEmptyUpdate, learn, type News, type Scan, scan } from './scan.ts'
import { type Relayed, Shares } from './shares.ts'
import { GatherWindow } from './window.ts'

/** A sync frame of a connection waiting to be on disk; without an Update it only keeps its place in line. */
export interface FrameEntry extends Entry {
  readonly connection: Connection | null
  readonly frame: number
  readonly isAnswer: boolean
}

export interface RoomParts {
  readonly store: Pick<Store, 'log' | 'wasCutOff'>
  readonly queue: CommitQueue<FrameEntry>
  readonly reader: Pick<PlanReader, 'snapshot' | 'lacks'>
  readonly clock: Clock
  readonly limits: Limits
  readonly log: Log
  /** Whether a Member may offer again what another wrote: the server was cut off and may have lost it. */
  readonly mayReoffer: () => boolean
  /** Called once when a commit failed: the room must be loaded anew before anybody writes again. */
  readonly onFailed: (room: Room) => void
}

const rootsOf = { plan: new Set(['body', 'blocks', 'meta']), side: new Set(['blocks', 'notes']) } as const

/** Presence is gathered this long before it is sent on. */
const PRESENCE_WINDOW = 50
const RETRY_SNAPSHOT = 30_000

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
  readonly #authors: Authors
  readonly #window = new GatherWindow()
  /** Entries that wait for the window to open. */
  #gathered: FrameEntry[] = []
  /** Updates that are known and not written yet. */
  readonly #unwritten = new Set<Uint8Array>()
  #hasFailed = false
  #presenceIsDue = false
  #isCompacting = false
  /** When the last connection left, or the room was opened. */
  idleSince: number

  constructor(name: RoomName, stored: StoredRoom, parts: RoomParts) {
    this.name = name
    this.#parts = parts
    this.#content = new RoomContent(stored)
    this.#known = this.#content.known()
    this.#known.everything = () => [...this.#content.parts.updates, ...this.#unwritten]
    this.#authors = new Authors(stored.authors)
    this.idleSince = parts.clock.now()
  }

  /** True while nobody is connected and everything is saved. */
  get isIdle(): boolean {
    return this.connections.size === 0 && this.#inLine === 0
  }

  /** More was written since the last Snapshot than a whole plan may hold: who writes is read slowly until the next. */
  get isSwollen(): boolean {
    return this.#content.tail > this.#parts.limits.plan
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
        if (!connection.mayAsk()) return connection.end('limitReached', 'it asks too often')
        const present = this.#presence.all()
        if (present) this.#send(connection, presenceFrame(present))
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
    const member = author?.member ?? null
    const { fresh } = this.#authors.look(found.news.ends.keys(), member)
    this.#authors.add(fresh, member)
    learn(this.#known, found.news)
    this.#line(null, 0, false, {
      room: this.name.name,
      bytes,
      member,
      side: author?.side ?? null,
      at: this.#parts.clock.now(),
      newClients: fresh,
    })
  }

  announceFacts(number: number): void {
    const frame = noticeFrame({ type: 'factsChanged', number })
    for (const connection of this.connections) if (connection.wantsNotices) connection.write(frame)
  }

  /** Brings a connection that read too slowly up to date. */
  catchUp(connection: Connection, seq: number): void {
    this.#bring(connection, this.#content.since(seq)?.map(updateFrame) ?? this.#wholeFrames(Uint8Array.of(0)))
  }

  /** Content, and with it what was held back meanwhile. */
  #bring(connection: Connection, frames: Buffer[]): void {
    const present = this.#presence.all()
    if (present) frames.push(presenceFrame(present))
    const saved = connection.takeSavedNotice()
    if (saved) frames.push(saved)
    if (frames.length > 0) this.#send(connection, Buffer.concat(frames))
  }

  written(batch: readonly { readonly entry: FrameEntry; readonly seq: number | null }[]): void {
    if (this.#hasFailed) return
    const relayed: Relayed[] = []
    for (const { entry, seq } of batch) {
      if (!entry.update || seq === null) continue
      const { bytes } = entry.update
      this.#unwritten.delete(bytes)
      this.#content.add({ seq, bytes })
      relayed.push({ from: entry.connection, frame: updateFrame(bytes) })
    }
    const shares = new Shares(relayed)
    for (const connection of this.connections) {
      const share = connection.isBehind ? null : shares.of(connection)
      if (share) this.#send(connection, share)
    }
    if (this.#content.isLong) void this.#compact()
  }

  saved(entries: readonly FrameEntry[]): void {
    if (this.#hasFailed) return
    this.#inLine -= entries.length
    const senders = new Set<Connection>()
    for (const { connection, frame, isAnswer } of entries) {
      if (!connection) continue
      connection.settle(frame, isAnswer)
      senders.add(connection)
    }
    for (const connection of senders) {
      const notice = connection.isBehind ? null : connection.takeSavedNotice()
      if (notice) this.#send(connection, notice)
    }
  }

  failed(error: Error): void {
    if (this.#hasFailed) return
    this.#hasFailed = true
    this.#parts.queue.drop(this)
    this.#inLine = 0
    this.#gathered = []
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
    let newClients: readonly number[] | null
    switch (found.outcome) {
      case 'refused':
        return connection.refuse(frame, 'badFrame', found.why)
      case 'gap':
        return this.#gap(connection, frame, isAnswer)
      case 'known':
        if (isAnswer) connection.isAsked = false
        return this.#line(connection, frame, isAnswer, null)
      case 'news':
        if (this.#content.compacted + bytes.length > this.#parts.limits.plan) {
          // Compacting may make room, if much was deleted.
          void this.#compact()
          return this.#refuse(connection, frame, 'tooLarge')
        }
        newClients = this.#claim(connection, found.news)
        if (newClients === null) return connection.refuse(frame, 'badFrame', 'it writes as somebody else')
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
          ...(newClients.length > 0 && { newClients }),
        })
    }
  }

  /** The ids this update is the first to use; null when it uses somebody else's, or more new ones than anybody needs. */
  #claim(connection: Connection, news: News): readonly number[] | null {
    const { limits, log, mayReoffer } = this.#parts
    const { member } = connection.access.identity
    const { fresh, foreign } = this.#authors.look(news.ends.keys(), member)
    if (foreign !== null) {
      if (!mayReoffer()) return null
      log.warn({ room: this.name.name, member, client: foreign }, "another's update was offered again after a cut-off")
    }
    // What comes before and with the first answer is what was written offline; it does not count against the session.
    if (connection.isAsked) connection.newClientsAtFirst += fresh.length
    else connection.newClients += fresh.length
    if (connection.newClients > limits.newClients || connection.newClientsAtFirst > limits.newClientsAtFirst)
      return null
    this.#authors.add(fresh, member)
    return fresh
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
    if (connection.owesTooMuch) return connection.end('badFrame', 'what it builds on never comes')
    if (connection.isAsked) return
    connection.isAsked = true
    connection.write(stepOneFrame(this.#known.vector()))
  }

  #line(connection: Connection | null, frame: number, isAnswer: boolean, update: NewUpdate | null) {
    const entry: FrameEntry = { connection, frame, isAnswer, update }
    this.#inLine += 1
    if (update) this.#unwritten.add(update.bytes)
    const { queue, clock } = this.#parts
    if (!update && this.#inLine === 1 && queue.isSaved) return this.saved([entry])
    if (this.#gathered.length > 0) {
      this.#gathered.push(entry)
      return
    }
    const now = clock.now()
    const wait = queue.has(this) ? 0 : this.#window.wait(now, this.connections.size)
    if (wait === 0) {
      this.#window.went(now, 1)
      return queue.add(this, entry)
    }
    this.#gathered.push(entry)
    clock.after(wait, () => this.flush())
  }

  /** The window opens, or the server stops: what was gathered goes on its way together. */
  flush(): void {
    if (this.#hasFailed) return
    const entries = this.#gathered
    this.#gathered = []
    this.#window.went(this.#parts.clock.now(), entries.length)
    for (const entry of entries) this.#parts.queue.add(this, entry)
  }

  #answer(connection: Connection, vector: Uint8Array) {
    try {
      Y.decodeStateVector(vector)
    } catch {
      return connection.end('badFrame', 'the state vector does not parse')
    }
    if (!connection.mayAsk()) return connection.end('limitReached', 'it asks too often')
    if (connection.isBehind) return connection.missEverything()
    const large = this.#content.toCut(vector)
    if (!large) return this.#send(connection, Buffer.concat(this.#wholeFrames(vector)))
    // Live updates wait for the answer, so that nothing overtakes it.
    connection.isHeld = true
    const answerWith = (cut: Cut | null) => {
      connection.isHeld = false
      if (this.#hasFailed || !this.connections.has(connection)) return
      if (connection.isBehind) connection.missEverything()
      else this.#bring(connection, this.#wholeFrames(vector, cut))
    }
    void this.#parts.reader.lacks(large, vector).then(answerWith, () => answerWith(null))
  }

  #wholeFrames(vector: Uint8Array, cut?: Cut | null): Buffer[] {
    const { updates, last } = this.#content.answer(vector, cut)
    return [...updates.map(updateFrame), stepTwoFrame(last)]
  }

  #send(connection: Connection, frames: Buffer): void {
    connection.write(frames)
    connection.checkBacklog(this.#content.seq)
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
    if (this.#isCompacting || this.#hasFailed) return
    this.#isCompacting = true
    let isMade = false
    try {
      const snapshot = await reader.snapshot(this.#content.parts)
      await store.log.putSnapshot(this.name.name, snapshot, clock.now())
      this.#content.replace(snapshot)
      isMade = true
    } catch (error) {
      log.warn({ room: this.name.name, cause: (error as Error).message }, 'no snapshot was made')
    }
    if (!isMade) await new Promise<void>((resolve) => clock.after(RETRY_SNAPSHOT, resolve))
    this.#isCompacting = false
    // More may have come meanwhile, from people who wait for this.
    if (this.#content.isLong) void this.#compact()
  }
}
