import type { AuditEntry, Side } from '@concord/schema'
import Papa from 'papaparse'
import { words } from '../words.ts'

const say = words.audit

/** How a cell begins that a spreadsheet computes. Papa's own pattern misses one that goes on in a second line. */
const FORMULA = /^[=+\-@\t\r\n]/

/** The log as a file for a spreadsheet; a cell that a spreadsheet would compute is quoted. */
export function auditCsv(entries: readonly AuditEntry[], companies: Readonly<Record<Side, string>>): string {
  const rows = entries.map(({ at, act, via, by, from, subject }) => [
    new Date(at).toISOString(),
    say.acts[act],
    by?.side ? companies[by.side] : '',
    by?.name ?? '',
    by?.role ?? '',
    say.vias[via],
    subject.who ?? '',
    subject.role ?? '',
    subject.until === undefined ? '' : new Date(subject.until).toISOString().slice(0, 10),
    from?.device ?? '',
    from?.address ?? '',
  ])
  return Papa.unparse({ fields: [...say.columns], data: rows }, { escapeFormulae: FORMULA })
}
