import * as Y from 'yjs'
import type { Move } from './move-notes.ts'

/** Where a trail ends. */
export interface TrailEnd {
  readonly to: Y.XmlText
  /** The text went with nothing in it: `to` stood next to it, or next to what became of it. */
  readonly isBeside: boolean
}

/** Follows texts through every change that wrote them anew, to the one that is there now. */
export class MoveTrail {
  readonly #doc: Y.Doc
  readonly #moves = new Map<string, Move[]>()

  constructor(doc: Y.Doc, moves: readonly Move[]) {
    this.#doc = doc
    // Where one had rebuilt a line and another had found it empty, the line counts.
    for (const move of [...moves].sort((a, b) => Number(a.isBeside) - Number(b.isBeside)))
      this.#moves.set(move.from, [...(this.#moves.get(move.from) ?? []), move])
  }

  /** What became of a text, as each of those who took it away noted it. */
  movesFrom(id: string): readonly Move[] {
    return this.#moves.get(id) ?? []
  }

  /** What was noted on the nodes that went with one of these. */
  movesWithin(nodes: readonly string[]): readonly Move[] {
    return [...this.#moves.values()].flat().filter(({ within }) => nodes.includes(within))
  }

  /** The first of these texts that is there or went somewhere; null when none did, `unheard` when one has yet to come. */
  endOf(ids: readonly string[], passed: ReadonlySet<string> = new Set()): TrailEnd | 'unheard' | null {
    let isUnheard = false
    for (const id of ids) {
      if (passed.has(id)) continue
      const text = this.#textOf(id)
      if (text instanceof Y.XmlText) return { to: text, isBeside: false }
      if (text === 'unheard') isUnheard = true
      for (const move of this.movesFrom(id)) {
        const end = this.endOf(move.to, new Set([...passed, id]))
        if (end === 'unheard') isUnheard = true
        else if (end) return { to: end.to, isBeside: end.isBeside || move.isBeside }
      }
    }
    return isUnheard ? 'unheard' : null
  }

  #textOf(id: string): Y.XmlText | 'unheard' | null {
    const [client, clock] = id.split('-').map(Number)
    if (client === undefined || clock === undefined) return null
    if (clock >= Y.getState(this.#doc.store, client)) return 'unheard'
    const item = Y.getItem(this.#doc.store, Y.createID(client, clock))
    if (!(item instanceof Y.Item) || item.deleted || !(item.content instanceof Y.ContentType)) return null
    return item.content.type instanceof Y.XmlText ? item.content.type : null
  }
}
