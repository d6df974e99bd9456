import { createPlanSession, type PlanActions, type PlanSession } from '@concord/blocks'
import { type Facts, metaRoot, noFacts, type PlanResponse, type Role, readPlan, SCHEMA_VERSION } from '@concord/schema'
import type { Awareness } from 'y-protocols/awareness'
import type * as Y from 'yjs'
import { ApiError, api, Unreachable } from '../api/client.ts'
import { type PageAnswers, takePageAnswers } from '../api/page-answers.ts'
import { locale } from '../ui/format.ts'
import { AccessCheck } from './access-check.ts'
import { device, planCopy } from './device.ts'
import { FactsFeed } from './facts-feed.ts'
import type { KeptWords, TakenBackBecause } from './kept-words.ts'
import { LeaveGuard } from './leave-guard.ts'
import { Listeners } from './listeners.ts'
import type { PlanBeside } from './plan-beside.ts'
import { type ClosedReason, closedReason, type PlanState, type ReadOnlyReason } from './plan-state.ts'
import { RoomConnection } from './room-connection.ts'
import { isSameSaveState, saveStateOf, together } from './save-state.ts'
import { today } from './today.ts'
import { type UnsavedWords, unsavedWords } from './unsaved-words.ts'
import { whomToAsk } from './whom-to-ask.ts'

/** What a room beside the plan tells it. */
export interface BesideHost {
  /** Whether everything there is saved may be another. */
  changed(): void
  /** Words that the server will never take. */
  keep(kept: KeptWords): Promise<void>
}

/** One plan, opened in this window: its room, its facts, and whether the reader is still allowed in. */
export class PlanConnection {
  readonly planId: string
  readonly #room: RoomConnection
  readonly #listeners = new Listeners()
  readonly #guard = new LeaveGuard()
  readonly #feed: FactsFeed
  readonly #actions: PlanActions
  readonly #access: AccessCheck
  readonly #ending = new AbortController()
  #state: PlanState = { phase: 'opening' }
  #plan: PlanResponse | null = null
  #session: PlanSession | null = null
  #beside: PlanBeside | null = null
  #readOnly: ReadOnlyReason | null = null
  #kept: KeptWords | null
  readonly #isSecond: boolean
  #isTakingBack = false

