import type { Clock } from '../clock.ts'
import { changesOf, type FieldChange } from '../plan-reader/field-changes.ts'
import type { FieldPlace, PlanReader } from '../plan-reader/plan-reader.ts'
import { nameOf, type RegisterWrite, type WriteId } from '../plan-reader/register-writes.ts'
import { planRoom } from '../room/room-name.ts'
import type { Rooms } from '../room/rooms.ts'
import type { KeptChange, Store } from '../store/store.ts'
import { Readings } from './readings.ts'
import { Refusal } from './refusal.ts'

/** The last changes of one register of a plan as saved through `seq`, newest first. */
export interface FieldHistoryReading {
  readonly seq: number
  readonly changes: readonly FieldChange[]
  /** Whether there were changes before these: none, some that were not looked for, or some that are not kept. */
  readonly earlier: 'none' | 'more' | 'notKept'
}

/** Changes that are told of one register. */
const MOST_CHANGES = 10
/** Updates that are read in one go, and how long the log is searched before the rest counts as "more". Milliseconds. */
const PAGE = 2_000
const SEARCH_FOR = 2_000
/** Answers that are kept, and questions that are worked on at once. */
const KEPT = 1_000
const MOST_AT_ONCE = 20

/** Who set a register of a plan and when, told from the update log. */
export class FieldHistory {
  readonly #store: Pick<Store, 'history'>
  readonly #rooms: Rooms
  readonly #reader: PlanReader
  readonly #clock: Clock
  readonly #readings = new Readings<FieldHistoryReading | null>(KEPT)
  #asked = 0

  constructor(store: Pick<Store, 'history'>, rooms: Rooms, reader: PlanReader, clock: Clock) {
    this.#store = store
    this.#rooms = rooms
    this.#reader = reader
    this.#clock = clock
  }

  /** Null when no register stands at this place. Refuses when too many ask at once. */
  async of(plan: string, place: FieldPlace): Promise<FieldHistoryReading | null> {
    const parts = await this.#rooms.planParts(plan)
    const room = planRoom(plan)
    return this.#readings.get(`${room} ${place.block} ${place.path}`, String(parts.seq), async () => {
      if (this.#asked >= MOST_AT_ONCE) throw new Refusal('limitReached', { retryAfterSeconds: 2 })
      this.#asked += 1
      try {
        // One more than is told: what the oldest of them replaced.
        const chain = await this.#reader.chain(room, parts, place, MOST_CHANGES + 1)
        if (!chain) return null
        const { writes, found } = await this.#writes(room, parts.seq, place, chain.ids)
        const changes = changesOf(chain, writes).toReversed()
        const isMore = changes.length > MOST_CHANGES || !chain.isWhole || found === 'some'
        const earlier = isMore ? 'more' : found === 'all' ? 'none' : 'notKept'
        return { seq: parts.seq, changes: changes.slice(0, MOST_CHANGES), earlier }
      } finally {
        this.#asked -= 1
      }
    })
  }
  /** Goes back through the log until every write is found, there is no more log, or the time is up. */
  async #writes(room: string, newest: number, place: FieldPlace, ids: readonly WriteId[]) {
    const until = this.#clock.now() + SEARCH_FOR
    const writes: RegisterWrite[] = []
    const missing = new Set(ids.map(nameOf))
    let before = newest + 1
    while (missing.size > 0 && this.#clock.now() < until) {
      const page = await this.#store.history.before(room, before, PAGE)
      const oldest = page.at(-1)
      const told = oldest
        ? await this.#reader.writes(ids, page)
        : writesAmong(await this.#store.history.keptOf(room, place.block, place.path), ids)
      writes.push(...told)
      for (const write of told) if (write.act === 'set') missing.delete(nameOf(write.id))
      if (!oldest) return { writes, found: missing.size === 0 ? ('all' as const) : ('kept' as const) }
      before = oldest.seq
    }
    return { writes, found: missing.size === 0 ? ('all' as const) : ('some' as const) }
  }
}

function writesAmong(kept: readonly KeptChange[], ids: readonly WriteId[]): RegisterWrite[] {
  const names = new Set(ids.map(nameOf))
  return kept.flatMap((change): RegisterWrite[] => {
    const { act } = change
    return (act === 'set' || act === 'clear') && names.has(nameOf(change.id)) ? [{ ...change, act }] : []
  })
}
