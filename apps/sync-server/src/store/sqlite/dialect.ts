import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import { Kysely, SqliteDialect } from 'kysely'
import type { Database, Tables } from '../tables.ts'

const input = (value: unknown): SQLInputValue =>
  value === undefined ? null : typeof value === 'boolean' ? Number(value) : (value as SQLInputValue)

/** Kysely over Node's own SQLite. */
export function kyselyOver(db: DatabaseSync): Database {
  return new Kysely<Tables>({
    dialect: new SqliteDialect({
      database: {
        close: () => db.close(),
        prepare(sql) {
          const statement = db.prepare(sql)
          return {
            reader: statement.columns().length > 0,
            // Rows come without a prototype, which a message to another thread would not keep.
            all: (parameters) => statement.all(...parameters.map(input)).map((row) => ({ ...row })),
            run: (parameters) => statement.run(...parameters.map(input)),
            iterate: (parameters) => statement.iterate(...parameters.map(input)),
          }
        },
      },
    }),
  })
}
