import { isKnown } from '../../block/derived.ts'
import { rowPath } from '../../block/path.ts'
import type { Problem } from '../../block/problem.ts'
import { formatNumber } from '../../plan/number.ts'
import { blocksOf, type Plan } from '../../plan/plan.ts'
import { type Calendar, cellsOf } from './calendar.ts'
import type { KpiRowDerived } from './derive.ts'
import { total } from './figure.ts'
import type { KpiTable } from './shape.ts'
import { kpiWords } from './words.ts'

/** Rules that look beyond one row: words where a number belongs, and the campaigns a row counts. */
export function tableProblems(
  block: KpiTable,
  derived: readonly KpiRowDerived[],
  plan: Plan,
  calendar: Calendar,
): Problem[] {
  return [...wordsForNumbers(block, plan), ...leadProblems(block, derived, plan, calendar)]
}

const NUMBER_FIELD = /^rows\/[^/]+\/(target|baseline|(checkpoints|actuals|numerators|denominators)\/[^/]+)$/

function wordsForNumbers(block: KpiTable, plan: Plan): Problem[] {
  return plan.content.problems
    .filter(
      ({ code, field, raw, ...at }) =>
        at.block === block.id && code === 'notValid' && typeof raw === 'string' && NUMBER_FIELD.test(field ?? ''),
    )
    .map(({ field, raw }) => ({ code: 'kpi.digits', severity: 'error', message: kpiWords.digits, field, raw }))
}

/** A row that names the campaigns as its source should say what they say. */
function leadProblems(block: KpiTable, derived: readonly KpiRowDerived[], plan: Plan, calendar: Calendar): Problem[] {
  const campaigns = blocksOf(plan.content, 'campaign')
  if (campaigns.length === 0) return []
  const cells = campaigns.flatMap(({ actualLeads }) => cellsOf(actualLeads, calendar))
  const leads = total(cells.filter(({ phase }) => phase !== 'future').map(({ value }) => value))
  return block.rows.flatMap((row, index): Problem[] => {
    const actual = derived[index]?.actualToDate
    const counts = row.mode === 'flow' && row.unit === 'count' && /\bcampaigns?\b/i.test(row.dataSource)
    if (!counts || !actual || !isKnown(actual) || actual.value === leads) return []
    const message = kpiWords.campaignLeads(formatNumber(leads), formatNumber(actual.value, 1))
    return [{ code: 'kpi.campaignLeads', severity: 'hint', message, field: rowPath('rows', row.id, 'dataSource') }]
  })
}
