import type { Rows, Tables } from '../tables.ts'

/** One mail as kept. */
export type MailRow = Omit<Tables['mails'], 'tries'> & { readonly tries: number }

export async function addMail(db: Rows, mail: Omit<MailRow, 'tries' | 'failure'>): Promise<void> {
  await db
    .insertInto('mails')
    .values({ ...mail, failure: null })
    .execute()
}

/** Mails whose turn it is, oldest first. */
export async function mailsDue(db: Rows, now: number, most: number): Promise<MailRow[]> {
  return db
    .selectFrom('mails')
    .selectAll()
    .where('state', '=', 'waiting')
    .where('nextAt', '<=', now)
    .orderBy('at')
    .limit(most)
    .execute()
}

/** When the next waiting mail is due; null when none waits. */
export async function nextMailAt(db: Rows): Promise<number | null> {
  const row = await db
    .selectFrom('mails')
    .select((each) => each.fn.min('nextAt').as('at'))
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  return row?.at ?? null
}

/** A mail that was handed over keeps no words: they may hold a code. */
export async function mailSent(db: Rows, id: string): Promise<void> {
  await db.updateTable('mails').set({ state: 'sent', text: '', html: '', failure: null }).where('id', '=', id).execute()
}

/** Notes a failed try; `nextAt` null gives up. */
export async function mailFailed(db: Rows, id: string, failure: string, nextAt: number | null): Promise<void> {
  await db
    .updateTable('mails')
    .set((row) => ({
      failure,
      tries: row('tries', '+', 1),
      state: nextAt === null ? ('failed' as const) : ('waiting' as const),
      ...(nextAt !== null && { nextAt }),
    }))
    .where('id', '=', id)
    .execute()
}

/** The mails of the outbox, newest first. */
export async function outboxMails(db: Rows, most: number): Promise<MailRow[]> {
  return db.selectFrom('mails').selectAll().orderBy('at', 'desc').orderBy('id').limit(most).execute()
}

export async function mailById(db: Rows, id: string): Promise<MailRow | null> {
  return (await db.selectFrom('mails').selectAll().where('id', '=', id).executeTakeFirst()) ?? null
}

/** Forgets mails older than `before`. */
export async function sweepMails(db: Rows, before: number): Promise<void> {
  await db.deleteFrom('mails').where('at', '<', before).execute()
}
