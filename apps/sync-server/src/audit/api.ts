import {
  type AuditEntry,
  type AuditRequest,
  type AuditResponse,
  auditRequest,
  canOnSide,
  type Member,
  type Side,
} from '@concord/schema'
import { type Context, Hono } from 'hono'
import type { AppParts } from '../app.ts'
import { type Api, membersOf } from '../http/member-for.ts'
import { Refusal } from '../http/refusal.ts'
import type { AuditRow } from '../store/records/audit.ts'
import { auditCsv } from './csv.ts'

/** Entries of one answer. */
const PAGE = 100
/** Entries of one file. */
const FILE = 20_000

/** The audit log of a plan under `/api/plans/:plan`: for owners, each of whom sees his own side by name. */
export function auditRoutes(parts: AppParts): Hono<Api> {
  const { store, clock } = parts
  const { records } = store
  const memberFor = membersOf(parts)
  const app = new Hono<Api>()

  app.get('/audit', async (c) => {
    const { plan, member, query } = await asked(c)
    const rows = await records.auditOf(plan, lookedFor(query), PAGE + 1)
    const entries = rows.slice(0, PAGE).map((row) => toldTo(member.side, row))
    return c.json<AuditResponse>({ entries, earlier: rows.length > PAGE ? entries.at(-1)!.id : null })
  })

  app.get('/audit.csv', async (c) => {
    const { plan, member, query } = await asked(c)
    const row = await records.planById(plan)
    if (!row) throw new Refusal('notFound')
    const rows = await records.auditOf(plan, lookedFor(query), FILE)
    const file = auditCsv(
      rows.map((each) => toldTo(member.side, each)),
      { vendor: row.companies.vendor.name, partner: row.companies.partner.name },
    )
    c.header('content-disposition', 'attachment; filename="concord-audit.csv"')
    c.header('content-type', 'text/csv; charset=utf-8')
    return c.body(file)
  })

  async function asked(c: Context<Api>): Promise<{ plan: string; member: Member; query: AuditRequest }> {
    const { plan, member } = await memberFor(c, 'readPlan')
    if (!canOnSide(member, 'manageSide', member.side, clock.now())) throw new Refusal('notAllowed')
    const read = auditRequest.safeParse(c.req.query())
    if (!read.success) throw new Refusal('badRequest')
    return { plan, member, query: read.data }
  }

  return app
}

const lookedFor = ({ act, side, before }: AuditRequest) => ({
  act,
  side,
  before: before === undefined ? undefined : Number(before),
})

/** An entry as an owner of this side may know it: people of the other side are their side and role. */
export function toldTo(
  reader: Side,
  { id, at, act, via, side, role, name, member, device, address, subject }: AuditRow,
): AuditEntry {
  const isOurs = side === reader
  const isAboutUs = subject.side === undefined || subject.side === reader
  return {
    id,
    at,
    act,
    via,
    by: member === null && side === null ? null : { side, role, name: isOurs ? name : null },
    from: isOurs ? { device, address } : null,
    // Whoever invited somebody of the other side knows the address anyway.
    subject: isAboutUs || isOurs ? subject : { ...subject, who: null },
  }
}
