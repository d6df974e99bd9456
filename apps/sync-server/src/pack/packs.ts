import { Readable } from 'node:stream'
import { PACK_VERSION, type PackedChange, type PackedNoteWriting, type PackFile, type Side } from '@concord/schema'
import { toldTo } from '../audit/told.ts'
import type { Clock } from '../clock.ts'
import type { NoteWriters, Writers } from '../http/note-writers.ts'
import type { PlanService } from '../http/plan-service.ts'
import { Refusal } from '../http/refusal.ts'
import type { Parts, PlanReader } from '../plan-reader/plan-reader.ts'
import { todayIn } from '../plans/today.ts'
import { planRoom, sideRoom } from '../room/room-name.ts'
import type { Rooms } from '../room/rooms.ts'
import type { AuditedBy } from '../store/records/audit.ts'
import type { PackRows } from '../store/records/pack.ts'
import type { KeptChange, Store } from '../store/store.ts'

/** Packs that are written at once, and how long one may take: whoever does not read would hold its memory. */
const MOST_AT_ONCE = 20
const LONGEST = 10 * 60_000
/** Entries, kept changes and Updates that are read in one go. */
const AT_ONCE = 500

interface PackParts {
  readonly store: Pick<Store, 'records' | 'history'>
  readonly rooms: Rooms
  readonly plans: PlanService
  readonly noteWriters: NoteWriters
  /** Of its own, so that nobody who reads a plan waits for it. */
  readonly reader: PlanReader
  readonly clock: Clock
}

/** What a pack begins with, and what the rest of it is read by. */
interface Head {
  /** Each field with its JSON text. */
  readonly texts: readonly (readonly [name: string, text: string])[]
  readonly parts: Parts
  readonly members: PackRows['members']
}

/** Writes everything a side may see of a plan, piece by piece, so that a long history is never in memory at once. */
export class Packs {
  readonly #parts: PackParts
  /** Whose packs are being written: one at a time for a side of a plan. */
  readonly #underWay = new Set<string>()

  constructor(parts: PackParts) {
    this.#parts = parts
  }

  /** The file as a stream whose beginning is there already: what cannot be read is refused, and no half file comes. */
  async take(plan: string, side: Side, by: AuditedBy): Promise<Readable> {
    const name = sideRoom(plan, side)
    if (this.#underWay.size >= MOST_AT_ONCE || this.#underWay.has(name))
      throw new Refusal('limitReached', { retryAfterSeconds: 10 })
    this.#underWay.add(name)
    try {
      const text = Readable.from(this.#written(plan, side, await this.#head(plan, side, by)))
      const stopWaiting = this.#parts.clock.after(LONGEST, () => void text.destroy(new Error('It took too long.')))
      text.once('close', () => {
        stopWaiting()
        this.#underWay.delete(name)
      })
      return text
    } catch (error) {
      this.#underWay.delete(name)
      throw error
    }
  }

  async close(): Promise<void> {
    await this.#parts.reader.close()
  }

  /** All but what grows with time, as the JSON text of each field. */
  async #head(plan: string, side: Side, by: AuditedBy): Promise<Head> {
    const { store, rooms, plans, noteWriters, reader } = this.#parts
    // With the keys people say, as a Revision holds them.
    await plans.giveKeys(plan)
    const { content } = await plans.content(plan)
    const parts = await rooms.partsOf(planRoom(plan))
    const own = await reader.sideText(await rooms.partsOf(sideRoom(plan, side)))
    const writers = await noteWriters.of(plan, side)
    const rows = await store.records.takePack(plan, side, by)
    if (!rows) throw new Refusal('notFound')
    const facts = { ...rows.facts, members: rows.facts.members.filter((each) => each.side === side) }
    const asOf = facts.today ?? todayIn(content.meta, by.at)
    const read = await reader.packTexts(parts, facts, asOf)
    const told: Omit<PackFile, 'content' | 'markdown' | 'private' | 'revisions' | 'audit' | 'changes'> = {
      format: 'concord-pack',
      version: PACK_VERSION,
      takenAt: by.at,
      side,
      plan: {
        id: plan,
        companies: rows.plan.companies,
        createdAt: rows.createdAt,
        archivedAt: rows.plan.archivedAt,
        seq: parts.seq,
      },
      hash: read.hash,
      facts,
      ...peopleAndLinks(rows, side),
      noteWriters: writersTold(writers, side, rows.members),
    }
    const fields = Object.entries(told).map(([name, value]): [string, string] => [name, JSON.stringify(value)])
    const texts: [string, string][] = [
      ...fields,
      ['content', read.content],
      ['markdown', read.markdown],
      ['private', own],
      ['revisions', revisionsText(rows)],
    ]
    return { texts, parts, members: rows.members }
  }

  async *#written(plan: string, side: Side, { texts, parts, members }: Head): AsyncGenerator<string> {
    yield '{\n'
    for (const [name, text] of texts) yield `"${name}": ${text},\n`
    yield '"audit": '
    yield* listText(this.#entries(plan, side))
    yield ',\n"changes": '
    yield* listText(this.#changes(plan, parts), (change) => packed(change, side, members))
    yield '\n}\n'
  }

  async *#entries(plan: string, side: Side) {
    const { records } = this.#parts.store
    for (let before: number | undefined; ; ) {
      const rows = await records.auditOf(plan, { side, before }, AT_ONCE)
      yield rows.map((row) => toldTo(side, row))
      if (rows.length < AT_ONCE) return
      before = rows.at(-1)!.id
    }
  }

  /** The log first and what is kept of it last: what moves from one to the other meanwhile is told twice, not never. */
  async *#changes(plan: string, parts: Parts): AsyncGenerator<readonly KeptChange[]> {
    const { store, reader } = this.#parts
    const room = planRoom(plan)
    for (let before = parts.seq + 1; ; ) {
      const logged = await store.history.before(room, before, AT_ONCE)
      const oldest = logged.at(-1)
      if (!oldest) break
      yield await reader.kept(room, parts, logged)
      before = oldest.seq
    }
    for (let after: KeptChange | null = null; ; ) {
      const kept: readonly KeptChange[] = await store.history.keptAfter(room, after, AT_ONCE)
      yield kept
      after = kept.at(-1) ?? null
      if (!after) return
    }
  }
}

