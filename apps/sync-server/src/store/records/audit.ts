import type { Actor, AuditAct, AuditSubject, AuditVia, Side } from '@concord/schema'
import type { Rows, Tables } from '../tables.ts'

/** Where a request came from: browser and system in words, and the network address. */
export interface Origin {
  readonly device: string
  readonly address: string
}

/** Who does something, how he came in and from where; `actor` is null for Concord itself and its operator. */
export interface AuditedBy extends Origin {
  /** Milliseconds since 1970. */
  readonly at: number
  readonly via: AuditVia
  readonly actor: Pick<Actor, 'id' | 'name' | 'side' | 'role'> | null
}

/** One line of the log as kept. */
export interface AuditRow extends Omit<Tables['audit'], 'id' | 'subject'> {
  readonly id: number
  readonly subject: AuditSubject
}

/**
 * Notes an act in the audit log. Call it inside the act on the rows, so that both are in one transaction: what was
 * done is in the log, and what is in the log was done.
 */
export async function noteAudit(
  db: Rows,
  { at, via, actor, device, address }: AuditedBy,
  plan: string,
  act: AuditAct,
  subject: AuditSubject = {},
): Promise<void> {
  await db
    .insertInto('audit')
    .values({
      at,
      plan,
      act,
      via,
      member: actor?.id ?? null,
      name: actor?.name ?? null,
      side: actor?.side ?? null,
      role: actor?.role ?? null,
      device,
      address,
      subject: JSON.stringify(subject),
    })
    .execute()
}

/** What is looked for in the log of a plan. */
export interface AuditQuery {
  readonly act?: AuditAct | undefined
  readonly side?: Side | undefined
  /** Only entries with a lower id. */
  readonly before?: number | undefined
}

/** The newest entries of a plan that fit, at most so many. There is no way to ask for one person. */
export async function auditOf(db: Rows, plan: string, query: AuditQuery, most: number): Promise<AuditRow[]> {
  let select = db.selectFrom('audit').selectAll().where('plan', '=', plan)
  if (query.act) select = select.where('act', '=', query.act)
  if (query.side) select = select.where('side', '=', query.side)
  if (query.before !== undefined) select = select.where('id', '<', query.before)
  const rows = await select.orderBy('id', 'desc').limit(most).execute()
  return rows.map((row) => ({ ...row, subject: JSON.parse(row.subject) as AuditSubject }))
}

/** Forgets entries from before a moment. */
export async function sweepAudit(db: Rows, before: number): Promise<void> {
  await db.deleteFrom('audit').where('at', '<', before).execute()
}
