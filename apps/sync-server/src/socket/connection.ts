import type { Duplex } from 'node:stream'
import { type ClosingCode, closeCodeOf, type ErrorCode } from '@concord/schema'
import type { WebSocket } from 'ws'
import type { Identity } from '../room/presence.ts'
import { words } from '../words.ts'
import { deniedFrame, noticeFrame } from './frame.ts'

/** What a connection may do in its room. */
export interface Access {
  readonly identity: Identity
  readonly mayWrite: boolean
  /** Why it may not; without meaning while it may. */
  readonly refusal: Extract<ErrorCode, 'notAllowed' | 'editorTooOld'>
}

export interface ConnectionParts {
  readonly id: number
  readonly socket: WebSocket
  /** The raw socket under it: ready-made frames are written there at once. */
  readonly raw: Duplex
  readonly access: Access
  /** Hash of its session, by which it is closed when the session ends. */
  readonly session: string
  readonly person: string
  readonly address: string
  /** It asked for notices with `saved=1`. */
  readonly wantsNotices: boolean
  /** Schema version it states; absent for a script. */
  readonly schema: number | undefined
  readonly unsentLimit: number
  readonly now: () => number
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
  #behind: { seq: number; since: number } | null = null

  constructor(parts: ConnectionParts) {
    this.#parts = parts
    this.access = parts.access
    this.isAsked = parts.access.mayWrite
    this.lastWrite = parts.now()
  }

  get id(): number {
    return this.#parts.id
  }
  get session(): string {
    return this.#parts.session
  }
  get person(): string {
    return this.#parts.person
  }
  get address(): string {
    return this.#parts.address
  }
  get wantsNotices(): boolean {
    return this.#parts.wantsNotices
  }
  get schema(): number | undefined {
    return this.#parts.schema
  }
  get isOpen(): boolean {
    return this.#parts.socket.readyState === this.#parts.socket.OPEN
  }

  /** Reads so slowly that live updates are held back until it has caught up. */
  get isBehind(): boolean {
    return this.#behind !== null
  }
  get behindSince(): number | null {
    return this.#behind?.since ?? null
  }

  /** Puts ready-made frames on the wire in one write. */
  write(frames: Buffer): void {
    if (!this.isOpen) return
    this.#parts.raw.write(frames)
    this.lastWrite = this.#parts.now()
  }

  /** After a write: notes how far this connection is, if it has more unread than is allowed. */
  checkBacklog(seq: number): void {
    if (this.#behind || this.#parts.raw.writableLength <= this.#parts.unsentLimit) return
    this.#behind = { seq, since: this.#parts.now() }
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

  /** Closes with the code of the error table. `why` is for developers; it never holds content. */
  end(code: ClosingCode, why?: string): void {
    const reason = why ? `${code}: ${why}` : code
    if (this.isOpen) this.#parts.socket.close(closeCodeOf(code), reason)
  }

  /** Closes so that the client comes back at once. */
  endSoftly(closeCode: number, why: string): void {
    if (this.isOpen) this.#parts.socket.close(closeCode, why)
  }

  /** Cuts the connection without a word: it has not answered for too long. */
  cut(): void {
    this.#parts.socket.terminate()
  }

  ping(): void {
    this.unanswered += 1
    this.#parts.socket.ping()
  }
}
