import { type AuditRequest, type AuditResponse, auditRequest, canOnSide, type Member } from '@concord/schema'
import { type Context, Hono } from 'hono'
import type { AppParts } from '../app.ts'
import { type Api, membersOf } from '../http/member-for.ts'
import { Refusal } from '../http/refusal.ts'
import { auditCsv } from './csv.ts'
import { auditFor, lookedFor, toldTo } from './told.ts'

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
    return c.json<AuditResponse>(await auditFor(records, plan, member.side, query))
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
