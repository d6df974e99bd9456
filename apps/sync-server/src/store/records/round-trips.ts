import type { Rows, Tables } from '../tables.ts'

/** Notes what a browser is sent away with, and forgets what never came back. */
export async function addRoundTrip(db: Rows, trip: Tables['roundTrips'], now: number): Promise<void> {
  await db.deleteFrom('roundTrips').where('endsAt', '<=', now).execute()
  await db.insertInto('roundTrips').values(trip).execute()
}

/** What was kept under a key, given out once, to the browser it was kept for; null for anything else. */
export async function takeRoundTrip(
  db: Rows,
  { keyHash, purpose, browserHash }: Pick<Tables['roundTrips'], 'keyHash' | 'purpose' | 'browserHash'>,
  now: number,
): Promise<string | null> {
  const taken = await db
    .deleteFrom('roundTrips')
    .where('keyHash', '=', keyHash)
    .where('purpose', '=', purpose)
    .where('browserHash', '=', browserHash)
    .where('endsAt', '>', now)
    .returning('kept')
    .executeTakeFirst()
  return taken?.kept ?? null
}
