import { type Kysely, sql } from 'kysely'
import { type Migration, type MigrationProvider, Migrator } from 'kysely/migration'
import { StartProblem } from '../start-problem.ts'
import { words } from '../words.ts'
import { firstTables } from './migrations/0001-first.ts'
import { factTables } from './migrations/0002-facts.ts'
import { clientAuthors } from './migrations/0003-client-authors.ts'
import { roomHeads } from './migrations/0004-room-heads.ts'
import { signInTables } from './migrations/0010-sign-in.ts'
import { invitationTables } from './migrations/0011-invitations.ts'
import { wholeChecksums } from './migrations/0012-whole-checksums.ts'
import { keptChanges } from './migrations/0013-kept-changes.ts'
import { auditTable } from './migrations/0020-audit.ts'
import { planLife } from './migrations/0021-plan-life.ts'
import { shareLinkTables } from './migrations/0030-share-links.ts'
import { whoAsked } from './migrations/0031-who-asked.ts'
import { passkeyTables } from './migrations/0043-passkeys.ts'
import { accessRequests } from './migrations/0046-access-requests.ts'
import type { Database } from './tables.ts'

/** Every migration by name, in order. A name that has shipped never changes. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-first': firstTables,
  '0002-facts': factTables,
  '0003-client-authors': clientAuthors,
  '0004-room-heads': roomHeads,
  '0010-sign-in': signInTables,
  '0011-invitations': invitationTables,
  '0012-whole-checksums': wholeChecksums,
  '0013-kept-changes': keptChanges,
  '0020-audit': auditTable,
  '0021-plan-life': planLife,
  '0030-share-links': shareLinkTables,
  '0031-who-asked': whoAsked,
  '0043-passkeys': passkeyTables,
  '0046-access-requests': accessRequests,
}

/** Brings the database to this Concord's tables; refuses one that a newer Concord has changed. */
export async function migrate(db: Database): Promise<void> {
  if ((await tablesOf(db)) === 'newer') throw new StartProblem(words.start.databaseNewer)
  const provider: MigrationProvider = { getMigrations: async () => ({ ...migrations }) }
  const { error } = await new Migrator({ db, provider }).migrateToLatest()
  if (error) throw error
}

/** How the tables of a database stand to those of this Concord. */
export async function tablesOf(db: Database): Promise<'same' | 'older' | 'newer'> {
  const names = await applied(db)
  if (names.some((name) => !Object.hasOwn(migrations, name))) return 'newer'
  return names.length < Object.keys(migrations).length ? 'older' : 'same'
}

async function applied(db: Database): Promise<string[]> {
  const tables = await sql<{ name: string }>`
    SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'kysely_migration'`.execute(db)
  if (tables.rows.length === 0) return []
  return (await sql<{ name: string }>`SELECT name FROM kysely_migration`.execute(db)).rows.map((row) => row.name)
}

export type AnyDatabase = Kysely<unknown>
