import { closeCodeOf, type ErrorCode } from '@concord/schema'
import * as Y from 'yjs'
import type { Cut, PlanReader } from '../plan-reader/plan-reader.ts'
import type { Connection } from '../socket/connection.ts'
import { joined, noticeFrame, presenceFrame, stepOneFrame, stepTwoFrame, updateFrame } from '../socket/frame.ts'
import { readMessage } from '../socket/message.ts'
import type { NewUpdate, Store, StoredRoom } from '../store/store.ts'
import { type CommitQueue, type Committer, orFail } from './commit-queue.ts'
import { Compaction } from './compaction.ts'
import { RoomContent } from './content.ts'
import { Intake, type IntakeParts, type Taken } from './intake.ts'
import { type FrameEntry, Line } from './line.ts'
import { Presence } from './presence.ts'
import type { RoomName } from './room-name.ts'
import { type Relayed, Shares } from './shares.ts'
import { GatherWindow } from './window.ts'

export interface RoomParts extends IntakeParts {
  readonly store: Pick<Store, 'log' | 'wasCutOff'>
  readonly queue: CommitQueue<FrameEntry>
  readonly reader: Pick<PlanReader, 'snapshot' | 'lacks'>
  /** Called once when the room failed: the room must be loaded anew before anybody writes again. */
  readonly onFailed: (room: Room) => void
}

/** Carets are felt as they move, and are gathered for less time than letters unless the machine is very busy. */
const PRESENCE = { least: 7, most: 50, writing: 2, lateness: 1.5 }

/** The live session of one Y.Doc: what came in is checked, put in line for the disk, and only then passed on. */
export class Room implements Committer<FrameEntry> {
  readonly name: RoomName
  readonly connections = new Set<Connection>()
  readonly #parts: RoomParts
  readonly #content: RoomContent
  readonly #intake: Intake
  readonly #line: Line
  readonly #compaction: Compaction
  readonly #presence: Presence
  readonly #presenceWindow = new GatherWindow(PRESENCE)
  #hasFailed = false
  #presenceIsDue = false
  /** When the last connection left, or the room was opened, by the time that nobody can set. */
  idleSince: number

  constructor(name: RoomName, stored: StoredRoom, parts: RoomParts) {
    this.name = name
    this.#parts = parts
    this.#content = new RoomContent(stored)
    this.#line = new Line(parts.queue, parts.clock)
    this.#intake = new Intake(name, this.#content, stored.authors, this.#line.unwritten, parts)
    this.#presence = new Presence(parts.limits.presencePerSecond)
    this.#compaction = new Compaction(name.name, this.#content, parts)
    this.idleSince = parts.clock.elapsed()
  }

