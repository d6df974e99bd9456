import type { Rows, Tables } from '../tables.ts'

export type NewSignInRequest = Omit<Tables['signInRequests'], 'tries' | 'usedAt' | 'usedBy'>

/** What became of proving a mailbox. */
export type Proof =
  | { readonly outcome: 'proved'; readonly mail: string; readonly returnTo: string; readonly invitation: string | null }
  /** The link was opened in another browser than the one that asked: the code must be typed too. */
  | { readonly outcome: 'codeNeeded'; readonly mail: string }
  | { readonly outcome: 'wrongCode'; readonly left: number }
  | {
      readonly outcome: 'tooManyTries' | 'over' | 'used'
      /** What this very browser had asked for, so that it can ask anew; null for any other. */
      readonly asked: Asked | null
    }

/** What a browser asked for. */
export type Asked = Pick<NewSignInRequest, 'mail' | 'returnTo' | 'invitation'>

/** Wrong codes after which a request is dead. */
const MOST_TRIES = 5
/** A second press in the browser of the first gives the same result for so many milliseconds. */
const DOUBLE_PRESS = 60_000
const HOUR = 3_600_000

/** What became of asking for a mail. */
export type Asking = 'asked' | 'askedJustNow' | 'tooMany'

/** The same asked again in one browser so soon is a double press, in milliseconds. */
const ASKED_TWICE = 5_000

/** How many mails to one mailbox may be asked for within an hour. */
export interface AskLimits {
  /** By one browser in which the mailbox was proved before. */
  readonly byKnownDevice: number
  /** By all others together, and by those of one network. */
  readonly byOthers: number
  readonly byNetwork: number
}

/**
 * Notes a request and ends the mailbox's earlier ones, unless there were too many. A double press asks once. What strangers ask for counts
 * against nobody who has proved the mailbox.
 */
export async function addSignInRequest(db: Rows, request: NewSignInRequest, limits: AskLimits): Promise<Asking> {
  const { mailbox, askedAt, knownDevice, network } = request
  await db
    .deleteFrom('signInRequests')
    .where('askedAt', '<=', askedAt - HOUR)
    .execute()
  const earlier = await db
    .selectFrom('signInRequests')
    .select(['knownDevice', 'network', 'askedAt', 'usedAt', 'browserHash', 'mail', 'returnTo', 'invitation'])
    .where('mailbox', '=', mailbox)
    .orderBy('askedAt', 'desc')
    .execute()
  const [last] = earlier
  if (last && last.usedAt === null && askedAt - last.askedAt < ASKED_TWICE && isSameWish(last, request))
    return 'askedJustNow'
  const byKind = earlier.filter((each) => each.knownDevice === knownDevice)
  const isTooMuch =
    knownDevice === null
      ? byKind.length >= limits.byOthers || byKind.filter((each) => each.network === network).length >= limits.byNetwork
      : byKind.length >= limits.byKnownDevice
  if (isTooMuch) return 'tooMany'
  await db
    .updateTable('signInRequests')
    .set({ endsAt: askedAt })
    .where('mailbox', '=', mailbox)
    .where('endsAt', '>', askedAt)
    .execute()
  await db.insertInto('signInRequests').values(request).execute()
  return 'asked'
}

const isSameWish = (one: Asked & { browserHash: string }, other: NewSignInRequest): boolean =>
  (['browserHash', 'mail', 'returnTo', 'invitation'] as const).every((part) => one[part] === other[part])

/** What a browser asked for, while its request lasts; null otherwise. */
export async function askedBy(db: Rows, browserHash: string, now: number): Promise<Asked | null> {
  const row = await db
    .selectFrom('signInRequests')
    .select(['mail', 'returnTo', 'invitation'])
    .where('browserHash', '=', browserHash)
    .where('endsAt', '>', now)
    .orderBy('askedAt', 'desc')
    .executeTakeFirst()
  return row ?? null
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
  if (!row) return { outcome: 'over', asked: null }
  const { id, mail, returnTo, invitation } = row
  const asked = row.browserHash === browserHash ? { mail, returnTo, invitation } : null
  if (row.tries >= MOST_TRIES) return { outcome: 'tooManyTries', asked }
  if (row.usedAt !== null) {
    const isDoublePress = row.usedBy === browserHash && now - row.usedAt < DOUBLE_PRESS
    return isDoublePress && (isSameBrowser || codeHash === row.codeHash)
      ? { outcome: 'proved', mail, returnTo, invitation }
      : { outcome: 'used', asked }
  }
  if (row.endsAt <= now) return { outcome: 'over', asked }
  if (!isSameBrowser) {
    if (codeHash === null) return { outcome: 'codeNeeded', mail }
    if (codeHash !== row.codeHash) {
      const tries = row.tries + 1
      await db.updateTable('signInRequests').set({ tries }).where('id', '=', id).execute()
      return tries >= MOST_TRIES
        ? { outcome: 'tooManyTries', asked }
        : { outcome: 'wrongCode', left: MOST_TRIES - tries }
    }
  }
  await db.updateTable('signInRequests').set({ usedAt: now, usedBy: browserHash }).where('id', '=', id).execute()
  return { outcome: 'proved', mail, returnTo, invitation }
}
