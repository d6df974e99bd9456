import type { LinkRole, LinkVisitor } from '@concord/schema'
import { words } from '../../words.ts'
import type { Rows, Tables } from '../tables.ts'
import { type AuditedBy, noteAudit, type Origin } from './audit.ts'

/** A share link as kept; `domains` read. */
export interface ShareLinkRow extends Omit<Tables['shareLinks'], 'domains' | 'uses'> {
  readonly domains: readonly string[]
  readonly uses: number
}

export type NewShareLink = Omit<ShareLinkRow, 'endedAt' | 'usedAt' | 'uses'>

/** A live link session in the plan it is for. */
export interface LinkAdmission {
  readonly link: string
  readonly seenAt: number
  readonly visitor: LinkVisitor
  /** Highest schema version that wrote to the plan. */
  readonly schemaVersion: number
}

const live = (db: Rows, now: number) =>
  db
    .selectFrom('shareLinks')
    .selectAll()
    .where('shareLinks.plan', 'in', db.selectFrom('plans').select('id').where('deletedAt', 'is', null))
    .where('endedAt', 'is', null)
    .where('endsAt', '>', now)

type Selected = Awaited<ReturnType<ReturnType<typeof live>['executeTakeFirstOrThrow']>>
const linkOfRow = (row: Selected): ShareLinkRow => ({ ...row, domains: JSON.parse(row.domains) as string[] })

/** Notes a link that was made. */
export async function addShareLink(db: Rows, link: NewShareLink, by: AuditedBy): Promise<void> {
  await db
    .insertInto('shareLinks')
    .values({ ...link, domains: JSON.stringify(link.domains), endedAt: null, usedAt: null })
    .execute()
  await noteAudit(db, by, link.plan, 'linkMade', subjectOf(link))
}

/** The link behind a token while it opens something; null for any other. */
export async function shareLinkByToken(db: Rows, tokenHash: string, now: number): Promise<ShareLinkRow | null> {
  const row = await live(db, now).where('tokenHash', '=', tokenHash).executeTakeFirst()
  return row ? linkOfRow(row) : null
}

/** The links that open a plan now, newest first. */
export async function shareLinksOf(db: Rows, plan: string, now: number): Promise<ShareLinkRow[]> {
  const rows = await live(db, now).where('plan', '=', plan).orderBy('at', 'desc').orderBy('id').execute()
  return rows.map(linkOfRow)
}

/** Ends a link for good: whoever came through it is out. */
export async function endShareLink(db: Rows, id: string, by: AuditedBy): Promise<void> {
  const ended = await db
    .updateTable('shareLinks')
    .set({ endedAt: by.at })
    .where('id', '=', id)
    .where('endedAt', 'is', null)
    .returningAll()
    .executeTakeFirst()
  if (ended) await noteAudit(db, by, ended.plan, 'linkEnded', subjectOf(ended))
}

const subjectOf = ({ side, role, endsAt }: Pick<NewShareLink, 'side' | 'role' | 'endsAt'>) => ({
  side,
  role,
  until: endsAt,
})

/** Begins a session of somebody who opened a link, and notes that it was opened. */
export async function addLinkSession(db: Rows, session: Tables['linkSessions'], origin: Origin): Promise<void> {
  await db.insertInto('linkSessions').values(session).execute()
  const link = await db
    .updateTable('shareLinks')
    .set((row) => ({ usedAt: session.createdAt, uses: row('uses', '+', 1) }))
    .where('id', '=', session.link)
    .returningAll()
    .executeTakeFirstOrThrow()
  const by: AuditedBy = { at: session.createdAt, via: 'link', actor: null, ...origin }
  await noteAudit(db, by, link.plan, 'linkOpened', subjectOf(link))
}

