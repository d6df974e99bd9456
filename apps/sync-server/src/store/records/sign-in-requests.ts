import type { Rows, Tables } from '../tables.ts'

export type NewSignInRequest = Omit<Tables['signInRequests'], 'tries' | 'usedAt' | 'usedBy'>

/** What became of proving a mailbox. */
export type Proof =
  | { readonly outcome: 'proved'; readonly mail: string; readonly returnTo: string; readonly invitation: string | null }
  /** The link was opened in another browser than the one that asked: the code must be typed too. */
  | { readonly outcome: 'codeNeeded'; readonly mail: string }
  | { readonly outcome: 'wrongCode'; readonly left: number }
  | { readonly outcome: 'tooManyTries' | 'over' | 'used' }

/** Wrong codes after which a request is dead. */
const MOST_TRIES = 5
/** A second press in the browser of the first gives the same result for so many milliseconds. */
const DOUBLE_PRESS = 60_000
const HOUR = 3_600_000

/** How many mails to one mailbox may be asked for within an hour. */
export interface AskLimits {
  /** By one browser in which the mailbox was proved before. */
  readonly byKnownDevice: number
  /** By all others together, and by those of one network. */
  readonly byOthers: number
  readonly byNetwork: number
}

/**
 * Notes a request and ends the mailbox's earlier ones; false when there were too many. What strangers ask for counts
 * against nobody who has proved the mailbox.
 */
export async function addSignInRequest(db: Rows, request: NewSignInRequest, limits: AskLimits): Promise<boolean> {
  const { mailbox, askedAt, knownDevice, network } = request
  await db
    .deleteFrom('signInRequests')
    .where('askedAt', '<=', askedAt - HOUR)
    .execute()
  const earlier = await db
    .selectFrom('signInRequests')
    .select(['knownDevice', 'network'])
    .where('mailbox', '=', mailbox)
    .execute()
  const byKind = earlier.filter((each) => each.knownDevice === knownDevice)
  const isTooMuch =
    knownDevice === null
      ? byKind.length >= limits.byOthers || byKind.filter((each) => each.network === network).length >= limits.byNetwork
      : byKind.length >= limits.byKnownDevice
  if (isTooMuch) return false
  await db
    .updateTable('signInRequests')
    .set({ endsAt: askedAt })
    .where('mailbox', '=', mailbox)
    .where('endsAt', '>', askedAt)
    .execute()
  await db.insertInto('signInRequests').values(request).execute()
  return true
}

/** The address a browser asked for, while its request lasts; null otherwise. */
export async function askedBy(db: Rows, browserHash: string, now: number): Promise<string | null> {
  const row = await db
    .selectFrom('signInRequests')
    .select('mail')
    .where('browserHash', '=', browserHash)
    .where('endsAt', '>', now)
    .orderBy('askedAt', 'desc')
    .executeTakeFirst()
  return row?.mail ?? null
}

/** Proves a mailbox by the code of its last mail, typed in any browser. */
export async function useCode(
  db: Rows,
  mailbox: string,
  codeHash: string,
  browserHash: string,
  now: number,
): Promise<Proof> {
  const row = await db
    .selectFrom('signInRequests')
    .selectAll()
    .where('mailbox', '=', mailbox)
    .orderBy('askedAt', 'desc')
    .executeTakeFirst()
  return prove(db, row, { codeHash, browserHash, now })
}

/** Proves a mailbox by the link of a mail: alone in the browser that asked, with the code in any other. */
export async function useLink(
  db: Rows,
  linkHash: string,
  codeHash: string | null,
  browserHash: string,
  now: number,
): Promise<Proof> {
  const row = await db.selectFrom('signInRequests').selectAll().where('linkHash', '=', linkHash).executeTakeFirst()
  const isSameBrowser = row?.browserHash === browserHash
  return prove(db, row, { codeHash: isSameBrowser ? null : codeHash, browserHash, now, isSameBrowser })
}

interface Attempt {
  readonly codeHash: string | null
  readonly browserHash: string
  readonly now: number
  /** The link itself is proof, because this browser asked for it. */
  readonly isSameBrowser?: boolean
}

async function prove(
  db: Rows,
  row: (Omit<Tables['signInRequests'], 'tries'> & { tries: number }) | undefined,
  { codeHash, browserHash, now, isSameBrowser = false }: Attempt,
): Promise<Proof> {
  if (!row) return { outcome: 'over' }
  const { id, mail, returnTo, invitation } = row
  if (row.tries >= MOST_TRIES) return { outcome: 'tooManyTries' }
  if (row.usedAt !== null) {
    const isDoublePress = row.usedBy === browserHash && now - row.usedAt < DOUBLE_PRESS
    return isDoublePress && (isSameBrowser || codeHash === row.codeHash)
      ? { outcome: 'proved', mail, returnTo, invitation }
      : { outcome: 'used' }
  }
  if (row.endsAt <= now) return { outcome: 'over' }
  if (!isSameBrowser) {
    if (codeHash === null) return { outcome: 'codeNeeded', mail }
    if (codeHash !== row.codeHash) {
      const tries = row.tries + 1
      await db.updateTable('signInRequests').set({ tries }).where('id', '=', id).execute()
      return tries >= MOST_TRIES ? { outcome: 'tooManyTries' } : { outcome: 'wrongCode', left: MOST_TRIES - tries }
    }
  }
  await db.updateTable('signInRequests').set({ usedAt: now, usedBy: browserHash }).where('id', '=', id).execute()
  return { outcome: 'proved', mail, returnTo, invitation }
}
