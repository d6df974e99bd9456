import { type ClosingCode, closeCodeOf, type ErrorCode } from '@concord/schema'
import type { Limits } from '../limits.ts'
import type { Log } from '../log.ts'
import type { Identity } from '../room/presence.ts'
import type { Holder } from '../session/sessions.ts'
import { words } from '../words.ts'
import { deniedFrame, noticeFrame } from './frame.ts'
import type { Wire } from './wire.ts'

/** How a websocket is closed after an error of the server itself; clients come back. */
const SERVER_ERROR = 1011

/** What a connection may do in its room. */
export interface Access {
  readonly identity: Identity
  readonly mayWrite: boolean
  /** Why it may not; without meaning while it may. */
  readonly refusal: Extract<ErrorCode, 'notAllowed' | 'editorTooOld'>
}

export interface ConnectionParts {
  readonly id: number
  readonly wire: Wire
  readonly access: Access
  /** Hash of its session, by which it is closed when the session ends. */
  readonly session: string
  readonly holder: Holder
  readonly address: string
  /** It asked for notices with `saved=1`. */
  readonly wantsNotices: boolean
  /** Schema version it states; absent for a script. */
  readonly schema: number | undefined
  readonly limits: Pick<Limits, 'unsent' | 'answerBurst' | 'answersPerSecond' | 'owedFrames'>
  readonly elapsed: () => number
  readonly log: Log
}

/** One socket in one room. */
export class Connection {
  readonly #parts: ConnectionParts
  access: Access
  /** Step 1 was sent and not answered yet. */
  isAsked: boolean
  /** Pings that were not answered. */
  unanswered = 0
  lastWrite: number
  #frames = 0
  #settled = 0
  #announced = 0
  #owed: number[] = []
  /** Client ids it was the first to use: until it had answered step 1, and since. */
  newClientsAtFirst = 0
  newClients = 0
  /** Answers to step 1 it may still ask for at once; they come back with time. */
  #answers: number
  #answeredAt: number
  #behind: { seq: number; since: number } | null = null
  /** Its answer is being made: what is written meanwhile comes with it. */
  isHeld = false

  constructor(parts: ConnectionParts) {
    this.#parts = parts
    this.access = parts.access
    this.isAsked = parts.access.mayWrite
    this.lastWrite = parts.elapsed()
    this.#answers = parts.limits.answerBurst
    this.#answeredAt = this.lastWrite
  }

  get id(): number {
    return this.#parts.id
  }
  get session(): string {
    return this.#parts.session
  }
  get holder(): Holder {
    return this.#parts.holder
  }
  get address(): string {
    return this.#parts.address
  }
  /** Who is here is told to Members only: a link gets into hands that nobody knows. */
  get mayKnowWho(): boolean {
    return this.access.identity.side !== null
  }
  get wantsNotices(): boolean {
    return this.#parts.wantsNotices
  }
  get schema(): number | undefined {
    return this.#parts.schema
  }
  get isOpen(): boolean {
    return this.#parts.wire.isOpen
  }

  /** Live updates are held back: it reads too slowly, or its answer is being made. */
  get isBehind(): boolean {
    return this.#behind !== null || this.isHeld
  }
  get behindSince(): number | null {
    return this.#behind?.since ?? null
  }

  /** Puts ready-made frames on the wire in one write. */
  write(frames: Buffer): void {
    if (!this.isOpen) return
    this.#parts.wire.write(frames)
    this.lastWrite = this.#parts.elapsed()
  }

  /** After a write: notes how far this connection is, if it has more unread than is allowed. */
  checkBacklog(seq: number): void {
    if (this.#behind || this.#parts.wire.unsent <= this.#parts.limits.unsent) return
    this.#behind = { seq, since: this.#parts.elapsed() }
  }

  /** What it has is not known any more: it will get everything. */
  missEverything(): void {
    if (this.#behind) this.#behind = { ...this.#behind, seq: -1 }
  }

  /** It has read what it had been sent: from which seq it misses updates, or null when it misses none. */
  takeBacklog(): number | null {
    const seq = this.#behind?.seq ?? null
    this.#behind = null
    return seq
  }

  /** Numbers the next sync frame, from 1. */
  countFrame(): number {
    this.#frames += 1
    return this.#frames
  }

  /** Whether one more question may be answered: nobody needs the whole plan again and again. */
  mayAsk(): boolean {
    const { answerBurst, answersPerSecond } = this.#parts.limits
    const now = this.#parts.elapsed()
    const earned = ((now - this.#answeredAt) / 1000) * answersPerSecond
    this.#answeredAt = now
    this.#answers = Math.min(answerBurst, this.#answers + earned) - 1
    return this.#answers >= 0
  }

  /** More frames hang on an answer than an honest client would send without giving it. */
  get owesTooMuch(): boolean {
    return this.#owed.length > this.#parts.limits.owedFrames
  }

  /** This frame is not saved before an answer to step 1 is. */
  owe(frame: number): void {
    this.#owed.push(frame)
  }

  /** The frame is on disk or needs no disk; an answer brought everything sent before it. */
  settle(frame: number, isAnswer: boolean): void {
    this.#settled = Math.max(this.#settled, frame)
    if (isAnswer) this.#owed = this.#owed.filter((owed) => owed > frame)
  }

  /** The notice that more frames are saved, once for each advance; null when there is nothing new to say. */
  takeSavedNotice(): Buffer | null {
    const frames = Math.min(this.#settled, (this.#owed[0] ?? Number.POSITIVE_INFINITY) - 1)
    if (frames <= this.#announced) return null
    this.#announced = frames
    return this.wantsNotices ? noticeFrame({ type: 'saved', frames }) : null
  }

  /** Says that a frame was not taken and why, in the way this client understands, and closes. */
  refuse(frame: number, code: ClosingCode, why?: string): void {
    this.write(
      this.wantsNotices ? noticeFrame({ type: 'refused', frame, reason: code }) : deniedFrame(words.errors[code]),
    )
    this.end(code, why)
  }

  /** Tells a client that hears no notices why, and closes so that it does not come back: it would offer the same. */
  turnAway(reason: ErrorCode): void {
    this.write(deniedFrame(words.errors[reason]))
    this.end('notAllowed', reason)
  }

  /** Closes with the code of the error table. `why` is for developers; it never holds content. */
  end(code: ClosingCode, why?: string): void {
    const reason = why ? `${code}: ${why}` : code
    if (this.isOpen) this.#parts.wire.close(closeCodeOf(code), reason)
  }

  /** Closes so that the client comes back at once. */
  endSoftly(closeCode: number, why: string): void {
    if (this.isOpen) this.#parts.wire.close(closeCode, why)
  }

  /** Does something for it. An error of the server itself costs this connection only, and its client tries again. */
  attempt(what: string, act: () => void): void {
    try {
      act()
    } catch (error) {
      this.#parts.log.error({ connection: this.id, cause: (error as Error).message }, `${what} failed`)
      this.endSoftly(SERVER_ERROR, 'an error of the server')
    }
  }

  /** Cuts the connection without a word: it has not answered for too long. */
  cut(): void {
    this.#parts.wire.cut()
  }

  ping(): void {
    this.unanswered += 1
    this.#parts.wire.ping()
  }
}