  /** True while nobody is connected and everything is saved. */
  get isIdle(): boolean {
    return this.connections.size === 0 && this.#line.length === 0
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
    if (connection.access.mayWrite) frames.push(stepOneFrame(this.#intake.vector()))
    else if (connection.wantsNotices)
      frames.push(noticeFrame({ type: 'refused', frame: 0, reason: connection.access.refusal }))
    const present = connection.mayKnowWho ? this.#presence.all() : null
    if (present) frames.push(presenceFrame(present))
    if (frames.length > 0) this.#send(connection, joined(frames))
  }

  leave(connection: Connection): void {
    if (!this.connections.delete(connection)) return
    this.#presence.leave(connection)
    this.#schedulePresence()
    if (this.connections.size === 0) this.idleSince = this.#parts.clock.elapsed()
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
        const present = connection.mayKnowWho ? this.#presence.all() : null
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
    this.#wait(null, 0, false, this.#intake.own(bytes, author))
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
    const present = connection.mayKnowWho ? this.#presence.all() : null
    if (present) frames.push(presenceFrame(present))
    const saved = connection.takeSavedNotice()
    if (saved) frames.push(saved)
    if (frames.length > 0) this.#send(connection, joined(frames))
  }

  written(batch: readonly { readonly entry: FrameEntry; readonly seq: number | null }[]): void {
    if (this.#hasFailed) return
    const { clock } = this.#parts
    const began = clock.elapsed()
    const relayed: Relayed[] = []
    for (const { entry, seq } of batch) {
      if (!entry.update || seq === null) continue
      const { bytes } = entry.update
      this.#line.written(entry)
      this.#content.add({ seq, bytes })
      relayed.push({ from: entry.connection, frame: updateFrame(bytes) })
    }
    const shares = new Shares(relayed)
    const { seq } = this.#content
    for (const connection of this.connections) {
      const share = connection.isBehind ? null : shares.of(connection)
      if (!share) continue
      connection.write(share)
      connection.checkBacklog(seq)
    }
    this.#line.relayed(clock.elapsed() - began)
    this.#compaction.written()
  }

  saved(entries: readonly FrameEntry[]): void {
    if (this.#hasFailed) return
    this.#line.saved(entries.length)
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
    this.#line.drop(this)
    this.#compaction.stop()
    this.#parts.log.error({ room: this.name.name, cause: error.message }, 'the room failed and closes')
    for (const connection of [...this.connections]) connection.end('storeUnavailable')
    this.#parts.onFailed(this)
  }

  /** What was gathered goes on its way now: the server stops. */
  flush(): void {
    if (!this.#hasFailed) this.#line.flush(this)
  }

  #update(connection: Connection, bytes: Uint8Array, isAnswer: boolean) {
    const frame = connection.countFrame()
    const verdict = this.#intake.look(connection, bytes)
    switch (verdict.outcome) {
      case 'taken':
      case 'known':
        if (isAnswer) connection.isAsked = false
        return this.#wait(connection, frame, isAnswer, verdict.outcome === 'taken' ? verdict : null)
      case 'gap':
        return this.#gap(connection, frame, isAnswer)
      case 'barred':
        // Compacting may make room, if anything was deleted.
        if (verdict.reason === 'tooLarge' && this.#content.tail > 0) this.#compaction.begin()
        return this.#refuse(connection, frame, verdict.reason)
      case 'refused':
        return connection.refuse(frame, 'badFrame', verdict.why)
    }
  }

  /** The update is not taken; the connection is told, and one that cannot be told is closed. */
  #refuse(
    connection: Connection,
    frame: number,
    reason: Extract<ErrorCode, 'notAllowed' | 'editorTooOld' | 'tooLarge'>,
  ) {
    if (!connection.wantsNotices) return connection.turnAway(reason)
    connection.write(noticeFrame({ type: 'refused', frame, reason }))
    this.#wait(connection, frame, false, null)
  }

  /**
   * Something before this update has not arrived. The answer to step 1 will bring it together with this one; until
   * then the frame does not count as saved.
   */
  #gap(connection: Connection, frame: number, isAnswer: boolean) {
    if (isAnswer) {
      const why = 'the answer lacks what it builds on'
      // A cut-off may have taken back what somebody never heard, but only what was built on it. Others bring it.
      if (this.#parts.mayReoffer()) return connection.endSoftly(closeCodeOf('restarting'), why)
      return connection.refuse(frame, 'badFrame', why)
    }
    connection.owe(frame)
    if (connection.owesTooMuch) return connection.end('badFrame', 'what it builds on never comes')
    if (connection.isAsked) return
    connection.isAsked = true
    connection.write(stepOneFrame(this.#intake.vector()))
  }

  /** From here on nobody is asked for an Update any more: when it cannot be put in line, the room is loaded anew. */
  #wait(connection: Connection | null, frame: number, isAnswer: boolean, taken: Taken | null) {
    orFail(this, () => {
      if (taken) this.#intake.learn(taken.news)
      this.#line.add(this, { connection, frame, isAnswer, update: taken?.update ?? null })
    })
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
    if (!large) return this.#send(connection, joined(this.#wholeFrames(vector)))
    // Live updates wait for the answer, so that nothing overtakes it.
    connection.isHeld = true
    const isThere = () => this.connections.has(connection)
    const answerWith = (cut: Cut | null) =>
      connection.attempt('an answer', () => {
        connection.isHeld = false
        if (this.#hasFailed || !isThere()) return
        if (connection.isBehind) connection.missEverything()
        else this.#bring(connection, this.#wholeFrames(vector, cut))
      })
    void this.#parts.reader.lacks(large, vector, isThere).then(answerWith, (error: Error) => {
      if (isThere()) this.#parts.log.warn({ room: this.name.name, cause: error.message }, 'a snapshot was not cut')
      answerWith(null)
    })
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
    if (this.#presenceIsDue || this.#presence.news === 0) return
    this.#presenceIsDue = true
    const { clock } = this.#parts
    const now = clock.elapsed()
    const wait = this.#presenceWindow.wait(now)
    clock.after(wait, () => {
      orFail(this, () => {
        this.#presenceIsDue = false
        this.#presenceWindow.wasLate(clock.elapsed() - now - wait)
        this.#tellPresence()
      })
    })
  }

  #tellPresence(): void {
    const { clock } = this.#parts
    const began = clock.elapsed()
    this.#presenceWindow.went(began, this.#presence.news)
    const news = this.#presence.takeNews(began)
    // Who moved again too soon is told in the next message.
    this.#schedulePresence()
    if (!news) return
    const frame = presenceFrame(news)
    for (const each of this.connections) if (!each.isBehind && each.mayKnowWho) each.write(frame)
    this.#presenceWindow.took(clock.elapsed() - began)
  }
}