function peopleAndLinks({ members, invitations, shareLinks }: PackRows, own: Side) {
  return {
    members: members.map(({ id, side, role, name, mail, guest }) => ({
      ...{ id, side, role },
      name: side === own ? name : null,
      mail: side === own ? mail : null,
      guestUntil: guest?.until ?? null,
    })),
    invitations: invitations.map(({ mail, role, guestUntil, endsAt }) => ({ mail, role, guestUntil, endsAt })),
    shareLinks: shareLinks.map(({ at, role, audience, domains, hasPassword, endsAt, endedAt, usedAt, uses }) => ({
      ...{ role, audience, domains: [...domains], hasPassword },
      ...{ madeAt: at, endsAt, endedAt, usedAt, uses },
    })),
  }
}

/** What was signed, with the stored text as it was hashed. */
function revisionsText({ facts, signed }: PackRows): string {
  const texts = facts.signOffs.map(
    ({ version, hash }) => `{"version":${version},"hash":${JSON.stringify(hash)},"content":${signed[version]}}`,
  )
  return `[${texts.join(',')}]`
}

/** A change as the pack's own side may know it. */
function packed(
  { at, seq, act, block, path, member, side, value }: KeptChange,
  own: Side,
  members: PackRows['members'],
): PackedChange {
  const by = authorIn(members, own, { member, side })
  return { at, seq, act, block, path, by, ...(value !== undefined && { value }) }
}

function writersTold(writers: ReadonlyMap<string, Writers>, own: Side, members: PackRows['members']) {
  const told = ({ at, ...brought }: Writers['first']): PackedNoteWriting => ({
    at,
    by: authorIn(members, own, brought),
  })
  return Object.fromEntries(
    [...writers].map(([note, { first, last }]) => [note, { first: told(first), last: told(last) }]),
  )
}

/** By name on the pack's own side, by side and role on the other. */
function authorIn(
  members: PackRows['members'],
  own: Side,
  { member, side }: Pick<KeptChange, 'member' | 'side'>,
): PackedChange['by'] {
  const author = members.find(({ id }) => id === member)
  return side && { side, role: author?.role ?? null, name: (side === own && author?.name) || null }
}

async function* listText<T>(pages: AsyncIterable<readonly T[]>, told: (item: T) => unknown = (item) => item) {
  let isFirst = true
  yield '['
  for await (const page of pages) {
    const text = page.map((item) => JSON.stringify(told(item))).join(',\n')
    if (text === '') continue
    yield isFirst ? text : `,\n${text}`
    isFirst = false
  }
  yield ']'
}
