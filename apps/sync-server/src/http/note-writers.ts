import type { NoteId, Side } from '@concord/schema'
import type { PlanReader } from '../plan-reader/plan-reader.ts'
import type { Brought } from '../plan-reader/register-writes.ts'
import { sideRoom } from '../room/room-name.ts'
import type { Rooms } from '../room/rooms.ts'
import type { KeptChange, Store } from '../store/store.ts'
import { Readings } from './readings.ts'

type Written = Pick<Brought, 'at' | 'member' | 'side'>

/** Who first and who last put letters into a note. */
export interface Writers {
  readonly first: Written
  readonly last: Written
}

/** What the log of a room through `seq` tells of its notes. */
interface Told {
  readonly seq: number
  /** Whose the Yjs client ids are: a colleague's Update that carries somebody's letters along makes nobody else of him. */
  readonly owners: Map<number, string | null>
  readonly notes: Map<NoteId, Writers>
}

/** Updates and kept changes that are read in one go; rooms whose answer is kept. */
const PAGE = 2_000
const KEPT_ROOMS = 500

/**
 * Who wrote the private notes of a side and when, told from the update log: the server put the Member of the session on
 * each Update, so nothing that an editor writes into a note can say otherwise.
 */
export class NoteWriters {
  readonly #store: Pick<Store, 'history'>
  readonly #rooms: Rooms
  readonly #reader: PlanReader
  readonly #readings = new Readings<Told>(KEPT_ROOMS)

  constructor(store: Pick<Store, 'history'>, rooms: Rooms, reader: PlanReader) {
    this.#store = store
    this.#rooms = rooms
    this.#reader = reader
  }

  /** By note; of the room of this side alone. */
  async of(plan: string, side: Side): Promise<ReadonlyMap<NoteId, Writers>> {
    const room = sideRoom(plan, side)
    const parts = await this.#rooms.partsOf(room)
    const told = await this.#readings.get(room, String(parts.seq), async (before) => {
      const changes: KeptChange[] = []
      for (let newest = parts.seq + 1; newest > (before?.seq ?? 0) + 1; ) {
        const page = await this.#store.history.before(room, newest, PAGE)
        const oldest = page.at(-1)
        if (!oldest) break
        const fresh = page.filter(({ seq }) => seq > (before?.seq ?? 0))
        changes.push(...(await this.#reader.kept(room, parts, fresh)))
        newest = oldest.seq
      }
      // After the log: what moves from one to the other meanwhile is read twice, not never.
      if (!before) changes.push(...(await this.#thinned(room)))
      return toldBy(before, parts.seq, changes)
    })
    return told.notes
  }

  async #thinned(room: string): Promise<KeptChange[]> {
    const found: KeptChange[] = []
    for (;;) {
      const page = await this.#store.history.keptAfter(room, found.at(-1) ?? null, PAGE)
      found.push(...page)
      if (page.length === 0) return found
    }
  }
}

/** What is known with these changes, which come in any order, on top of what was known before them. */
function toldBy(before: Told | undefined, seq: number, changes: readonly KeptChange[]): Told {
  const owners = new Map(before?.owners)
  const notes = new Map(before?.notes)
  for (const { act, block, path, id, at, member, side } of changes.toSorted((a, b) => a.seq - b.seq)) {
    if (!owners.has(id.client)) owners.set(id.client, member)
    if (act !== 'text' || path !== 'text' || owners.get(id.client) !== member) continue
    const last = { at, member, side }
    notes.set(block, { first: notes.get(block)?.first ?? last, last })
  }
  return { seq, owners, notes }
}
