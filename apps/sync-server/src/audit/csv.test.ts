import type { AuditEntry } from '@concord/schema'
import Papa from 'papaparse'
import { expect, test } from 'vitest'
import { auditCsv } from './csv.ts'

const companies = { vendor: 'Halvern Analytics', partner: 'Dunmarsh Systems' }
const about = (who: string): AuditEntry => ({
  id: 1,
  at: 0,
  act: 'memberInvited',
  via: 'session',
  by: { side: 'vendor', role: 'owner', name: who },
  from: { device: who, address: who },
  subject: { who },
})

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '\nx', '=1\n+1', '-1\r\n+1'])(
  'AU3 a cell that begins like %j is text in a spreadsheet',
  (typed) => {
    const [, row] = Papa.parse<string[]>(auditCsv([about(typed)], companies)).data
    expect(row!.filter((cell) => cell.endsWith(typed))).toEqual([`'${typed}`, `'${typed}`, `'${typed}`, `'${typed}`])
  },
)

test('AU3 a company that is named like a formula is text too', () => {
  const [, row] = Papa.parse<string[]>(auditCsv([about('Ana')], { ...companies, vendor: '=HYPERLINK(1)' })).data
  expect(row).toContain("'=HYPERLINK(1)")
})
