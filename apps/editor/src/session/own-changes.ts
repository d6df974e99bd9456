import * as Y from 'yjs'

/** A client id and the clock from which on its changes are not known to be saved. */
export type OwnFrom = readonly [client: number, clock: number]

/** A place of the Y.Doc I wrote in: the root, and the keys of the maps below it. */
export interface OwnPlace {
  readonly root: string
  readonly path: readonly string[]
  /** The text I wrote in, or the value I set. */
  readonly holder: Y.Text | { readonly value: unknown }
}

/**
 * Which changes of the Y.Doc are mine and not saved, told by the clocks of the client ids they were made with.
 * What I wrote can then be found again where it stands now, when the server will never take it.
 */
export class OwnChanges {
  readonly #doc: Y.Doc
  readonly #from = new Map<number, number>()

  constructor(doc: Y.Doc) {
    this.#doc = doc
  }

  /** What to note on the device, so that a later visit still knows which changes were mine. */
  get from(): readonly OwnFrom[] {
    const { clientID } = this.#doc
    return [...new Map([[clientID, 0], ...this.#from])]
  }

  /** Changes of an earlier visit that were still unsaved when it ended. */
  restore(from: readonly OwnFrom[]): void {
    for (const [client, clock] of from) this.#from.set(client, clock)
  }

  /** Everything I made until now is on the server's disk. */
  saved(): void {
    const { clientID, store } = this.#doc
    this.#from.clear()
    this.#from.set(clientID, Y.getState(store, clientID))
  }

  /** The places of my unsaved changes that are still in the plan, each once. Deletions leave nothing to show. */
  places(): OwnPlace[] {
    const places = new Map<unknown, OwnPlace>()
    for (const [client, clock] of this.from) {
      for (const struct of this.#doc.store.clients.get(client) ?? []) {
        if (!(struct instanceof Y.Item) || struct.id.clock + struct.length <= clock) continue
        const place = struct.deleted ? null : placeOf(struct)
        if (place) places.set(place.holder instanceof Y.Text ? place.holder : struct, place)
      }
    }
    return [...places.values()]
  }
}

function placeOf(item: Y.Item): OwnPlace | null {
  const parent = item.parent as Y.AbstractType<unknown>
  const holder = holderOf(item, parent)
  if (!holder) return null
  const path = item.parentSub === null ? [] : [item.parentSub]
  let type = parent
  for (; type._item; type = type._item.parent as Y.AbstractType<unknown>)
    if (type._item.parentSub !== null) path.unshift(type._item.parentSub)
  return { root: Y.findRootTypeKey(type), path, holder }
}

function holderOf(item: Y.Item, parent: Y.AbstractType<unknown>): OwnPlace['holder'] | null {
  if (parent instanceof Y.Text) return item.content instanceof Y.ContentString ? parent : null
  const isValue = item.content instanceof Y.ContentAny || item.content instanceof Y.ContentString
  if (!(parent instanceof Y.Map) || item.parentSub === null || !isValue) return null
  return { value: item.content.getContent().at(-1) }
}
