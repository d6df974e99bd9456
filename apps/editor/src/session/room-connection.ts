import type { ErrorCode, Notice } from '@concord/schema'
import { closeCodeOf } from '@concord/schema'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { AckPatience } from './ack-patience.ts'
import type { CopyPlace } from './device.ts'
import type { TakenBackBecause } from './kept-words.ts'
import { type LocalCopy, openLocalCopy } from './local-copy.ts'
import { OwnChanges, type OwnPlace } from './own-changes.ts'
import { SaveLedger } from './save-ledger.ts'
import type { Link, SaveFacts } from './save-state.ts'
import { openSocket } from './socket.ts'

/** What a room tells whoever opened it. */
export interface RoomHost {
  /** Whether it is connected, and what is saved of it, may be another. */
  changed(): void
  /** I changed the Y.Doc. */
  written?(): void
  /** Everything the server had is here. */
  synced(): void
  /** The server has everything of mine. */
  confirmed?(): void
  /** The facts of the plan have a new number. */
  facts?(number: number): void
  /** The server takes nothing from me here. */
  mayOnlyRead(because: 'notAllowed' | 'editorTooOld'): void
  /** The server will never take what I wrote. */
  neverTaken(because: TakenBackBecause): void
  /** A connection never stood: perhaps I am not allowed in any more. */
  neverStood(): void
  /** The server closed it for good. */
  ended(code: number): void
}

/** One room in this window: its Y.Doc, the copy on this device, the socket, and what is saved of it. */
export class RoomConnection {
  readonly doc: Y.Doc
  readonly awareness: Awareness
  readonly #host: RoomHost
  readonly #ledger = new SaveLedger()
  readonly #own: OwnChanges
  readonly #patience = new AckPatience(() => this.retry())
  #copy: LocalCopy | null = null
  #socket: ReturnType<typeof openSocket> | null = null
  #link: Link = { state: 'connecting' }
  #attempts = 0
  #refusal: ErrorCode | null = null
  #keeps = true
  #confirmedAt = 0
  #notedUnsaved = 0
  #isClosed = false

