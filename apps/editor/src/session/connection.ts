import { createPlanSession, type PlanActions, type PlanSession } from '@concord/blocks'
import {
  closeCodeOf,
  type ErrorCode,
  type Facts,
  metaRoot,
  type Notice,
  noFacts,
  type PlanResponse,
  type Role,
  readPlan,
  SCHEMA_VERSION,
} from '@concord/schema'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { ApiError, api, Unreachable } from '../api/client.ts'
import { type PageAnswers, takePageAnswers } from '../api/page-answers.ts'
import { locale } from '../ui/format.ts'
import { AckPatience } from './ack-patience.ts'
import { device } from './device.ts'
import { FactsFeed } from './facts-feed.ts'
import type { KeptWords, TakenBackBecause } from './kept-words.ts'
import { LeaveGuard } from './leave-guard.ts'
import { Listeners } from './listeners.ts'
import { type LocalCopy, openLocalCopy } from './local-copy.ts'
import { OwnChanges } from './own-changes.ts'
import { type ClosedReason, closedReason, type PlanState, type ReadOnlyReason } from './plan-state.ts'
import { SaveLedger } from './save-ledger.ts'
import { isSameSaveState, type Link, saveStateOf } from './save-state.ts'
import { openSocket } from './socket.ts'
import { today } from './today.ts'
import { type UnsavedWords, unsavedWords } from './unsaved-words.ts'
import { whomToAsk } from './whom-to-ask.ts'

/** How often a connection that never stands makes us ask whether we are still allowed in. */
const ACCESS_CHECK_MS = 5000

/** One plan, opened in this window: its Y.Doc, the copy on this device, the socket, and what is saved of it. */
export class PlanConnection {
  readonly planId: string
  readonly doc: Y.Doc
  readonly awareness: Awareness
  readonly #listeners = new Listeners()
  readonly #ledger = new SaveLedger()
  readonly #own: OwnChanges
  readonly #guard = new LeaveGuard()
  readonly #feed: FactsFeed
  readonly #actions: PlanActions
  readonly #ending = new AbortController()
  #state: PlanState = { phase: 'opening' }
  #plan: PlanResponse | null = null
  #session: PlanSession | null = null
  #copy: LocalCopy | null = null
  #keeps = true
  #socket: ReturnType<typeof openSocket> | null = null
  #link: Link = { state: 'connecting' }
  #attempts = 0
  #readOnly: ReadOnlyReason | null = null
  #kept: KeptWords | null
  #refusal: ErrorCode | null = null
  #confirmedAt = 0
  readonly #isSecond: boolean
  #isTakingBack = false
  #notedUnsaved = 0
  #checkedAt = 0
  readonly #patience = new AckPatience(() => this.retry())

