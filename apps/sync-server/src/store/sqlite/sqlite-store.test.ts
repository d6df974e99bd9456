import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { crc32 } from 'node:zlib'
import { Migrator } from 'kysely/migration'
import { expect, onTestFinished, test, vi } from 'vitest'
import { StartProblem } from '../../start-problem.ts'
import { words } from '../../words.ts'
import { migrations } from '../migrations.ts'
import { storeContract } from '../store-contract.ts'
import { kyselyOver } from './dialect.ts'
import { openDatabase } from './open.ts'
import { openSqliteStore } from './sqlite-store.ts'

const aFolder = () => mkdtempSync(join(tmpdir(), 'concord-store-'))

// Each test opens a database, and a busy disk takes its time over the tables.
vi.setConfig({ testTimeout: 30_000 })

storeContract('SQLite', () => {
  const folder = aFolder()
  return {
    open: () => openSqliteStore(folder),
    reopen: () => openSqliteStore(folder),
    async damage(room) {
      const db = new DatabaseSync(join(folder, 'concord.db'))
      db.prepare('UPDATE updates SET bytes = ? WHERE room = ?').run(Uint8Array.of(1, 2, 4), room)
      db.close()
    },
    async dispose() {
      rmSync(folder, { recursive: true })
    },
  }
})

test('ST1 who writes at the moment in which he hears that he is saved is told so again', async () => {
  const folder = aFolder()
  const store = await openSqliteStore(folder)
  onTestFinished(async () => {
    await store.close()
    rmSync(folder, { recursive: true })
  })
  const update = { room: 'plan:aaaaaaaaaaaa', bytes: Uint8Array.of(1), member: 'mara', side: 'vendor', at: 1 } as const
  for (let count = 1; count <= 3; count += 1) {
    const { seqs, saved } = await store.log.append([update])
    expect(seqs).toEqual([count])
    await saved
  }
})

test('ST8 a second process on the same folder is refused in a sentence, and the first goes on', async () => {
  const folder = aFolder()
  const store = await openSqliteStore(folder)
  onTestFinished(async () => {
    await store.close()
    rmSync(folder, { recursive: true })
  })
  await expect(openSqliteStore(folder)).rejects.toEqual(new StartProblem(words.start.folderInUse(folder)))
  expect(await store.records.plansOf('nobody')).toEqual([])
})

test('ST8 a database of a newer Concord is refused and left as it is', async () => {
  const folder = aFolder()
  onTestFinished(() => rmSync(folder, { recursive: true }))
  await (await openSqliteStore(folder)).close()
  const db = new DatabaseSync(join(folder, 'concord.db'))
  db.prepare('INSERT INTO kysely_migration (name, timestamp) VALUES (?, ?)').run('9999-tomorrow', '2030-01-01')
  db.close()
  await expect(openSqliteStore(folder)).rejects.toEqual(new StartProblem(words.start.databaseNewer))
})

test('a commit is synced to disk: the settings durability rests on are in force', async () => {
  const folder = aFolder()
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const db = openDatabase(folder)
  expect(db.prepare('PRAGMA journal_mode').get()).toMatchObject({ journal_mode: 'wal' })
  expect(db.prepare('PRAGMA synchronous').get()).toMatchObject({ synchronous: 2 })
  expect(db.prepare('PRAGMA foreign_keys').get()).toMatchObject({ foreign_keys: 1 })
  db.close()
})

/** A database with the tables of an earlier Concord, and the rooms of a present one in them. */
async function asItWas(folder: string, migration: string, present: string): Promise<DatabaseSync> {
  const db = openDatabase(folder)
  const provider = { getMigrations: async () => ({ ...migrations }) }
  await new Migrator({ db: kyselyOver(db), provider }).migrateTo(migration)
  db.prepare('ATTACH ? AS present').run(join(present, 'concord.db'))
  for (const table of ['updates', 'snapshots', 'clientAuthors', 'roomHeads']) {
    const columns = db.prepare('SELECT name FROM pragma_table_info(?)').all(table)
    const names = columns.map(({ name }) => name).join(', ')
    db.exec(`INSERT INTO ${table} (${names}) SELECT ${names} FROM present.${table}`)
  }
  return db
}

test('ST7 rows from when checksums held the bytes alone are taken over, damaged ones stay damaged', async () => {
  const folder = aFolder()
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const [room, damaged] = ['plan:aaaaaaaaaaaa', 'plan:bbbbbbbbbbbb']
  const bytes = Uint8Array.of(1, 2, 3)
  const update = { bytes, member: 'mara', side: 'vendor', at: 1, newClients: [7] } as const
  const snapshot = { seq: 1, bytes, vector: bytes, deletes: bytes }
  const before = await openSqliteStore(folder)
  await before.log.append([
    { ...update, room },
    { ...update, room, newClients: [8] },
    { ...update, room: damaged },
  ])
  await before.log.putSnapshot(room, snapshot, 1)
  const wanted = await before.log.load(room)
  await before.close()
  const old = aFolder()
  onTestFinished(() => rmSync(old, { recursive: true }))
  const db = await asItWas(old, '0011-invitations', folder)
  db.prepare('UPDATE updates SET checksum = ?').run(crc32(bytes))
  db.prepare('UPDATE updates SET checksum = 5 WHERE room = ?').run(damaged)
  db.prepare('UPDATE snapshots SET checksum = ?').run(crc32(bytes, crc32(bytes, crc32(bytes))))
  db.close()
  const after = await openSqliteStore(old)
  onTestFinished(() => after.close())
  expect(await after.log.load(room)).toEqual(wanted)
  await expect(after.log.load(damaged)).rejects.toThrow(/checksum/)
})
