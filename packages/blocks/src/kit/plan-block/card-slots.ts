import type { BlockId } from '@concord/schema'
import { CardTurns } from './card-turns.ts'

/** More cards than these at once are drawn in turn, not all before the next letter. */
const AT_ONCE = 8

/** The element a card is drawn into. It outlives the node views it stands in, and with it the card's state. */
export interface CardSlot {
  readonly id: BlockId
  readonly kind: string
  readonly element: HTMLElement
}

/** Where an atom stands on the page: the outer element of one node view. */
export interface CardPlace {
  readonly id: BlockId
  readonly kind: string
  readonly dom: HTMLElement
}

/**
 * Keeps one drawn card per block while ProseMirror makes and destroys node views around it: a card that somebody
 * moves is carried to its new place instead of being drawn again. Of several atoms with one id (two people moved the
 * block at once, the repair has not come yet) the first in document order shows the card and the others are hidden,
 * which is the rule of every reader. The cards of a plan that opens, and many new ones at once, are drawn in turn: those
 * in the window first and the others in idle moments, as soon as somebody draws cards at all. Until its turn a card shows
 * what `meanwhile` gives.
 */
export class CardSlots {
  readonly #slots = new Map<BlockId, CardSlot>()
  readonly #places = new Map<BlockId, Set<CardPlace>>()
  readonly #listeners = new Set<() => void>()
  readonly #unsettled = new Set<BlockId>()
  readonly #waiting = new Set<BlockId>()
  #turns: CardTurns | null = null
  #isOpening = true
  #list: readonly CardSlot[] = []

  /** The cards to draw; the same array until one comes, goes or has its turn. */
  list = (): readonly CardSlot[] => this.#list

  /** From the first listener on, which draws them, the cards that wait have their turns. */
  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    for (const id of this.#waiting) this.#takeTurn(this.#slots.get(id)!)
    return () => this.#listeners.delete(listener)
  }

  enter(place: CardPlace): void {
    const places = this.#places.get(place.id) ?? new Set()
    this.#places.set(place.id, places.add(place))
    this.#unsettled.add(place.id)
  }

  leave(place: CardPlace): void {
    this.#places.get(place.id)?.delete(place)
    this.#unsettled.add(place.id)
  }

  /** Brings every card to its place; called when ProseMirror has finished drawing. */
  settle(): void {
    if (this.#unsettled.size === 0) return
    const changed = [...this.#unsettled].filter((id) => this.#settle(id))
    this.#unsettled.clear()
    if (changed.length === 0) return
    const fresh = changed.flatMap((id) => this.#slots.get(id) ?? [])
    if (this.#isOpening || fresh.length > AT_ONCE) for (const slot of fresh) this.#wait(slot)
    this.#isOpening = false
    this.#tell()
  }

  /** Fills the cards that wait: with the card as it can be read already, else with its empty place. */
  meanwhile(textOf: (id: BlockId) => HTMLElement | null): void {
    for (const id of this.#waiting) {
      const text = textOf(id)
      if (text) this.#slots.get(id)?.element.replaceChildren(text)
    }
  }

  /** Draws cards that wait without regard to their turn, all of them when none is named, if cards are drawn at all. */
  draw(ids: Iterable<BlockId> = [...this.#waiting]): void {
    if (this.#listeners.size === 0) return
    let changed = false
    for (const id of ids) changed = this.#unwait(id) || changed
    if (changed) this.#tell()
  }

  #tell(): void {
    this.#list = [...this.#slots.values()].filter(({ id }) => !this.#waiting.has(id))
    for (const listener of this.#listeners) listener()
  }

  #wait(slot: CardSlot): void {
    const place = document.createElement('section')
    place.id = `b-${slot.id}`
    slot.element.replaceChildren(place)
    this.#waiting.add(slot.id)
    if (this.#listeners.size > 0) this.#takeTurn(slot)
  }

  #takeTurn({ id, element }: CardSlot): void {
    this.#turns ??= new CardTurns((turn) => this.draw(turn))
    this.#turns.wait(id, element)
  }

  /** True when the card was waiting. */
  #unwait(id: BlockId): boolean {
    if (!this.#waiting.delete(id)) return false
    this.#slots.get(id)?.element.replaceChildren()
    this.#turns?.leave(id)
    if (this.#waiting.size === 0) this.#turns = null
    return true
  }

  /** True when a card came, went, or is of another kind now. */
  #settle(id: BlockId): boolean {
    const [first, ...others] = inDocumentOrder(this.#places.get(id) ?? [])
    const slot = this.#slots.get(id)
    if (!first) {
      this.#places.delete(id)
      slot?.element.remove()
      this.#unwait(id)
      return this.#slots.delete(id)
    }
    for (const { dom } of others) dom.hidden = true
    first.dom.hidden = false
    const kept = slot?.kind === first.kind ? slot : null
    const element = kept?.element ?? document.createElement('div')
    // ProseMirror makes the whole card draggable, which keeps some browsers from selecting words in its fields.
    first.dom.removeAttribute('draggable')
    if (element.parentNode !== first.dom) first.dom.replaceChildren(element)
    if (kept) return false
    // ProseMirror must not treat the inside of a card as its own content.
    element.contentEditable = 'false'
    this.#unwait(id)
    this.#slots.set(id, { id, kind: first.kind, element })
    return true
  }
}

const inDocumentOrder = (places: Iterable<CardPlace>): CardPlace[] =>
  [...places].sort((a, b) =>
    a.dom.compareDocumentPosition(b.dom) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : a.dom === b.dom ? 0 : 1,
  )
