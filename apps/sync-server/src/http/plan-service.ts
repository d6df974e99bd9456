import {
  blockIds,
  type Day,
  lastSigned,
  type PlanGlance,
  type PlanJson,
  type PlanSummary,
  type Ref,
  shapeOfKind,
} from '@concord/schema'
import type { Clock } from '../clock.ts'
import type { PlanReader } from '../plan-reader/plan-reader.ts'
import { todayIn } from '../plans/today.ts'
import type { Rooms } from '../room/rooms.ts'
import type { Keyed } from '../store/records/keys.ts'
import type { ListedRow } from '../store/records/plans.ts'
import type { Store } from '../store/store.ts'
import { Readings } from './readings.ts'

/** Readings of this many plans are kept, newest used last. */
const KEPT = 50
/** A plan that could not be read is left alone for this long, unless it changes: reading it may take all there is. */
const LEFT_ALONE = 30_000
/** Glances are small, and a list asks for all of them at once. */
const KEPT_GLANCES = 1_000
/** A page is given again for this long while its plan is being edited. */
const RECENT = 15_000
/** A plan's day may have changed after this long. */
const HOUR = 3_600_000

/** A plan in one line, as of a day. */
export interface Glanced {
  readonly asOf: Day
  readonly glance: PlanGlance
}

/** A page with what it was made from, and when that was read. */
interface MadePage {
  readonly seq: number
  readonly facts: number
  readonly begun: number
  readonly html: string
}

/** What the server knows of plans by reading them: content, keys, the readable page. */
export class PlanService {
  readonly #store: Store
  readonly #rooms: Rooms
  readonly #reader: PlanReader
  readonly #clock: Clock
  readonly #contents: Readings<PlanJson>
  readonly #titles = new Map<string, string>()
  readonly #pages: Readings<string>
  readonly #newest = new Map<string, MadePage>()
  readonly #summaries: Readings<PlanSummary>
  readonly #glances: Readings<Glanced>

  constructor(store: Store, rooms: Rooms, reader: PlanReader, clock: Clock) {
    this.#store = store
    this.#rooms = rooms
    this.#reader = reader
    this.#clock = clock
    this.#contents = new Readings(KEPT, { keptFor: LEFT_ALONE, clock })
    this.#pages = new Readings(KEPT, { keptFor: LEFT_ALONE, clock })
    this.#summaries = new Readings(KEPT, { keptFor: LEFT_ALONE, clock })
    this.#glances = new Readings(KEPT_GLANCES, { keptFor: LEFT_ALONE, clock })
  }

  /** The plan as saved, without interpretation. */
  async content(plan: string): Promise<{ seq: number; content: PlanJson }> {
    const parts = await this.#rooms.planParts(plan)
    const content = await this.#contents.get(plan, String(parts.seq), () => this.#reader.content(parts))
    const { title } = content.meta
    this.#titles.set(plan, typeof title === 'string' ? title : '')
    return { seq: parts.seq, content }
  }

  /** The plan's title; empty while it has none. */
  async title(plan: string): Promise<string> {
    await this.content(plan)
    return this.knownTitle(plan)
  }

  /** The title as it was when the plan was last read; empty when it was not. */
  knownTitle(plan: string): string {
    return this.#titles.get(plan) ?? ''
  }

  /** Gives a key to whatever lacks one in the plan as saved and tells open editors; answers all keys. */
  async giveKeys(plan: string): Promise<{ number: number; keys: Readonly<Record<Ref, string>> }> {
    const { content } = await this.content(plan)
    const number = await this.#store.records.giveKeys(plan, keyedIn(content))
    if (number !== null) this.#rooms.announceFacts(plan, number)
    const row = await this.#store.records.planById(plan)
    return { number: number ?? row?.factsNumber ?? 0, keys: await this.#store.records.keysOf(plan) }
  }

  /** What a list shows of a plan whose log has come to `seq`; read only when plan, facts or day have changed. */
  glance({ id, seq, factsNumber, pinnedDay }: ListedRow): Promise<Glanced> {
    const now = this.#clock.now()
    const mark = `${seq} ${factsNumber} ${pinnedDay ?? Math.floor(now / HOUR)}`
    return this.#glances.get(id, mark, async () => {
      const facts = await this.#store.records.factsOf(id)
      if (!facts) throw new Error('The plan has gone.')
      const version = lastSigned(facts)
      const signed = version === null ? null : await this.#store.records.signedContent(id, version)
      return this.#reader.glance(await this.#rooms.planParts(id), facts, now, signed)
    })
  }

  /** The plan as HTML that can be read before any script has run. */
  async page(plan: string): Promise<string> {
    const begun = this.#clock.now()
    const now = await this.#asItStands(plan)
    if (!now) return ''
    const { parts, facts, asOf, mark } = now
    const html = await this.#pages.get(plan, mark, () => this.#reader.page(parts, facts, asOf))
    this.#newest.delete(plan)
    this.#newest.set(plan, { seq: parts.seq, facts: facts.number, begun, html })
    const [oldest] = this.#newest.keys()
    if (this.#newest.size > KEPT && oldest !== undefined) this.#newest.delete(oldest)
    return html
  }

  /**
   * The page, or what it was a moment ago while it is read again: whoever opens a plan that others are writing in would
   * wait for that, only to see it replaced by the editor. What changed besides the content, such as a name or an
   * agreement, is never late.
   */
  async recentPage(plan: string): Promise<string> {
    const made = this.#newest.get(plan)
    const seq = this.#rooms.seqOf(plan)
    const isRecent = made && seq !== null && made.seq !== seq && this.#clock.now() - made.begun < RECENT
    if (!isRecent || (await this.#store.records.planById(plan))?.factsNumber !== made.facts) return this.page(plan)
    // If it fails, whoever asks next hears of it.
    this.page(plan).catch(() => undefined)
    return made.html
  }

  /** The plan on one screen; null for an unknown one. */
  async summary(plan: string): Promise<PlanSummary | null> {
    const now = await this.#asItStands(plan)
    if (!now) return null
    const { parts, facts, asOf, mark } = now
    return this.#summaries.get(plan, mark, () => this.#reader.summary(parts, facts, asOf))
  }

  /** Everything a reading is made from, and the mark that is the same as long as all of it is. */
  async #asItStands(plan: string) {
    await this.giveKeys(plan)
    const facts = await this.#store.records.factsOf(plan)
    if (!facts) return null
    const parts = await this.#rooms.planParts(plan)
    const asOf = facts.today ?? todayIn((await this.content(plan)).content.meta, this.#clock.now())
    return { parts, facts, asOf, mark: `${parts.seq} ${facts.number} ${asOf}` }
  }
}

/** Everything in a plan that people call by a key, in the order of the body. */
export function keyedIn(content: PlanJson): Keyed[] {
  return blockIds(content.body).flatMap((id) => {
    const block = content.blocks[id]
    const shape = block && shapeOfKind(block.kind)
    if (!block || !shape) return []
    const own: Keyed[] = shape.prefix ? [{ target: id, prefix: shape.prefix }] : []
    const ofRows = Object.entries(shape.rowPrefix ?? {}).flatMap(([list, prefix]) =>
      rowIds(block[list]).map((row): Keyed => ({ target: `${id}/${row}`, prefix: prefix! })),
    )
    return [...own, ...ofRows]
  })
}

function rowIds(list: unknown): string[] {
  if (!Array.isArray(list)) return []
  return list.flatMap((row: { id?: unknown }) => (typeof row?.id === 'string' ? [row.id] : []))
}
