import type { MoveNote } from '@concord/blocks'
import { movesRoot } from '@concord/schema'
import * as Y from 'yjs'
import type { Peer } from '../support/peer.ts'

/** Every letter is typed once in a run: 20,000 Chinese and 11,000 Korean ones, each a single UTF-16 unit. */
const ranges = [
  [0x4e00, 0x9fff],
  [0xac00, 0xd7a3],
] as const

/** One place a letter has stood in: typed, or carried there by an operation that rebuilds a node. */
interface Incarnation {
  readonly letter: string
  readonly id: string
  /** Ids of the Y types around it, innermost first. */
  readonly around: readonly string[]
}

/** A Y type that letters can stand in, directly or deeper. */
export type Holder = Y.XmlElement | Y.XmlFragment | Y.Text | Y.Map<unknown>

/** What an operation may remove: some letters, all that lies in some Y types, what the peer made itself, or nothing. */
export type MayRemove = { readonly letters: string } | { readonly inside: ReadonlySet<Holder> } | 'own' | null

const idOf = (client: number, clock: number) => `${client}:${clock}`
const idOfType = (type: Holder) => type._item && idOf(type._item.id.client, type._item.id.clock)

/** Ids of a type and of every type around it, up to the root. */
function idsAround(type: Holder | null): string[] {
  const ids: string[] = []
  for (let at = type; at; at = at._item?.parent as Holder | null) {
    const id = idOfType(at)
    if (id) ids.push(id)
  }
  return ids
}

/**
 * Knows every letter that was typed, every place it has stood in, and which removals were meant. In the end a letter
 * must be somewhere, or one of its places must lie where an operation meant to remove.
 */
export class LetterLedger {
  #typed = 0
  readonly #places = new Map<string, Incarnation[]>()
  readonly #letterAt = new Map<string, Incarnation>()
  readonly #removed = new Set<string>()
  /**
   * For a text that was written anew elsewhere, the types around its new places: whoever removes a line removes what
   * was on its way into it as well.
   */
  readonly #successors = new Map<string, Set<string>>()
  readonly #seen = new Map<number, number>()

  /** Fresh letters to type. */
  letters(count: number): string {
    let text = ''
    for (let i = 0; i < count; i++) text += letter(this.#typed++)
    return text
  }

  get typed(): number {
    return this.#typed
  }

  /**
   * Runs one step of a peer and notes what it made and removed.
   * @param step does it and returns what it may remove
   */
  watch(peer: Peer, step: () => MayRemove): void {
    const deleted: [client: number, clock: number, length: number][] = []
    const note = (transaction: Y.Transaction) => {
      transaction.deleteSet.clients.forEach((items, client) => {
        for (const { clock, len } of items) deleted.push([client, clock, len])
      })
    }
    peer.doc.on('afterTransaction', note)
    const meant = step()
    peer.doc.off('afterTransaction', note)
    this.#noteMade(peer)
    if (meant) this.#noteRemoved(peer, deleted, meant)
  }

  /** The letters that are nowhere although nobody meant to remove them. */
  lost(visible: ReadonlySet<string>): string[] {
    return [...this.#places.keys()].filter((typed) => !visible.has(typed) && !this.#wasRemoved(typed))
  }

  #wasRemoved(typed: string): boolean {
    return (this.#places.get(typed) ?? []).some(
      ({ id, around }) => this.#removed.has(id) || this.#isAnyRemoved(around, new Set()),
    )
  }

  #isAnyRemoved(types: Iterable<string>, asked: Set<string>): boolean {
    for (const type of types) {
      if (asked.has(type)) continue
      asked.add(type)
      if (this.#removed.has(type) || this.#isAnyRemoved(this.#successors.get(type) ?? [], asked)) return true
    }
    return false
  }

  /** Notes the new items of this peer's own client: what was typed, and what the binding wrote anew. */
  #noteMade(peer: Peer): void {
    const { doc } = peer
    const structs = doc.store.clients.get(doc.clientID) ?? []
    const from = this.#seen.get(doc.clientID) ?? 0
    this.#seen.set(doc.clientID, Y.getState(doc.store, doc.clientID))
    for (let i = structs.length - 1; i >= 0; i--) {
      const item = structs[i]!
      if (item.id.clock + item.length <= from) break
      if (!(item instanceof Y.Item)) continue
      const around = idsAround(item.parent as Holder)
      this.#noteMoves(peer, item)
      if (!(item.content instanceof Y.ContentString)) continue
      const skip = Math.max(0, from - item.id.clock)
      for (let at = skip; at < item.length; at++) this.#noteLetter(item.content.str[at]!, item.id, at, around)
    }
  }

  /** A text that stands for an older one is noted in a root of its own. */
  #noteMoves(peer: Peer, { parent, content }: Y.Item): void {
    if (parent !== movesRoot(peer.doc)) return
    const { moved, beside } = content.getContent().at(-1) as MoveNote
    for (const [from, to] of [...Object.entries(moved), ...Object.entries(beside)])
      for (const id of [to].flat()) {
        const [client, clock] = id.split('-').map(Number)
        const { content: at } = Y.getItem(peer.doc.store, Y.createID(client!, clock!))
        const key = from.replace('-', ':')
        const around = at instanceof Y.ContentType ? idsAround(at.type as Holder) : []
        this.#successors.set(key, new Set([...(this.#successors.get(key) ?? []), ...around]))
      }
  }

  #noteLetter(typed: string, start: Y.ID, offset: number, around: readonly string[]): void {
    if (!isLetter(typed)) return
    const place = { letter: typed, id: idOf(start.client, start.clock + offset), around }
    this.#letterAt.set(place.id, place)
    this.#places.set(typed, [...(this.#places.get(typed) ?? []), place])
  }

  #noteRemoved(peer: Peer, deleted: readonly [number, number, number][], meant: Exclude<MayRemove, null>): void {
    const mayRemove = this.#judge(peer.doc.clientID, meant)
    for (const [client, clock, length] of deleted)
      for (let at = clock; at < clock + length; at++) {
        const id = idOf(client, at)
        if (mayRemove(id, client)) this.#removed.add(id)
      }
  }

  /** Whether an item may go, by its id and the client that made it. */
  #judge(me: number, meant: Exclude<MayRemove, null>): (id: string, client: number) => boolean {
    const around = (id: string) => this.#letterAt.get(id)?.around ?? []
    // Taking back a line of mine takes what stands in it: it was only kept from me by the network.
    if (meant === 'own') return (_, client) => client === me
    if ('letters' in meant) return (id) => meant.letters.includes(this.#letterAt.get(id)?.letter ?? '\0')
    const ids = new Set([...meant.inside].flatMap((type) => idOfType(type) ?? []))
    return (id) => ids.has(id) || around(id).some((type) => ids.has(type))
  }
}

function letter(index: number): string {
  let left = index
  for (const [first, last] of ranges) {
    if (left <= last - first) return String.fromCharCode(first + left)
    left -= last - first + 1
  }
  throw new RangeError('A run typed more letters than there are.')
}

const isLetter = (unit: string) => {
  const code = unit.charCodeAt(0)
  return ranges.some(([first, last]) => code >= first && code <= last)
}

/** Every letter of a text of any kind. */
export const lettersIn = (text: string): string[] => [...text].filter(isLetter)
