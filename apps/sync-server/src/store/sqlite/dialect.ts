import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { Kysely, SqliteAdapter, SqliteDialect } from 'kysely'
import type { Database, Tables } from '../tables.ts'

const input = (value: unknown): SQLInputValue =>
  value === undefined ? null : typeof value === 'boolean' ? Number(value) : (value as SQLInputValue)

/** Kysely takes it that SQLite changes no tables in transactions. It does: an upgrade that is cut off has changed nothing. */
class Dialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new Adapter()
  }
}

class Adapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

/** Kysely over Node's own SQLite. */
export function kyselyOver(db: DatabaseSync): Database {
  // The acts use a fixed set of statements; preparing one costs more than running it.
  const prepared = new Map<string, StatementSync>()
  const prepare = (sql: string): StatementSync => {
    // Appends write through a connection of their own. A transaction that reads first and would write later is refused
    // when one of them comes in between; one that takes its turn at once is not.
    const statement = prepared.get(sql) ?? db.prepare(sql === 'begin' ? 'begin immediate' : sql)
    if (prepared.size < 500) prepared.set(sql, statement)
    return statement
  }
  return new Kysely<Tables>({
    dialect: new Dialect({
      database: {
        close: () => db.close(),
        prepare(sql) {
          const statement = prepare(sql)
          return {
            reader: statement.columns().length > 0,
            // Rows come without a prototype, which a message to another thread would not keep.
            all: (parameters) => statement.all(...parameters.map(input)).map((row) => ({ ...row })),
            run: (parameters) => statement.run(...parameters.map(input)),
            iterate: (parameters) => db.prepare(sql).iterate(...parameters.map(input)),
          }
        },
      },
    }),
  })
}