/** What a link session lets into a plan; null when it is over, its link is, or it is for another plan. */
export async function linkAdmission(
  db: Rows,
  hash: string,
  plan: string,
  now: number,
  idle: number,
): Promise<LinkAdmission | null> {
  const row = await db
    .selectFrom('linkSessions')
    .innerJoin('shareLinks', 'shareLinks.id', 'linkSessions.link')
    .innerJoin('plans', 'plans.id', 'shareLinks.plan')
    .leftJoin('people', 'people.id', 'linkSessions.person')
    .select(['linkSessions.link', 'linkSessions.seenAt', 'shareLinks.role', 'plans.schemaVersion', 'people.name'])
    .where('plans.deletedAt', 'is', null)
    .where('linkSessions.hash', '=', hash)
    .where('shareLinks.plan', '=', plan)
    .where('shareLinks.endedAt', 'is', null)
    .where('shareLinks.endsAt', '>', now)
    .where('linkSessions.endsAt', '>', now)
    .where('linkSessions.seenAt', '>', now - idle)
    .executeTakeFirst()
  if (!row) return null
  const { link, seenAt, role, schemaVersion, name } = row
  // One browser is one reader: the start of the hash tells two of them apart and opens nothing.
  const visitor: LinkVisitor = {
    id: `link-${hash.slice(0, 12)}`,
    name: name ?? words.link.visitor,
    side: null,
    role: role as LinkRole,
  }
  return { link, seenAt, visitor, schemaVersion }
}

export async function touchLinkSession(db: Rows, hash: string, now: number): Promise<void> {
  await db.updateTable('linkSessions').set({ seenAt: now }).where('hash', '=', hash).execute()
}

export async function endLinkSessions(db: Rows, hashes: readonly string[]): Promise<void> {
  if (hashes.length > 0) await db.deleteFrom('linkSessions').where('hash', 'in', hashes).execute()
}

/** Ends what a person opened through links, on all devices but `kept`; answers the hashes of what ended. */
export async function endLinkSessionsOf(db: Rows, person: string, kept: readonly string[] = []): Promise<string[]> {
  const ended = await db
    .deleteFrom('linkSessions')
    .where('person', '=', person)
    .where('hash', 'not in', listed(kept))
    .returning('hash')
    .execute()
  return ended.map(({ hash }) => hash)
}

/** A list that SQL takes: not every engine knows an empty one, and no hash is empty. */
const listed = (hashes: readonly string[]) => [...hashes, '']

/** What somebody opened through a link and may still look at. */
export interface OpenedLink {
  readonly hash: string
  readonly seenAt: number
  readonly device: string
  readonly role: LinkRole
  /** Names of the plan's companies. */
  readonly vendor: string
  readonly partner: string
}

/** What a person opened through links on any device, and what one browser did; the last used first. */
export async function openedLinksOf(
  db: Rows,
  person: string,
  carried: readonly string[],
  now: number,
  idle: number,
): Promise<OpenedLink[]> {
  const rows = await db
    .selectFrom('linkSessions')
    .innerJoin('shareLinks', 'shareLinks.id', 'linkSessions.link')
    .innerJoin('plans', 'plans.id', 'shareLinks.plan')
    .innerJoin('companies as vendors', 'vendors.id', 'plans.vendor')
    .innerJoin('companies as partners', 'partners.id', 'plans.partner')
    .select(['linkSessions.hash', 'linkSessions.seenAt', 'linkSessions.device', 'shareLinks.role'])
    .select(['vendors.name as vendor', 'partners.name as partner'])
    .where((each) =>
      each.or([each('linkSessions.person', '=', person), each('linkSessions.hash', 'in', listed(carried))]),
    )
    .where('plans.deletedAt', 'is', null)
    .where('shareLinks.endedAt', 'is', null)
    .where('shareLinks.endsAt', '>', now)
    .where('linkSessions.endsAt', '>', now)
    .where('linkSessions.seenAt', '>', now - idle)
    .orderBy('linkSessions.seenAt', 'desc')
    .execute()
  return rows
}

/** Forgets link sessions that are over. */
export async function sweepLinkSessions(db: Rows, now: number, idle: number): Promise<void> {
  await db
    .deleteFrom('linkSessions')
    .where((either) => either.or([either('endsAt', '<=', now), either('seenAt', '<=', now - idle)]))
    .execute()
}

/** Whether links to a plan show its title, companies and status counts elsewhere. */
export async function isPreviewed(db: Rows, plan: string): Promise<boolean> {
  const row = await db
    .selectFrom('plans')
    .select('isPreviewed')
    .where('id', '=', plan)
    .where('deletedAt', 'is', null)
    .executeTakeFirst()
  return row?.isPreviewed === 1
}

export async function setPreviewed(db: Rows, plan: string, isOn: boolean, by: AuditedBy): Promise<void> {
  await db
    .updateTable('plans')
    .set({ isPreviewed: isOn ? 1 : 0 })
    .where('id', '=', plan)
    .execute()
  await noteAudit(db, by, plan, isOn ? 'previewShown' : 'previewHidden')
}
