import type { AuditEntry, AuditRequest, AuditResponse, Side } from '@concord/schema'
import type { AuditQuery, AuditRow } from '../store/records/audit.ts'
import type { Records } from '../store/records/records.ts'

/** Entries of one answer. */
const PAGE = 100

/** The newest entries that fit, as an owner of this side may know them. */
export async function auditFor(
  records: Pick<Records, 'auditOf'>,
  plan: string,
  reader: Side,
  query: AuditRequest,
): Promise<AuditResponse> {
  const rows = await records.auditOf(plan, lookedFor(query), PAGE + 1)
  const entries = rows.slice(0, PAGE).map((row) => toldTo(reader, row))
  return { entries, earlier: rows.length > PAGE ? entries.at(-1)!.id : null }
}

export const lookedFor = ({ act, side, before }: AuditRequest): AuditQuery => ({
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
