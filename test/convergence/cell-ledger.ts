import { isScalar, roots, type Scalar } from '@concord/schema'
import * as Y from 'yjs'
import type { Peer } from '../support/peer.ts'

/** One write of a register by somebody: the item it made, or the item it removed. */
interface Write {
  readonly value: Scalar | undefined
  readonly item: Y.ID | null
  readonly removed: Y.ID | null
}

/** The id of the map and the key in it, the same on every peer. */
const placeOf = (map: Y.Map<unknown>, key: string) =>
  `${map._item ? `${map._item.id.client}:${map._item.id.clock}` : map === map.doc?.getMap('meta') ? 'meta' : 'blocks'} ${key}`

/**
 * Knows for every register which writes were last: those that no later writer had seen. In the end the register must
 * hold what one of them wrote.
 */
export class CellLedger {
  readonly #last = new Map<string, Write[]>()
  #writes = 0

  /** How many registers the peers have written so far. */
  get writes(): number {
    return this.#writes
  }

  /** Follows everything a peer itself writes into fields, rows and cells, undo included. */
  follow(peer: Peer): void {
    const { blocks, meta } = roots(peer.doc)
    const note = (events: Y.YEvent<Y.AbstractType<unknown>>[], transaction: Y.Transaction) => {
      if (!transaction.local) return
      for (const event of events)
        if (event instanceof Y.YMapEvent) for (const key of event.keysChanged) this.#note(peer, event.target, key)
    }
    blocks.observeDeep(note)
    meta.observeDeep(note)
  }

  #note(peer: Peer, map: Y.Map<unknown>, key: string): void {
    const value = map.get(key)
    if (value !== undefined && !isScalar(value)) return
    this.#writes += 1
    const entry = map._map.get(key)
    const write: Write = {
      value,
      item: value === undefined || !entry ? null : entry.id,
      removed: value === undefined && entry ? entry.id : null,
    }
    const place = placeOf(map, key)
    const before = this.#last.get(place) ?? []
    this.#last.set(place, [...before.filter((earlier) => !isKnown(peer.doc, earlier)), write])
  }

  /** The registers that hold what none of their last writers wrote. */
  wrong(doc: Y.Doc): string[] {
    const wrong: string[] = []
    const check = (map: Y.Map<unknown>, path: string) => {
      for (const [key, value] of map.entries()) if (value instanceof Y.Map) check(value, `${path}/${key}`)
      for (const key of map._map.keys()) {
        const last = this.#last.get(placeOf(map, key))
        const value = map.get(key)
        if (!last || (value !== undefined && !isScalar(value))) continue
        if (!last.some((write) => write.value === value))
          wrong.push(
            `${path}/${key} holds ${JSON.stringify(value)}, last written ${JSON.stringify(last.map((write) => write.value ?? null))}`,
          )
      }
    }
    const { blocks, meta } = roots(doc)
    check(blocks, 'blocks')
    check(meta, 'meta')
    return wrong
  }
}

/** True when a Y.Doc has the item a write made, or knows that the item it removed is gone. */
function isKnown(doc: Y.Doc, { item, removed }: Write): boolean {
  if (item) return Y.getState(doc.store, item.client) > item.clock
  return (
    removed !== null && Y.getState(doc.store, removed.client) > removed.clock && Y.getItem(doc.store, removed).deleted
  )
}
