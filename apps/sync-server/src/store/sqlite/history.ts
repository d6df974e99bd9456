import type { DatabaseSync } from 'node:sqlite'
import { dayOf, isOnePerDay, type KeptChange, type LoggedUpdate, NotCovered } from '../store.ts'
import { transactionsOn } from './transactions.ts'
import { type StoredRow, verified } from './verified.ts'

interface KeptRow extends Omit<KeptChange, 'value' | 'id'> {
  client: number
  clock: number
  value: string | null
}

/** Bytes of the log that are read in one go: appends wait that long. */
const READ_AT_ONCE = 1024 * 1024
/** Changes that are told of one place. */
const MOST_KEPT = 500

/** The log as it is read afterwards, and how it becomes less. */
export class SqliteHistory {
  readonly #in: ReturnType<typeof transactionsOn>
  readonly #statements

  constructor(db: DatabaseSync) {
    this.#in = transactionsOn(db)
    const logged = 'SELECT seq, bytes, checksum, at, member, side FROM updates WHERE room = ? AND seq'
    this.#statements = {
      before: db.prepare(`${logged} < ? ORDER BY seq DESC LIMIT ?`),
      oldest: db.prepare(`${logged} <= ? ORDER BY seq LIMIT ?`),
      first: db.prepare('SELECT seq FROM updates WHERE room = ? ORDER BY seq LIMIT 1'),
      covered: db.prepare('SELECT seq FROM snapshots WHERE room = ?'),
      roomWithOlder: db.prepare(
        `SELECT room FROM roomHeads AS head WHERE room > ?
         AND (SELECT at FROM updates WHERE room = head.room ORDER BY seq LIMIT 1) < ? ORDER BY room LIMIT 1`,
      ),
      keptOf: db.prepare(
        `SELECT client, clock, act, block, path, seq, at, member, side, value FROM keptChanges
         WHERE room = ? AND block = ? AND path = ? ORDER BY seq DESC, act, clock LIMIT ?`,
      ),
      keptAfter: db.prepare(
        `SELECT client, clock, act, block, path, seq, at, member, side, value FROM keptChanges
         WHERE room = ? AND (client, clock, act) > (?, ?, ?) ORDER BY client, clock, act LIMIT ?`,
      ),
      sameDay: db.prepare(
        `DELETE FROM keptChanges WHERE room = ? AND block = ? AND path = ? AND act = ? AND member IS ?
         AND at >= ? AND at < ? AND seq < ?`,
      ),
      keep: db.prepare(
        `INSERT INTO keptChanges (room, client, clock, act, block, path, seq, at, member, side, value)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
      ),
      drop: db.prepare('DELETE FROM updates WHERE room = ? AND seq <= ?'),
    }
  }

  before(room: string, seq: number, most: number): LoggedUpdate[] {
    return read(room, this.#statements.before.iterate(room, seq, most))
  }

  roomWithOlder(at: number, after: string): string | null {
    return (this.#statements.roomWithOlder.get(after, at) as { room: string } | undefined)?.room ?? null
  }

  oldest(room: string, at: number, most: number): LoggedUpdate[] {
    const found = read(room, this.#statements.oldest.iterate(room, this.#covered(room), most))
    const young = found.findIndex((update) => update.at >= at)
    return young < 0 ? found : found.slice(0, young)
  }

  keptOf(room: string, block: string, path: string): KeptChange[] {
    const rows = this.#statements.keptOf.all(room, block, path, MOST_KEPT) as unknown as KeptRow[]
    return rows.toReversed().map(keptOfRow)
  }

  keptAfter(room: string, after: Pick<KeptChange, 'id' | 'act'> | null, most: number): KeptChange[] {
    const { client, clock } = after?.id ?? { client: -1, clock: -1 }
    const rows = this.#statements.keptAfter.all(room, client, clock, after?.act ?? '', most)
    return (rows as unknown as KeptRow[]).map(keptOfRow)
  }

  thin(room: string, through: number, kept: readonly KeptChange[]): void {
    if (through > this.#covered(room)) throw new NotCovered(room, through)
    this.#in.write(() => {
      const first = (this.#statements.first.get(room) as { seq: number } | undefined)?.seq ?? through + 1
      for (const { id, act, block, path, seq, at, member, side, value } of kept) {
        // What has gone before was kept then.
        if (seq < first) continue
        const { from, to } = dayOf(at)
        if (isOnePerDay(act)) this.#statements.sameDay.run(room, block, path, act, member, from, to, seq)
        const json = value === undefined ? null : JSON.stringify(value)
        this.#statements.keep.run(room, id.client, id.clock, act, block, path, seq, at, member, side, json)
      }
      this.#statements.drop.run(room, through)
    })
  }

  #covered(room: string): number {
    return (this.#statements.covered.get(room) as { seq: number } | undefined)?.seq ?? 0
  }
}

const keptOfRow = ({ client, clock, value, ...row }: KeptRow): KeptChange => ({
  ...row,
  id: { client, clock },
  ...(value !== null && { value: JSON.parse(value) }),
})

function read(room: string, rows: Iterable<unknown>): LoggedUpdate[] {
  const found: LoggedUpdate[] = []
  let bytes = 0
  for (const each of rows) {
    const row = each as StoredRow
    const { at, member, side } = row
    found.push({ ...verified(room, row), at, member, side })
    bytes += row.bytes.length
    if (bytes >= READ_AT_ONCE) break
  }
  return found
}
