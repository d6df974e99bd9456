import type { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { type Person, type Presence, personOf } from './person.ts'

/** Somebody else's place in a field: with positions in a text, without them in a cell, a select or a date. */
export interface RemoteCaret {
  readonly client: number
  readonly person: Person
  readonly anchor: Y.RelativePosition | null
  readonly head: Y.RelativePosition | null
}

type Listener = () => void

const noCarets: readonly RemoteCaret[] = []

/**
 * Who else is in which field, read from the awareness key `field: { key, anchor, head }`.
 * One listener on the awareness map serves all fields; only fields whose carets changed are told.
 * (`cursor` belongs to the body's caret plugin, which clears it while a field has the focus: one caret per person.)
 */
export class FieldCarets {
  readonly #awareness: Awareness
  readonly #byClient = new Map<number, { key: string; stamp: string; caret: RemoteCaret }>()
  #byKey = new Map<string, readonly RemoteCaret[]>()
  readonly #fieldListeners = new Map<string, Set<Listener>>()
  readonly #listeners = new Set<Listener>()
  #pending: Presence['field'] | undefined
  #frame = 0

  constructor(awareness: Awareness) {
    this.#awareness = awareness
    awareness.on('change', this.#onChange)
    this.#read([...awareness.getStates().keys()])
  }

  /** The carets of others in one field; the array is the same until it changes. */
  at(key: string): readonly RemoteCaret[] {
    return this.#byKey.get(key) ?? noCarets
  }

  /** Keys of all fields that somebody else is in. */
  keys(): IterableIterator<string> {
    return this.#byKey.keys()
  }

  /** Calls back when the carets of one field change. */
  onField(key: string, listener: Listener): () => void {
    const listeners = this.#fieldListeners.get(key) ?? new Set()
    this.#fieldListeners.set(key, listeners.add(listener))
    return () => {
      listeners.delete(listener)
      if (listeners.size === 0) this.#fieldListeners.delete(key)
    }
  }

  /** Calls back when anybody enters or leaves a field or moves in one. */
  onAny(listener: Listener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /**
   * Tells the others which field I am in, at most once a frame; null when I left.
   * Positions are relative with an association to the left, so that text typed by others at my caret stays after it.
   */
  announce(key: string | null, text?: Y.Text, anchor = 0, head = anchor): void {
    this.#pending = key === null ? null : { key, ...(text ? positions(text, anchor, head) : {}) }
    if (this.#frame) return
    this.#frame = nextFrame(() => {
      this.#frame = 0
      const next = this.#pending
      const present: Presence = this.#awareness.getLocalState() ?? {}
      if (JSON.stringify(present.field ?? null) !== JSON.stringify(next ?? null))
        this.#awareness.setLocalStateField('field', next ?? null)
    })
  }

  destroy(): void {
    this.#awareness.off('change', this.#onChange)
    if (this.#frame) cancelFrame(this.#frame)
  }

  #onChange = ({ added, updated, removed }: { added: number[]; updated: number[]; removed: number[] }) => {
    const changed = this.#read([...added, ...updated, ...removed])
    if (changed.size === 0) return
    for (const key of changed) for (const listener of this.#fieldListeners.get(key) ?? []) listener()
    for (const listener of this.#listeners) listener()
  }

  /** Reads the states of some clients again; returns the keys of the fields whose carets are different now. */
  #read(clients: readonly number[]): Set<string> {
    const changed = new Set<string>()
    for (const client of clients) {
      if (client === this.#awareness.clientID) continue
      const before = this.#byClient.get(client)
      const now = readCaret(client, this.#awareness.getStates().get(client))
      if (before?.stamp === now?.stamp) continue
      if (before) changed.add(before.key)
      if (now) changed.add(now.key)
      if (now) this.#byClient.set(client, now)
      else this.#byClient.delete(client)
    }
    for (const key of changed) {
      const carets = [...this.#byClient.values()].filter((entry) => entry.key === key).map((entry) => entry.caret)
      if (carets.length > 0) this.#byKey.set(key, carets)
      else this.#byKey.delete(key)
    }
    return changed
  }
}

/** Animation frames where there are any; a timer in a hidden tab's place and in tests without a window. */
const nextFrame = (callback: () => void): number =>
  typeof requestAnimationFrame === 'function'
    ? requestAnimationFrame(callback)
    : (setTimeout(callback, 16) as unknown as number)
const cancelFrame = (handle: number): void =>
  typeof cancelAnimationFrame === 'function' ? cancelAnimationFrame(handle) : clearTimeout(handle)

const positions = (text: Y.Text, anchor: number, head: number) => ({
  anchor: Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, anchor, -1)),
  head: Y.relativePositionToJSON(Y.createRelativePositionFromTypeIndex(text, head, -1)),
})

function readCaret(client: number, state: unknown) {
  const field = (state as Presence | undefined)?.field
  const person = personOf(state)
  if (!field || !person || typeof field.key !== 'string') return undefined
  const stamp = JSON.stringify([field, person])
  return {
    key: field.key,
    stamp,
    caret: { client, person, anchor: position(field.anchor), head: position(field.head) },
  }
}

function position(json: unknown): Y.RelativePosition | null {
  try {
    return json ? Y.createRelativePositionFromJSON(json) : null
  } catch {
    // Presence is written by other programs: a position we cannot read is no position.
    return null
  }
}

/** The index a relative position stands at in a text now, or null when it points elsewhere. */
export function indexIn(text: Y.Text, position: Y.RelativePosition | null): number | null {
  if (!position || !text.doc) return null
  const absolute = Y.createAbsolutePositionFromRelativePosition(position, text.doc)
  return absolute?.type === text ? absolute.index : null
}