  /** `kept` is what the connection before this one had to take back. */
  constructor(planId: string, actions: PlanActions, kept: KeptWords | null = null) {
    this.planId = planId
    this.#actions = actions
    this.#kept = kept
    this.#isSecond = kept !== null
    this.doc = new Y.Doc({ guid: planId })
    this.#own = new OwnChanges(this.doc)
    this.awareness = new Awareness(this.doc)
    this.#feed = new FactsFeed(planId, {
      isConnected: () => this.#link.state === 'open',
      hasUnsaved: () => this.hasUnsaved,
      writablePlan: () => (this.#readOnly === null ? (this.#session?.plan() ?? null) : null),
      onFacts: (facts) => this.#onFacts(facts),
      onRefused: () => void this.#checkAccess(),
    })
    // Before the provider's own listener: a change is made before it is sent.
    this.doc.on('update', this.#onUpdate)
    const { signal } = this.#ending
    // The browser's word is only a hint, since a server on this machine needs no network: the socket is asked.
    for (const name of ['online', 'offline'] as const) window.addEventListener(name, () => this.retry(), { signal })
    const day = setInterval(() => this.#session?.setAsOf(today(this.doc, this.#feed.facts)), 60_000)
    signal.addEventListener('abort', () => clearInterval(day))
    void this.#open()
  }

  readonly state = (): PlanState => this.#state
  readonly subscribe = (listener: () => void): (() => void) => this.#listeners.add(listener)

  /** True while something of mine is not on the server's disk. */
  get hasUnsaved(): boolean {
    return this.#ledger.pending > 0
  }

  /** Whether a transaction brought what others wrote. */
  isRemote(origin: unknown): boolean {
    return origin !== null && origin === this.#socket
  }

  /** Makes a fresh connection now instead of trusting the present one or waiting for the next attempt. */
  retry(): void {
    if (this.#state.phase === 'closed') location.reload()
    if (!this.#socket || this.#link.state === 'stopped') return
    this.#socket.disconnect()
    this.#socket.connect()
  }

  /** I have what was kept for me. */
  forgetKept(): void {
    this.#kept = null
    if (this.#plan) void device.forgetWords(this.planId, this.#plan.member.id)
    this.#changed()
  }

  close(): void {
    this.#ending.abort()
    this.#patience.heard()
    this.#feed.stop()
    this.#guard.set(false)
    this.#session?.destroy()
    this.#socket?.destroy()
    this.awareness.destroy()
    this.doc.off('update', this.#onUpdate)
    this.#copy?.close()
    this.doc.destroy()
  }

  async #open(): Promise<void> {
    const kept = device.plan(this.planId)
    try {
      const { plan, facts } = takePageAnswers(this.planId) ?? (await this.#ask())
      this.#plan = plan
      this.#feed.take(facts)
      this.#keepAnswers()
    } catch (error) {
      if (error instanceof ApiError) return this.#end(closedReason(error.code, false))
      if (!(error instanceof Unreachable)) console.error(error)
      const known = await kept
      if (!known) return this.#end('unreachable')
      this.#plan = known.plan
      this.#feed.take(known.facts)
      this.#link = { state: 'waiting', attempts: 0, restarting: false }
    }
    if (this.#ending.signal.aborted) return
    const { member, rooms, minimumSchema } = this.#plan
    this.#setRole(member.role)
    if (SCHEMA_VERSION < minimumSchema) this.#readOnly = 'editorTooOld'
    // What was opened by a link stays with whoever made the link: this device keeps nothing of it.
    if (member.side !== null)
      this.#copy = await openLocalCopy(this.planId, member.id, this.doc, (isKept) => this.#onKeeps(isKept))
    if (this.#ending.signal.aborted) return this.#copy?.close()
    this.#keeps = this.#copy !== null
    if (this.#copy && this.#copy.unsaved > 0) {
      this.#ledger.restore(this.#copy.unsaved)
      this.#own.restore(this.#copy.own)
    }
    this.#kept ??= await device.words(this.planId, member.id)
    this.awareness.setLocalStateField('user', { member: member.id, name: member.name, side: member.side })
    this.#connect(rooms.plan)
    if (metaRoot(this.doc).size > 0) this.#show()
  }

  async #ask(): Promise<PageAnswers> {
    const [plan, { facts = noFacts }] = await Promise.all([api.plan(this.planId), api.facts(this.planId)])
    return { plan, facts }
  }

  #connect(room: string): void {
    this.#socket = openSocket(room, this.doc, this.awareness, {
      connected: () => {
        this.#ledger.connected()
        this.#link = { state: 'open', synced: false }
        this.#refusal = null
        this.#changed()
      },
      // The plan is as synced as before; only what was sent and not acknowledged must be told again.
      moved: () => this.#ledger.connected(),
      sent: (kind) => this.#ledger.sent(kind),
      notice: (notice) => this.#onNotice(notice),
      synced: () => {
        this.#attempts = 0
        this.#link = { state: 'open', synced: true }
        this.#confirm()
        this.#show()
        this.#feed.connected()
      },
      lost: (code) => this.#onLost(code),
      ended: (code) => this.#onEnded(code),
    })
    this.#socket.connect()
  }

  /** The content is here: from the server, or from an earlier visit. */
  #show(): void {
    if (!this.#session && this.#plan && !this.#ending.signal.aborted) this.#startSession(this.#plan)
    this.#changed()
  }

  #startSession({ member }: PlanResponse): void {
    this.#session = createPlanSession({
      doc: this.doc,
      awareness: this.awareness,
      me: { member: member.id, name: member.name, side: member.side },
      facts: this.#feed.facts,
      asOf: today(this.doc, this.#feed.facts),
      locale: locale(),
      linkTo: (id) => `${location.origin}/p/${this.planId}#b-${id}`,
      actions: this.#actions,
      askChanges: (block, path, signal) => api.changes(this.planId, block, path, signal),
    })
    if (this.#copy) this.#session.apart.resume(this.#copy.edits, (edit) => this.#copy?.noteEdit(edit))
    this.#feed.wantKeys()
  }

  #onUpdate = (_update: Uint8Array, origin: unknown) => {
    const isMine = origin !== this.#socket && origin !== this.#copy?.origin && this.#session !== null
    if (!isMine) return
    this.#ledger.changed(Date.now())
    this.#feed.wantKeys()
    this.#changed()
  }

  #onFacts(facts: Facts): void {
    this.#session?.setFacts(facts)
    this.#session?.setAsOf(today(this.doc, this.#feed.facts))
    const me = facts.members.find(({ id }) => id === this.#plan?.member.id)
    if (me) this.#setRole(me.role)
    this.#keepAnswers()
    this.#changed()
  }

  #setRole(role: Role): void {
    if (this.#readOnly !== 'editorTooOld') this.#readOnly = role === 'owner' || role === 'editor' ? null : 'role'
  }

  #keepAnswers(): void {
    if (this.#plan && this.#plan.member.side !== null)
      void device.keepPlan(this.planId, { plan: this.#plan, facts: this.#feed.facts, at: Date.now() })
  }

  #onNotice(notice: Notice): void {
    if (notice.type === 'factsChanged') void this.#feed.fetch(notice.number)
    else if (notice.type === 'saved') {
      this.#ledger.saved(notice.frames)
      this.#patience.heard()
      this.#confirm()
    } else if (notice.reason === 'editorTooOld') this.#readOnly = 'editorTooOld'
    else if (notice.reason === 'notAllowed') {
      this.#readOnly ??= 'role'
      if (this.hasUnsaved) void this.#takeBack(notice.reason)
    } else if (notice.reason === 'tooLarge' || notice.reason === 'badFrame') void this.#takeBack(notice.reason)
    else if (notice.frame > 0) this.#refusal = notice.reason
    this.#changed()
  }

  #confirm(): void {
    if (this.hasUnsaved) return
    this.#confirmedAt = Date.now()
    this.#own.saved()
    this.#session?.apart.saved()
    this.#copy?.confirmed()
  }

  #onLost(code: number | null): void {
    this.#attempts += 1
    this.#link = { state: 'waiting', attempts: this.#attempts, restarting: code === closeCodeOf('restarting') }
    // The same bytes would be refused again and again.
    if (code === closeCodeOf('tooLarge')) void this.#takeBack('tooLarge')
    if (code === null) void this.#checkAccess()
    this.#changed()
  }

