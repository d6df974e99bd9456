import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { migrate, tablesOf } from '../migrations.ts'
import { kyselyOver } from './dialect.ts'
import { openDatabase } from './open.ts'

// It opens many databases, and a busy disk takes its time over the tables.
vi.setConfig({ testTimeout: 60_000 })

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'concord-migrating-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return folder
}

test('ST8 an upgrade that is cut off at any moment is done by the next start', async () => {
  const folder = aFolder()
  const db = openDatabase(folder)
  // What a process that is killed before a statement leaves behind.
  const left: string[] = []
  const prepare = db.prepare.bind(db)
  let statements = 0
  db.prepare = (sql) => {
    statements += 1
    if (statements % 4 === 0) {
      const copy = aFolder()
      for (const name of ['concord.db', 'concord.db-wal'])
        if (existsSync(join(folder, name))) copyFileSync(join(folder, name), join(copy, name))
      left.push(copy)
    }
    return prepare(sql)
  }
  const kysely = kyselyOver(db)
  await migrate(kysely)
  await kysely.destroy()

  expect(left.length).toBeGreaterThan(10)
  for (const each of left) {
    const again = kyselyOver(openDatabase(each))
    await migrate(again)
    expect(await tablesOf(again)).toBe('same')
    await again.destroy()
  }
})
