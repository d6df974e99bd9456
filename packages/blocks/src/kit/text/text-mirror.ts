import type * as Y from 'yjs'
import { indexIn, type RemoteCaret } from '../field-carets.ts'

/** A caret of somebody else, placed in a text of known length. */
export interface PlacedCaret {
  readonly client: number
  readonly name: string
  readonly side: 'vendor' | 'partner' | 'none'
  readonly from: number
  readonly to: number
  readonly head: number
}

/** How long a name stays beside a caret that moved. */
const labelMilliseconds = 2000

/** Carets that stand in this text, in document order. */
export function placeCarets(text: Y.Text, carets: readonly RemoteCaret[]): PlacedCaret[] {
  return carets
    .flatMap(({ client, person, anchor, head }): PlacedCaret[] => {
      const at = indexIn(text, head)
      if (at === null) return []
      const start = indexIn(text, anchor) ?? at
      const placed = { client, name: person.name, side: person.side ?? ('none' as const), head: at }
      return [{ ...placed, from: Math.min(start, at), to: Math.max(start, at) }]
    })
    .sort((a, b) => a.head - b.head || a.client - b.client)
}

/**
 * The transparent twin of a text control: it lies in the same grid cell with the same font and padding, so that it
 * gives the control its height, shows the carets and selections of others, and knows the visual line of an index.
 */
export class TextMirror {
  readonly #element: HTMLElement
  #value = ''
  #carets: readonly PlacedCaret[] = []
  readonly #labels = new Map<number, { head: number; until: number }>()
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(element: HTMLElement) {
    this.#element = element
  }

  /** Shows a value and the carets in it. Cheap when nobody else is in the field: one text node. */
  draw(value: string, carets: readonly PlacedCaret[]): void {
    const plain = carets.length === 0 && this.#carets.length === 0
    this.#value = value
    this.#carets = carets
    if (plain) {
      // A line feed at the end has no height of its own in a block; the joiner gives it one.
      this.#element.textContent = `${value}\u2060`
      return
    }
    this.#showLabels()
    this.#element.replaceChildren(
      ...pieces(value, carets, (client) => (this.#labels.get(client)?.until ?? 0) > Date.now()),
    )
  }

  /** True when an index stands on the first (or last) visual line of the control. */
  isOnEdgeLine(index: number, edge: 'first' | 'last'): boolean {
    const text = this.#element.firstChild
    if (this.#carets.length > 0 || !text) this.#element.textContent = `${this.#value}\u2060`
    const at = this.#line(index)
    const end = this.#line(edge === 'first' ? 0 : this.#value.length)
    if (this.#carets.length > 0) this.draw(this.#value, this.#carets)
    return at === null || end === null || Math.abs(at - end) < 2
  }

  destroy(): void {
    clearTimeout(this.#timer)
  }

  #line(index: number): number | null {
    const node = this.#element.firstChild
    if (!node) return null
    const range = this.#element.ownerDocument.createRange()
    range.setStart(node, index)
    range.setEnd(node, Math.min(index + 1, this.#value.length + 1))
    // A line feed has two boxes at most; the first is where the caret stands before it.
    return range.getClientRects()[0]?.top ?? null
  }

  /** A name stands beside a caret for two seconds after the caret moved. */
  #showLabels(): void {
    const now = Date.now()
    for (const { client, head } of this.#carets) {
      const label = this.#labels.get(client)
      if (label?.head !== head) this.#labels.set(client, { head, until: now + labelMilliseconds })
    }
    const present = new Set(this.#carets.map(({ client }) => client))
    for (const client of this.#labels.keys()) if (!present.has(client)) this.#labels.delete(client)
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      for (const element of this.#element.querySelectorAll('[data-label]')) element.removeAttribute('data-label')
    }, labelMilliseconds)
  }
}

function pieces(value: string, carets: readonly PlacedCaret[], isNew: (client: number) => boolean): Node[] {
  const nodes: Node[] = []
  const edges = [...new Set([0, value.length, ...carets.flatMap(({ from, to }) => [from, to])])].sort((a, b) => a - b)
  edges.forEach((edge, position) => {
    for (const caret of carets) if (caret.head === edge) nodes.push(caretElement(caret, isNew(caret.client)))
    const end = edges[position + 1]
    if (end === undefined) return
    const selecting = carets.find(({ from, to }) => from <= edge && end <= to)
    const text = document.createTextNode(value.slice(edge, end))
    if (!selecting) nodes.push(text)
    else {
      const span = document.createElement('span')
      span.dataset.selection = selecting.side
      span.append(text)
      nodes.push(span)
    }
  })
  nodes.push(document.createTextNode('\u2060'))
  return nodes
}

function caretElement({ name, side }: PlacedCaret, labelled: boolean): HTMLElement {
  const caret = document.createElement('span')
  caret.dataset.caret = side
  caret.dataset.name = name
  if (labelled) caret.dataset.label = ''
  return caret
}