  #onEnded(code: number): void {
    if (code === closeCodeOf('badFrame') && this.hasUnsaved) void this.#takeBack('badFrame')
    else this.#end(closedReason(code, this.#session !== null))
  }

  /** What the server will never take leaves the plan, so that all see the same, and stays here as words to copy. */
  async #takeBack(because: TakenBackBecause): Promise<void> {
    if (!this.#plan || this.#isTakingBack || this.#state.phase === 'closed') return
    const words = this.#words()
    // Refused again each time without a word of mine: it would go round for ever.
    if (this.#isSecond && words.length === 0) return this.#end('unreachable')
    this.#isTakingBack = true
    const kept: KeptWords = { because, words: [...words, ...(this.#kept?.words ?? [])] }
    this.#stop()
    this.#state = { phase: 'opening' }
    this.#listeners.tell()
    await device.keepWords(this.planId, this.#plan.member.id, kept)
    await this.#copy?.erase().catch(() => undefined)
    this.#copy = null
    this.#state = { phase: 'takenBack', kept }
    this.#listeners.tell()
  }

  /** What I wrote and the server does not have, as it stands here. */
  #words(): UnsavedWords[] {
    if (!this.hasUnsaved) return []
    const plan = { content: readPlan(this.doc), facts: this.#feed.facts }
    return unsavedWords(this.#own.places(), plan, today(this.doc, this.#feed.facts))
  }

  /** Nothing goes out or comes in any more. */
  #stop(): void {
    this.#socket?.destroy()
    this.#socket = null
    this.#link = { state: 'stopped' }
    this.#guard.set(false)
  }

  /** A refusal before the upgrade looks like a broken line: only the API can say whether we are still allowed in. */
  async #checkAccess(): Promise<void> {
    if (Date.now() - this.#checkedAt < ACCESS_CHECK_MS) return
    this.#checkedAt = Date.now()
    try {
      await api.plan(this.planId)
    } catch (error) {
      if (error instanceof ApiError) this.#end(closedReason(error.code, this.#session !== null))
    }
  }

  /** Closes for good. What the reader may no longer see leaves the page, and the device unless work would be lost. */
  #end(reason: ClosedReason): void {
    if (this.#ending.signal.aborted || this.#isTakingBack || this.#state.phase === 'closed') return
    const unsaved = this.#ledger.pendingChanges
    const ask = whomToAsk(this.#feed.facts, this.#plan?.member.side)
    const words = this.#words()
    this.#stop()
    if (reason === 'removed' || reason === 'notFound') {
      void device.forgetPlan(this.planId)
      if (unsaved === 0) void this.#copy?.erase()
    }
    const isByLink = this.#plan?.member.side === null && reason !== 'unreachable'
    this.#state = { phase: 'closed', reason: isByLink ? 'linkEnded' : reason, unsaved, words, ask, undoUntil: null }
    this.#listeners.tell()
    if (!isByLink && (reason === 'removed' || reason === 'notFound')) void this.#askWhetherDeleted()
  }

  /** A plan that its owners deleted can come back: that is another thing to say than that one's access ended. */
  async #askWhetherDeleted(): Promise<void> {
    const answer = await api.plan(this.planId).catch((error: unknown) => error)
    if (this.#state.phase !== 'closed' || !(answer instanceof ApiError) || answer.undoUntil === null) return
    this.#state = { ...this.#state, reason: 'deleted', undoUntil: answer.undoUntil }
    this.#listeners.tell()
  }

  #onKeeps(isKept: boolean): void {
    this.#keeps = isKept
    this.#changed()
  }

  #changed(): void {
    if (this.#state.phase === 'closed' || this.#isTakingBack || this.#ending.signal.aborted) return
    const pending = this.#ledger.pendingChanges
    this.#guard.set(this.hasUnsaved)
    this.#patience.watch(this.hasUnsaved && this.#link.state === 'open')
    if (pending !== this.#notedUnsaved) {
      this.#notedUnsaved = pending
      this.#copy?.noteUnsaved(pending, this.#own.from)
    }
    if (!this.#session || !this.#plan) return
    const save = saveStateOf({
      link: this.#link,
      isOnline: navigator.onLine,
      pending,
      keeps: this.#keeps,
      refusal: this.#refusal,
      confirmedAt: this.#confirmedAt,
    })
    const was = this.#state
    const isSame =
      was.phase === 'open' &&
      was.plan === this.#plan &&
      was.readOnly === this.#readOnly &&
      was.kept === this.#kept &&
      isSameSaveState(was.save, save)
    if (isSame) return
    this.#state = {
      phase: 'open',
      plan: this.#plan,
      session: this.#session,
      save,
      readOnly: this.#readOnly,
      kept: this.#kept,
    }
    this.#listeners.tell()
  }
}