  /** `kept` is what the connection before this one had to take back. */
  constructor(planId: string, actions: PlanActions, kept: KeptWords | null = null) {
    this.planId = planId
    this.#actions = actions
    this.#kept = kept
    this.#isSecond = kept !== null
    this.#access = new AccessCheck(planId, (code) => this.#end(closedReason(code, this.#session !== null)))
    this.#room = new RoomConnection(
      {
        changed: () => this.#changed(),
        written: () => this.#feed.wantKeys(),
        synced: () => {
          this.#show()
          this.#feed.connected()
        },
        confirmed: () => this.#session?.apart.saved(),
        facts: (number) => void this.#feed.fetch(number),
        mayOnlyRead: (because) => {
          if (because === 'editorTooOld') this.#readOnly = because
          else this.#readOnly ??= 'role'
        },
        neverTaken: (because) => void this.#takeBack(because),
        neverStood: () => void this.#access.ask(),
        ended: (code) => this.#end(closedReason(code, this.#session !== null)),
      },
      { guid: planId },
    )
    this.#feed = new FactsFeed(planId, {
      isConnected: () => this.#room.link.state === 'open',
      hasUnsaved: () => this.#room.hasUnsaved,
      writablePlan: () => (this.#readOnly === null ? (this.#session?.plan() ?? null) : null),
      onFacts: (facts) => this.#onFacts(facts),
      onRefused: () => void this.#access.ask(),
    })
    const { signal } = this.#ending
    // The browser's word is only a hint, since a server on this machine needs no network: the socket is asked.
    for (const name of ['online', 'offline'] as const) window.addEventListener(name, () => this.retry(), { signal })
    const day = setInterval(() => this.#session?.setAsOf(today(this.doc, this.#feed.facts)), 60_000)
    signal.addEventListener('abort', () => clearInterval(day))
    void this.#open()
  }

  readonly state = (): PlanState => this.#state
  readonly subscribe = (listener: () => void): (() => void) => this.#listeners.add(listener)

  get doc(): Y.Doc {
    return this.#room.doc
  }

  get awareness(): Awareness {
    return this.#room.awareness
  }

  /** True while something of mine is not on the server's disk. */
  get hasUnsaved(): boolean {
    return this.#room.hasUnsaved || this.#beside?.hasUnsaved === true
  }

  /** Whether a transaction brought what others wrote. */
  isRemote(origin: unknown): boolean {
    return this.#room.isRemote(origin)
  }

  /** Opens another room of the plan, to be closed together with it. The plan must be open. */
  openBeside<T extends PlanBeside>(open: (host: BesideHost) => T): T {
    const beside = open({ changed: () => this.#changed(), keep: (kept) => this.#keep(kept) })
    this.#beside = beside
    return beside
  }

  /** Makes a fresh connection now instead of trusting the present one or waiting for the next attempt. */
  retry(): void {
    if (this.#state.phase === 'closed') location.reload()
    this.#room.retry()
    this.#beside?.retry()
  }

  /** I have what was kept for me. */
  forgetKept(): void {
    this.#kept = null
    if (this.#plan) void device.forgetWords(this.planId, this.#plan.member.id)
    this.#changed()
  }

  close(): void {
    this.#ending.abort()
    this.#feed.stop()
    this.#guard.set(false)
    this.#beside?.close()
    this.#session?.destroy()
    this.#room.close()
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
      this.#room.isAway()
    }
    if (this.#ending.signal.aborted) return
    const { member, rooms, minimumSchema } = this.#plan
    this.#setRole(member.role)
    if (SCHEMA_VERSION < minimumSchema) this.#readOnly = 'editorTooOld'
    // What was opened by a link stays with whoever made the link: this device keeps nothing of it.
    const words = device.words(this.planId, member.id)
    if (member.side !== null) await this.#room.load(planCopy(this.planId, member.id))
    if (this.#ending.signal.aborted) return
    this.#kept ??= await words
    if (this.#ending.signal.aborted) return
    this.awareness.setLocalStateField('user', { member: member.id, name: member.name, side: member.side })
    this.#room.connect(rooms.plan)
    if (metaRoot(this.doc).size > 0) this.#show()
  }

  async #ask(): Promise<PageAnswers> {
    const [plan, { facts = noFacts }] = await Promise.all([api.plan(this.planId), api.facts(this.planId)])
    return { plan, facts }
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
    const { copy } = this.#room
    if (copy) this.#session.apart.resume(copy.edits, (edit) => this.#room.copy?.noteEdit(edit))
    this.#feed.wantKeys()
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

  /** What the server will never take leaves the plan, so that all see the same, and stays here as words to copy. */
  async #takeBack(because: TakenBackBecause): Promise<void> {
    if (!this.#plan || this.#isTakingBack || this.#state.phase === 'closed') return
    // What the other room has not sent either goes out later, if this device keeps it.
    const words = [...this.#words(), ...(this.#beside?.saveFacts.keeps === false ? this.#beside.words() : [])]
    // Refused again each time without a word of mine: it would go round for ever.
    if (this.#isSecond && words.length === 0) return this.#end('unreachable')
    this.#isTakingBack = true
    const kept: KeptWords = { because, words: [...words, ...(this.#kept?.words ?? [])] }
    this.#stop()
    this.#state = { phase: 'opening' }
    this.#listeners.tell()
    await device.keepWords(this.planId, this.#plan.member.id, kept)
    await this.#room.erase()
    this.#state = { phase: 'takenBack', kept }
    this.#listeners.tell()
  }

  /** What I wrote and the server does not have, as it stands here. */
  #words(): UnsavedWords[] {
    const places = this.#room.unsavedPlaces()
    if (places.length === 0) return []
    const plan = { content: readPlan(this.doc), facts: this.#feed.facts }
    return unsavedWords(places, plan, today(this.doc, this.#feed.facts))
  }

  /** What I wrote beside the plan and nobody got is kept with what I wrote in it. */
  async #keep({ because, words }: KeptWords): Promise<void> {
    if (!this.#plan) return
    this.#kept = { because, words: [...words, ...(this.#kept?.words ?? [])] }
    await device.keepWords(this.planId, this.#plan.member.id, this.#kept)
    this.#changed()
  }

  /** Nothing goes out or comes in any more. */
  #stop(): void {
    this.#room.stop()
    this.#guard.set(false)
  }

  /** Closes for good. What the reader may no longer see leaves the page, and the device unless work would be lost. */
  #end(reason: ClosedReason): void {
    if (this.#ending.signal.aborted || this.#isTakingBack || this.#state.phase === 'closed') return
    const unsaved = together(this.#room.saveFacts, this.#beside?.saveFacts ?? null).pending
    const ask = whomToAsk(this.#feed.facts, this.#plan?.member.side)
    const words = [...this.#words(), ...(this.#beside?.words() ?? [])]
    this.#stop()
    if (reason === 'removed' || reason === 'notFound') {
      void device.forgetPlan(this.planId)
      if (!this.#room.hasUnsaved) void this.#room.erase()
      this.#beside?.end()
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

  #changed(): void {
    if (this.#state.phase === 'closed' || this.#isTakingBack || this.#ending.signal.aborted) return
    this.#guard.set(this.hasUnsaved)
    if (!this.#session || !this.#plan) return
    const save = saveStateOf(together(this.#room.saveFacts, this.#beside?.saveFacts ?? null))
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
