import type { DatabaseSync } from 'node:sqlite'

type InTransaction = <T>(work: () => T) => T

/** `write` does all of the work or none of it, `read` sees the database as of one moment. */
export function transactionsOn(db: DatabaseSync): { readonly write: InTransaction; readonly read: InTransaction } {
  const inTransaction = (begin: string, end: string): InTransaction => {
    const beginning = db.prepare(begin)
    const ending = db.prepare(end)
    return (work) => {
      beginning.run()
      try {
        const made = work()
        ending.run()
        return made
      } catch (error) {
        if (db.isTransaction) db.exec('ROLLBACK')
        throw error
      }
    }
  }
  // Who only looked has nothing to commit.
  return { write: inTransaction('BEGIN IMMEDIATE', 'COMMIT'), read: inTransaction('BEGIN', 'ROLLBACK') }
}