  constructor(host: RoomHost, options: { guid?: string } = {}) {
    this.#host = host
    this.doc = new Y.Doc(options)
    this.#own = new OwnChanges(this.doc)
    this.awareness = new Awareness(this.doc)
    // Before the provider's own listener: a change is made before it is sent.
    this.doc.on('update', this.#onUpdate)
  }

  get copy(): LocalCopy | null {
    return this.#copy
  }

  get link(): Link {
    return this.#link
  }

  get isClosed(): boolean {
    return this.#isClosed
  }

  /** True while something of mine is not on the server's disk. */
  get hasUnsaved(): boolean {
    return this.#ledger.pending > 0
  }

  /** The same counted as a person counts. */
  get unsavedChanges(): number {
    return this.#ledger.pendingChanges
  }

  /** What the save chip is made of. */
  get saveFacts(): SaveFacts {
    return {
      link: this.#link,
      isOnline: navigator.onLine,
      pending: this.unsavedChanges,
      keeps: this.#keeps,
      refusal: this.#refusal,
      confirmedAt: this.#confirmedAt,
    }
  }

  /** Whether a transaction brought what others wrote. */
  isRemote(origin: unknown): boolean {
    return origin !== null && origin === this.#socket
  }

  /** Where I wrote what the server does not have. */
  unsavedPlaces(): OwnPlace[] {
    return this.hasUnsaved ? this.#own.places() : []
  }

  /** The server could not be asked: nobody has tried to connect yet. */
  isAway(): void {
    this.#link = { state: 'waiting', attempts: 0, restarting: false }
  }

  /** Loads the copy on this device, if there is one; from now on it is kept current. */
  async load(place: CopyPlace): Promise<void> {
    const copy = await openLocalCopy(place, this.doc, (isKept) => this.#onKeeps(isKept))
    if (this.#isClosed) return copy?.close()
    this.#copy = copy
    this.#keeps = copy !== null
    if (!copy || copy.unsaved === 0) return
    this.#ledger.restore(copy.unsaved)
    this.#own.restore(copy.own)
  }

  /** Connects to a room. What is changed here before is not mine. */
  connect(room: string): void {
    this.#socket = openSocket(room, this.doc, this.awareness, {
      connected: () => {
        this.#ledger.connected()
        this.#link = { state: 'open', synced: false }
        this.#refusal = null
        this.#changed()
      },
      // The room is as synced as before; only what was sent and not acknowledged must be told again.
      moved: () => this.#ledger.connected(),
      sent: (kind) => this.#ledger.sent(kind),
      notice: (notice) => this.#onNotice(notice),
      synced: () => {
        this.#attempts = 0
        this.#link = { state: 'open', synced: true }
        this.#confirm()
        this.#host.synced()
      },
      lost: (code) => this.#onLost(code),
      ended: (code) => {
        if (code === closeCodeOf('badFrame') && this.hasUnsaved) this.#host.neverTaken('badFrame')
        else this.#host.ended(code)
      },
    })
    this.#socket.connect()
  }

  /** Makes a fresh connection now instead of trusting the present one or waiting for the next attempt. */
  retry(): void {
    if (!this.#socket || this.#link.state === 'stopped') return
    this.#socket.disconnect()
    this.#socket.connect()
  }

  /** Nothing goes out or comes in any more. */
  stop(): void {
    this.#socket?.destroy()
    this.#socket = null
    this.#link = { state: 'stopped' }
    this.#patience.heard()
  }

  /** Removes the copy from this device. */
  async erase(): Promise<void> {
    const copy = this.#copy
    this.#copy = null
    await copy?.erase().catch(() => undefined)
  }

  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#patience.heard()
    this.#socket?.destroy()
    this.awareness.destroy()
    this.doc.off('update', this.#onUpdate)
    this.#copy?.close()
    this.doc.destroy()
  }

  #onUpdate = (_update: Uint8Array, origin: unknown) => {
    const isMine = this.#socket !== null && origin !== this.#socket && origin !== this.#copy?.origin
    if (!isMine) return
    this.#ledger.changed(Date.now())
    this.#host.written?.()
    this.#changed()
  }

  #onNotice(notice: Notice): void {
    if (notice.type === 'refused') this.#ledger.refused(notice.frame)
    if (notice.type === 'factsChanged') this.#host.facts?.(notice.number)
    else if (notice.type === 'saved') {
      this.#ledger.saved(notice.frames)
      this.#patience.heard()
      this.#confirm()
    } else if (notice.reason === 'editorTooOld') this.#host.mayOnlyRead('editorTooOld')
    else if (notice.reason === 'notAllowed') {
      this.#host.mayOnlyRead('notAllowed')
      if (this.hasUnsaved) this.#host.neverTaken(notice.reason)
    } else if (notice.reason === 'tooLarge' || notice.reason === 'badFrame') this.#host.neverTaken(notice.reason)
    else if (notice.frame > 0) this.#refusal = notice.reason
    this.#changed()
  }

  #confirm(): void {
    if (this.hasUnsaved) return
    this.#confirmedAt = Date.now()
    this.#own.saved()
    this.#host.confirmed?.()
    this.#copy?.confirmed()
  }

  #onLost(code: number | null): void {
    this.#attempts += 1
    this.#link = { state: 'waiting', attempts: this.#attempts, restarting: code === closeCodeOf('restarting') }
    // The same bytes would be refused again and again.
    if (code === closeCodeOf('tooLarge')) this.#host.neverTaken('tooLarge')
    if (code === null) this.#host.neverStood()
    this.#changed()
  }

  #onKeeps(isKept: boolean): void {
    this.#keeps = isKept
    this.#changed()
  }

  #changed(): void {
    if (this.#isClosed || this.#link.state === 'stopped') return
    this.#patience.watch(this.hasUnsaved && this.#link.state === 'open')
    const pending = this.unsavedChanges
    if (pending !== this.#notedUnsaved) {
      this.#notedUnsaved = pending
      this.#copy?.noteUnsaved(pending, this.#own.from)
    }
    this.#host.changed()
  }
}
