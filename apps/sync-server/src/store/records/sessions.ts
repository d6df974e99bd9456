import type { Rows, SessionVia } from '../tables.ts'

export interface SessionRow {
  readonly hash: string
  readonly person: string
  readonly createdAt: number
  readonly seenAt: number
  readonly endsAt: number
  readonly via: SessionVia
  readonly device: string
}

export async function addSession(db: Rows, session: SessionRow): Promise<void> {
  await db.insertInto('sessions').values(session).execute()
}

/** The session while it lasts: not past its end, and used within `idle` milliseconds. */
export async function liveSession(db: Rows, hash: string, now: number, idle: number): Promise<SessionRow | null> {
  const row = await db
    .selectFrom('sessions')
    .selectAll()
    .where('hash', '=', hash)
    .where('endsAt', '>', now)
    .where('seenAt', '>', now - idle)
    .executeTakeFirst()
  return row ?? null
}

export async function touchSession(db: Rows, hash: string, now: number): Promise<void> {
  await db.updateTable('sessions').set({ seenAt: now }).where('hash', '=', hash).execute()
}

export async function endSession(db: Rows, hash: string): Promise<void> {
  await db.deleteFrom('sessions').where('hash', '=', hash).execute()
}

/** Whose a session was begun for, live or not; null for none. */
export async function holderOfSession(db: Rows, hash: string): Promise<string | null> {
  const row = await db.selectFrom('sessions').select('person').where('hash', '=', hash).executeTakeFirst()
  return row?.person ?? null
}

/** Forgets sessions that are over. */
export async function sweepSessions(db: Rows, now: number, idle: number): Promise<void> {
  await db
    .deleteFrom('sessions')
    .where((either) => either.or([either('endsAt', '<=', now), either('seenAt', '<=', now - idle)]))
    .execute()
}

/** Signs a person out everywhere, or everywhere but in one session; answers the hashes of what ended. */
export async function endSessionsOf(db: Rows, person: string, kept?: string): Promise<string[]> {
  let ending = db.deleteFrom('sessions').where('person', '=', person)
  if (kept !== undefined) ending = ending.where('hash', '!=', kept)
  return (await ending.returning('hash').execute()).map(({ hash }) => hash)
}

/** A person's live sessions, the last used first. */
export async function sessionsOf(db: Rows, person: string, now: number, idle: number): Promise<SessionRow[]> {
  return db
    .selectFrom('sessions')
    .selectAll()
    .where('person', '=', person)
    .where('endsAt', '>', now)
    .where('seenAt', '>', now - idle)
    .orderBy('seenAt', 'desc')
    .execute()
}
