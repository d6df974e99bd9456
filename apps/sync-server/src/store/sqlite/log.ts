import type { DatabaseSync } from 'node:sqlite'
import { authorsChecksum, snapshotChecksum, updateChecksum } from '../checksums.ts'
import { CorruptRoom, type NewUpdate, type Snapshot, type StoredRoom } from '../store.ts'
import { transactionsOn } from './transactions.ts'
import { type StoredRow, verified } from './verified.ts'

interface SnapshotRow extends Snapshot {
  checksum: number
}

function verifiedSnapshot(room: string, { checksum, ...snapshot }: SnapshotRow): Snapshot {
  if (snapshotChecksum(room, snapshot) !== checksum) throw new CorruptRoom(room, snapshot.seq)
  return { ...snapshot }
}

/** The append-only log on SQLite: raw statements, because this is the path of every keystroke. */
export class SqliteLog {
  readonly #in: ReturnType<typeof transactionsOn>
  readonly #statements

  constructor(db: DatabaseSync) {
    this.#in = transactionsOn(db)
    this.#statements = {
      snapshot: db.prepare('SELECT seq, bytes, vector, deletes, checksum FROM snapshots WHERE room = ?'),
      tail: db.prepare(
        'SELECT seq, bytes, at, member, side, checksum FROM updates WHERE room = ? AND seq > ? ORDER BY seq',
      ),
      insert: db.prepare(
        'INSERT INTO updates (room, seq, bytes, member, side, at, checksum) VALUES (?, ?, ?, ?, ?, ?, ?)',
      ),
      head: db.prepare('SELECT seq, authors FROM roomHeads WHERE room = ?'),
      raiseHead: db.prepare(
        'INSERT INTO roomHeads (room, seq) VALUES (?, ?) ON CONFLICT (room) DO UPDATE SET seq = seq + excluded.seq RETURNING seq',
      ),
      authors: db.prepare('SELECT client, member FROM clientAuthors WHERE room = ?'),
      addAuthor: db.prepare('INSERT INTO clientAuthors (room, client, member) VALUES (?, ?, ?) ON CONFLICT DO NOTHING'),
      putAuthors: db.prepare('UPDATE roomHeads SET authors = ? WHERE room = ?'),
      raiseSchema: db.prepare('UPDATE plans SET schemaVersion = ?1 WHERE id = ?2 AND schemaVersion < ?1'),
      putSnapshot: db.prepare(
        `INSERT INTO snapshots (room, seq, bytes, vector, deletes, at, checksum) VALUES (?, ?, ?, ?, ?, ?, ?)
         ON CONFLICT (room) DO UPDATE SET seq = excluded.seq, bytes = excluded.bytes, vector = excluded.vector,
         deletes = excluded.deletes, at = excluded.at, checksum = excluded.checksum
         WHERE excluded.seq > snapshots.seq`,
      ),
    }
  }

  /** All of it as of one moment: the other connection may write to the room between two questions. */
  load(room: string): StoredRoom {
    return this.#in.read(() => this.#load(room))
  }

  #load(room: string): StoredRoom {
    const row = this.#statements.snapshot.get(room) as SnapshotRow | undefined
    const snapshot = row ? verifiedSnapshot(room, row) : null
    const rows = this.#statements.tail.all(room, snapshot?.seq ?? 0) as unknown as StoredRow[]
    this.#mustBeWhole(room, snapshot?.seq ?? 0, rows)
    return { snapshot, tail: rows.map((each) => verified(room, each)), authors: this.#authors(room) }
  }

  append(updates: readonly NewUpdate[]): number[] {
    const seqs: number[] = []
    const last = new Map<string, number>()
    const sums = new Map<string, number>()
    this.#in.write(() => {
      // One statement numbers all of a room's: it is asked for each letter somebody types.
      const counts = new Map<string, number>()
      for (const { room } of updates) counts.set(room, (counts.get(room) ?? 0) + 1)
      for (const [room, count] of counts) last.set(room, this.#raiseHead(room, count) - count)
      for (const update of updates) {
        const { room, bytes, member, side, at } = update
        const seq = last.get(room)! + 1
        last.set(room, seq)
        seqs.push(seq)
        this.#statements.insert.run(room, seq, bytes, member, side, at, updateChecksum(room, seq, update))
        for (const client of update.newClients ?? [])
          if (this.#statements.addAuthor.run(room, client, member).changes === 1)
            sums.set(room, authorsChecksum(client, member, sums.get(room)))
        if (update.schema !== undefined) this.#statements.raiseSchema.run(update.schema, room.split(':')[1]!)
      }
      for (const [room, sum] of sums) this.#statements.putAuthors.run((this.#head(room).authors ^ sum) >>> 0, room)
    })
    return seqs
  }

  putSnapshot(room: string, snapshot: Snapshot, at: number): void {
    const { seq, bytes, vector, deletes } = snapshot
    this.#in.write(() =>
      this.#statements.putSnapshot.run(room, seq, bytes, vector, deletes, at, snapshotChecksum(room, snapshot)),
    )
  }

  /** Gives so many numbers more; answers the last of them. */
  #raiseHead(room: string, count: number): number {
    return (this.#statements.raiseHead.get(room, count) as { seq: number }).seq
  }

  /** The newest number that was given, and the checksum of the authors. Read each time, because two connections write. */
  #head(room: string): { seq: number; authors: number } {
    return (this.#statements.head.get(room) as { seq: number; authors: number } | undefined) ?? { seq: 0, authors: 0 }
  }

  #authors(room: string): StoredRoom['authors'] {
    const rows = this.#statements.authors.all(room) as unknown as { client: number; member: string | null }[]
    const head = this.#head(room)
    if (rows.reduce((sum, { client, member }) => authorsChecksum(client, member, sum), 0) !== head.authors)
      throw new CorruptRoom(room, head.seq)
    return new Map(rows.map(({ client, member }) => [client, member]))
  }

  /** Every number after the Snapshot's is there, up to the newest that was given. */
  #mustBeWhole(room: string, snapshotSeq: number, rows: readonly StoredRow[]): void {
    const head = this.#head(room).seq
    const missing = rows.findIndex(({ seq }, index) => seq !== snapshotSeq + index + 1)
    if (missing >= 0) throw new CorruptRoom(room, snapshotSeq + missing + 1)
    if (snapshotSeq + rows.length !== Math.max(head, snapshotSeq) || head < snapshotSeq)
      throw new CorruptRoom(room, head)
  }
}
