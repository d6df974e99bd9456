import { META } from '@concord/schema'
import * as Y from 'yjs'
import type { KeptChange, LoggedUpdate } from '../store/store.ts'
import { type Brought, nameOf, valueIn, type WriteId } from './register-writes.ts'

/** Block under which changes of the plan's text are kept. */
const BODY = 'body'
/** Parts of the path of a Block's row: its list and its id. */
const ROW_PARTS = 2

type Place = Pick<KeptChange, 'block' | 'path'>

/**
 * What is kept of Updates when their bytes go. Where an item stands is read from the plan as it is now: an item's place
 * never changes. What has been deleted for good leaves nothing. Deleting letters leaves nothing either: an Update of
 * somebody who was away repeats every deletion there ever was.
 */
export function keptOf(doc: Y.Doc, updates: readonly LoggedUpdate[]): KeptChange[] {
  const rootNames = new Map([...doc.share].map(([name, type]) => [type as Y.AbstractType<unknown>, name]))
  return updates.flatMap(({ bytes, seq, at, member, side }) => {
    const brought: Brought = { seq, at, member, side }
    const { structs, ds } = Y.decodeUpdate(bytes)
    const kept: KeptChange[] = []
    const written = new Set<string>()
    for (const struct of structs) {
      if (struct instanceof Y.Skip) continue
      for (const { item, id } of itemsIn(doc, struct.id.client, struct.id.clock, struct.length)) {
        written.add(nameOf(id))
        const place = placeOf(item, rootNames)
        if (!place) continue
        const act = actOf(item, place)
        if (!act) continue
        const value =
          act === 'set' && struct instanceof Y.Item ? valueIn(struct.content, id.clock - struct.id.clock) : undefined
        kept.push({ ...brought, ...place, act, id, ...(value !== undefined && { value }) })
      }
    }
    for (const [client, runs] of ds.clients)
      for (const { clock, len } of runs)
        for (const { item, id } of itemsIn(doc, client, clock, len)) {
          const place = placeOf(item, rootNames)
          if (!place || actOf(item, place) !== 'set') continue
          // Overwriting deletes too; only what nothing followed in the same Update was cleared.
          const next = nextOf(item, id)
          if (!next || !written.has(nameOf(next))) kept.push({ ...brought, ...place, act: 'clear', id })
        }
    return oncePerText(kept)
  })
}

/** The present items that a run of clocks became: a register's one by one, letters as the runs they lie in. */
function* itemsIn(doc: Y.Doc, client: number, from: number, length: number): Generator<{ item: Y.Item; id: WriteId }> {
  const end = from + length
  for (let clock = from; clock < end; ) {
    const item = Y.getItem(doc.store, Y.createID(client, clock)) as Y.Item | Y.GC
    const next = item.id.clock + item.length
    if (item instanceof Y.Item && item.parentSub !== null)
      for (; clock < Math.min(next, end); clock += 1) yield { item, id: { client, clock } }
    else if (item instanceof Y.Item) yield { item, id: { client, clock } }
    clock = next
  }
}

/** The write that follows one in its register; undefined for the last. */
function nextOf(item: Y.Item, { client, clock }: WriteId): WriteId | undefined {
  if (clock + 1 < item.id.clock + item.length) return { client, clock: clock + 1 }
  return item.right?.id
}

function actOf(item: Y.Item, { block, path }: Place): 'born' | 'set' | 'text' | null {
  if (block === BODY || item.parentSub === null) return 'text'
  if (!(item.content instanceof Y.ContentType)) return 'set'
  // Of the many types that make a Block, its own and those of its rows say something.
  return path === '' || path.split('/').length === ROW_PARTS ? 'born' : null
}

/** Where an item stands; null when that is no place of a plan. */
function placeOf(item: Y.Item, rootNames: ReadonlyMap<Y.AbstractType<unknown>, string>): Place | null {
  const parts: string[] = []
  let at: Y.Item | null = item
  let root: string | undefined
  while (at) {
    if (at.parentSub !== null) parts.unshift(at.parentSub)
    const parent = at.parent as Y.AbstractType<unknown>
    root = rootNames.get(parent)
    at = parent._item
  }
  if (root === 'body') return { block: BODY, path: '' }
  if (root === 'meta') return { block: META, path: parts.join('/') }
  const [block, ...path] = parts
  // A private note has an id of its own, as a Block has.
  const isRow = root === 'blocks' || root === 'notes'
  return isRow && block !== undefined ? { block, path: path.join('/') } : null
}

/** Letters of one editor in one text in one Update are one change. */
function oncePerText(kept: readonly KeptChange[]): KeptChange[] {
  const seen = new Set<string>()
  return kept.filter(({ act, block, path, id }) => {
    if (act !== 'text') return true
    const place = `${id.client}/${block}/${path}`
    return !seen.has(place) && seen.add(place)
  })
}
