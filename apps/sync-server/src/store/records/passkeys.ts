import type { Rows, Tables } from '../tables.ts'

/** A passkey as kept; `transports` read. */
export interface PasskeyRow extends Omit<Tables['passkeys'], 'transports'> {
  readonly transports: readonly string[]
}

const passkeyOfRow = (row: Tables['passkeys']): PasskeyRow => ({
  ...row,
  transports: JSON.parse(row.transports) as string[],
})

/** Keeps a new passkey; false when it is somebody's already, or when the person has as many as one may. */
export async function addPasskey(db: Rows, passkey: Omit<PasskeyRow, 'usedAt'>, most: number): Promise<boolean> {
  if ((await passkeysOf(db, passkey.person)).length >= most) return false
  const added = await db
    .insertInto('passkeys')
    .values({ ...passkey, transports: JSON.stringify(passkey.transports), usedAt: null })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return added.numInsertedOrUpdatedRows === 1n
}

export async function passkeyById(db: Rows, id: string): Promise<PasskeyRow | null> {
  const row = await db.selectFrom('passkeys').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? passkeyOfRow(row) : null
}

/** A person's passkeys, the first added first. */
export async function passkeysOf(db: Rows, person: string): Promise<PasskeyRow[]> {
  const rows = await db
    .selectFrom('passkeys')
    .selectAll()
    .where('person', '=', person)
    .orderBy('addedAt')
    .orderBy('id')
    .execute()
  return rows.map(passkeyOfRow)
}

/** Notes a use; false when the counter has moved since it was read: somebody else used the same passkey. */
export async function usePasskey(
  db: Rows,
  id: string,
  { from, to }: { from: number; to: number },
  now: number,
): Promise<boolean> {
  const used = await db
    .updateTable('passkeys')
    .set({ counter: to, usedAt: now })
    .where('id', '=', id)
    .where('counter', '=', from)
    .executeTakeFirst()
  return used.numUpdatedRows === 1n
}

/** Removes one of a person's own passkeys. */
export async function removePasskey(db: Rows, person: string, id: string): Promise<void> {
  await db.deleteFrom('passkeys').where('person', '=', person).where('id', '=', id).execute()
}
