import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../json.ts'
import type { Day } from '../../plan/day.ts'
import { roundHalfAway } from '../../plan/number.ts'
import { aPlan, blockIn } from '../../testing/a-plan.ts'
import { anyBlock, notNumbers, rngOf } from '../../testing/hostile.ts'
import { goals, k, measures, quarters, withRow } from '../../testing/measures.ts'
import { deriveKpiRow, deriveKpiTable, type KpiRowDerived } from './derive.ts'
import { renderKpiTable } from './render.ts'
import { withCell } from './row.ts'
import { sampleKpiTable } from './sample.ts'
import { kpiTableShape } from './shape.ts'

const DEMO_DAY: Day = '2026-11-23'
/** A review frozen at the end of 30 September computes with the next day. */
const END_OF_Q3: Day = '2026-10-01'

const demo = (table = measures) => aPlan({ ...goals, measures: table })

function derived(asOf: Day, table = measures) {
  const plan = demo(table)
  const rows = deriveKpiTable(blockIn(plan, 'measures', 'kpiTable'), plan, asOf).rows
  return (row: string) => rows.find((one) => one.row === row)!
}

/** A derived figure as people see it: rounded, or the reason why there is none. */
function shown(figure: KpiRowDerived['paceForecast'], digits: number, scale = 1): number | string | null {
  if (figure === null) return null
  return 'value' in figure ? roundHalfAway(figure.value / scale, digits) : figure.reason
}

describe('the measures of the demo plan on 23 November 2026', () => {
  const row = derived(DEMO_DAY)
  it.each([
    ['K1', k(1), 900, 75, 1009.2, 0.892, 'amber', 1070.1],
    ['K2', k(1), 3900, 81.3, 4227.7, 0.922, 'amber', 4427.9],
    ['K3', 1, 27.3, 100, 25, 1.091, 'green', null],
    ['K4', 1, 7, 80, 7.2, 0.963, 'green', 7.8],
    ['K5', 1, 41, 95.5, 42.5, 1.079, 'green', 38.3],
    ['K6', 1, 640, 80, 766.1, 0.835, 'amber', 668.3],
    ['K7', 1, 9, 100, 9, 1, 'green', null],
  ] as const)('%s', (id, scale, toDate, progress, expected, pace, rag, forecast) => {
    const figures = row(id)
    expect(shown(figures.actualToDate, 1, scale)).toBe(toDate)
    expect(shown(figures.progress, 1, 0.01)).toBe(progress)
    expect(shown(figures.expectedToDate, 1, scale)).toBe(expected)
    expect(shown(figures.pace, 3)).toBe(pace)
    expect(figures.rag).toBe(rag)
    expect(shown(figures.paceForecast, 1, scale)).toBe(forecast)
    expect(figures.isStale).toBe(false)
    expect(figures.problems.filter(({ severity }) => severity !== 'hint')).toEqual([])
  })

  it('K1 has three quarters of its target and one quarter left for the last 300 k', () => {
    expect(shown(row('K1').attainment, 3)).toBe(0.75)
    expect(row('K1').gapPerRemainingPeriod).toEqual({ value: k(300) })
  })

  it('K3 divides the sums, never averages the quarters', () => {
    expect(row('K3').counts).toEqual({ numerator: 12, denominator: 44 })
    expect(row('K3').readings.map(({ value }) => shown(value, 1))).toEqual([22.2, 25, 29.4, 33.3])
  })

  it('K4 and K5 should have gone 83.0 % and 88.4 % of their way', () => {
    expect(shown(row('K4').expectedToDate, 3)).toBe(7.152)
    expect(shown(row('K4').expectedProgress, 1, 0.01)).toBe(83)
    expect(shown(row('K5').expectedProgress, 1, 0.01)).toBe(88.4)
  })

  it('K7 was due on 30 September and is met', () => {
    expect(row('K7')).toMatchObject({ isMet: true, isPastDue: true, rag: 'green', attainment: null })
  })

  it('figures a mode does not have are null, not zero', () => {
    expect(row('K3')).toMatchObject({ attainment: null, paceForecast: null, gapPerRemainingPeriod: null })
    expect(row('K1').expectedProgress).toBeNull()
  })
})

describe('the third review, frozen at the end of 30 September', () => {
  const row = derived(END_OF_Q3)
  it.each([
    ['K1', k(1), 750, 750, 'met'],
    ['K2', k(1), 3300, 3450, 'partly'],
    ['K3', 1, 26.3, 24, 'met'],
    ['K5', 1, 44, 46, 'met'],
    ['K6', 1, 606, 720, 'partly'],
    ['K7', 1, 9, 9, 'met'],
  ] as const)('%s stands at %i times %f against %f: %s', (id, scale, actual, expected, verdict) => {
    expect(shown(row(id).actualToDate, 1, scale)).toBe(actual)
    expect(shown(row(id).expectedToDate, 1, scale)).toBe(expected)
    expect(row(id).verdict).toBe(verdict)
  })

  it('K2 and K6 are at 95.7 % and 84.2 % of what was asked', () => {
    expect(shown(row('K2').pace, 3)).toBe(0.957)
    expect(shown(row('K6').pace, 3)).toBe(0.842)
  })

  it('K4 with the checkpoint it had then, 8 by September, is missed', () => {
    const then = derived(END_OF_Q3, withRow('K4', { checkpoints: quarters([4, 6, 8, 8]) }))
    expect(then('K4')).toMatchObject({ actualToDate: { value: 6 }, expectedToDate: { value: 8 }, verdict: 'missed' })
  })

  it('the pre-filled fourth one suggests partly for K4: 7 of 7.15', () => {
    expect(derived(DEMO_DAY)('K4').verdict).toBe('partly')
  })
})

describe('the effect before a cell is saved', () => {
  it('shows the pace that 225 k instead of 150 k would give', () => {
    const plan = demo()
    const [row] = blockIn(plan, 'measures', 'kpiTable').rows
    const preview = deriveKpiRow(withCell(row!, 'actuals', '2026-Q4', k(225)), plan, DEMO_DAY)
    expect(shown(preview.pace, 2)).toBe(0.97)
    expect(preview.rag).toBe('green')
  })

  it('a cleared cell is blank, not zero', () => {
    const plan = demo()
    const [row] = blockIn(plan, 'measures', 'kpiTable').rows
    expect(withCell(row!, 'actuals', '2026-Q4', null).actuals).not.toHaveProperty('2026-Q4')
  })
})

/** K1..K7 with one row changed, derived on a day. */
const one = (row: string, changes: JsonObject, asOf: Day = DEMO_DAY) => derived(asOf, withRow(row, changes))(row)

describe('what is expected', () => {
  it('without checkpoints follows the elapsed time of the goal', () => {
    expect(shown(one('K1', { checkpoints: {} }).expectedToDate, 1, k(1))).toBe(roundHalfAway((1200 * 326) / 365, 1))
    expect(shown(one('K4', { checkpoints: {} }).expectedToDate, 3)).toBe(roundHalfAway(3 + (5 * 326) / 365, 3))
  })

  it('of a level is a straight line over a missing checkpoint', () => {
    const gap = { checkpoints: quarters([4, null, 6, 8]) }
    expect(one('K4', gap, '2026-07-01').expectedToDate).toEqual({ value: 5 })
    expect(shown(one('K4', { checkpoints: quarters([4, 6, 6]) }).expectedToDate, 3)).toBe(7.152)
  })

  it('of a level starts at the baseline, on the first day of the plan', () => {
    expect(one('K4', {}, '2026-01-01').expectedToDate).toEqual({ value: 3 })
  })

  it('of a threshold is the checkpoint of the running period, or the last one, or the target', () => {
    expect(one('K3', {}, '2026-05-01').expectedToDate).toEqual({ value: 22 })
    expect(one('K3', {}, '2026-04-01').expectedToDate).toEqual({ value: 21 })
    expect(one('K3', { checkpoints: {} }).expectedToDate).toEqual({ value: 25 })
  })

  it('stays at the last checkpoint after the plan', () => {
    expect(one('K4', {}, '2027-02-01').expectedToDate).toEqual({ value: 8 })
  })

  it('of a fiscal year that begins in July counts its own quarters', () => {
    const plan = aPlan(
      {
        measures: {
          kind: 'kpiTable',
          rows: [
            {
              id: 'row',
              unit: 'count',
              mode: 'flow',
              target: 400,
              checkpoints: { '2027-Q1': 100, '2027-Q2': 100, '2027-Q3': 100, '2027-Q4': 100 },
              actuals: { '2027-Q1': 90 },
            },
          ],
        },
      },
      { meta: { start: '2026-07-01', end: '2027-06-30', fiscalStartMonth: 7 } },
    )
    const [row] = deriveKpiTable(blockIn(plan, 'measures', 'kpiTable'), plan, '2026-10-01').rows
    expect(row).toMatchObject({ expectedToDate: { value: 100 }, pace: { value: 0.9 }, rag: 'amber' })
  })
})

describe('pace and status', () => {
  it('nothing expected yet is not started, and grey', () => {
    expect(one('K1', {}, '2026-01-01')).toMatchObject({ pace: { reason: 'NOT_STARTED' }, rag: 'grey' })
  })

  it('nothing entered is no data, and grey, whatever the due day', () => {
    expect(one('K7', { actuals: {} })).toMatchObject({ actualToDate: { reason: 'NO_DATA' }, rag: 'grey', isMet: null })
  })

  it.each([
    [0.95, 'green'],
    [0.9499, 'amber'],
    [0.8, 'amber'],
    [0.7999, 'red'],
  ] as const)('a pace of %f is %s', (share, rag) => {
    const level = { unit: 'count', mode: 'threshold', target: 10_000, checkpoints: {}, baseline: null }
    expect(one('K1', { ...level, agg: 'last', actuals: quarters([share * 10_000]) }, '2026-02-01').rag).toBe(rag)
  })

  it('a plan may set its own thresholds', () => {
    const plan = aPlan({ ...goals, measures }, { meta: { ragGreen: 0.85, ragAmber: 0.5 } })
    const { rows } = deriveKpiTable(blockIn(plan, 'measures', 'kpiTable'), plan, DEMO_DAY)
    expect(rows.map(({ rag }) => rag)).toEqual(['green', 'green', 'green', 'green', 'green', 'amber', 'green'])
  })

  it('a level that is expected to be no further than its baseline is green unless it fell back', () => {
    const flat = { checkpoints: quarters([3, 3, 6, 8]) }
    expect(one('K4', { ...flat, actuals: quarters([3]) }, '2026-03-01')).toMatchObject({
      pace: { reason: 'NOT_STARTED' },
      rag: 'green',
    })
    expect(one('K4', { ...flat, actuals: quarters([2]) }, '2026-03-01').rag).toBe('red')
  })

  it('a level to be kept is there or it is not', () => {
    expect(one('K4', { baseline: 8, checkpoints: {} })).toMatchObject({ progress: { value: 0 }, rag: 'red' })
    const kept = one('K4', { baseline: 7, target: 7, checkpoints: {} })
    expect(kept).toMatchObject({ progress: { value: 1 }, rag: 'green', paceForecast: { value: 7 } })
    expect(kept.problems).toContainEqual(expect.objectContaining({ code: 'kpi.maintain', severity: 'hint' }))
  })

  it('a limit with a reading of zero is kept', () => {
    expect(one('K7', { actuals: quarters([null, null, 0]) }, '2026-09-01')).toMatchObject({
      pace: { reason: 'ZERO_DENOMINATOR' },
      rag: 'green',
      progress: { value: 1 },
    })
  })

  it('a ratio of nothing has no value', () => {
    expect(one('K3', { numerators: quarters([0]), denominators: quarters([0]) }).actualToDate).toEqual({
      reason: 'ZERO_DENOMINATOR',
    })
  })

  it('a target of zero has no attainment', () => {
    expect(one('K1', { target: 0 }).attainment).toEqual({ reason: 'ZERO_DENOMINATOR' })
  })

  it('a level without baseline says so', () => {
    expect(one('K4', { baseline: null })).toMatchObject({ progress: { reason: 'NO_BASELINE' }, rag: 'grey' })
  })

  it('past its due day an unmet row is red, however good its pace', () => {
    expect(one('K7', { actuals: quarters([null, null, 10]) })).toMatchObject({ isMet: false, rag: 'red' })
  })

  it('a level is forecast no further than one and a half times its planned move', () => {
    expect(one('K4', { actuals: quarters([8]) }, '2026-02-01').paceForecast).toEqual({ value: 10.5 })
  })

  it('no remaining period leaves no gap to spread', () => {
    expect(one('K1', {}, '2027-01-01').gapPerRemainingPeriod).toEqual({ reason: 'ZERO_DENOMINATOR' })
  })

  it('goes stale 45 days after the period of its newest actual', () => {
    const untilQ3 = { actuals: quarters([150, 225, 375]) }
    expect(one('K6', untilQ3, '2026-11-14')).toMatchObject({ ageDays: 45, isStale: false })
    expect(one('K6', untilQ3, '2026-11-15')).toMatchObject({ ageDays: 46, isStale: true })
    expect(one('K6', {})).toMatchObject({ ageDays: 0, isStale: false })
  })
})

describe('the rules say', () => {
  const messages = (row: string, changes: JsonObject, asOf: Day = DEMO_DAY) =>
    one(row, changes, asOf).problems.map(({ message }) => message)

  it.each([
    ['K5', { target: 40, baseline: 30 }, 'Direction is down but target 40 is above baseline 30.'],
    ['K4', { target: 2 }, 'Direction is up but target 2 is below baseline 3.'],
    ['K1', { target: -100 }, 'What adds up needs a target above 0.'],
    ['K1', { target: k(1300) }, 'Quarters add up to 1.20 M, target is 1.30 M.'],
    ['K4', { target: 9 }, 'The last checkpoint (Q4 2026) is 8, target is 9.'],
    ['K4', { baseline: null }, 'A level needs the value it starts from.'],
    ['K4', { baselinePeriod: null }, 'Say which period the baseline was measured in.'],
    ['K1', { actuals: { '2025-Q4': 1 } }, 'Q4 2025 lies outside the plan and is not counted.'],
    ['K3', { denominators: quarters([9, 12, 17]) }, 'Q4 2026 has no denominator; a ratio needs both counts.'],
    ['K3', { actuals: { '2026-11': 30 } }, 'Nov 2026: a ratio is counted from its numerator and denominator.'],
    ['K6', { target: -1 }, 'A count is a whole number, 0 or more.'],
    ['K6', { actuals: quarters([-5]) }, 'A count is a whole number, 0 or more.'],
    ['K6', { checkpoints: quarters([2.5]) }, 'A count is a whole number, 0 or more.'],
    ['K3', { target: 120 }, 'A percentage lies between 0 and 100.'],
    [
      'K6',
      { checkpoints: { ...quarters([130, 360, 230, 80]), '2026-12': 10 } },
      'Targets are set for months and for quarters; keep to one, or they count twice.',
    ],
  ] as const)('%s with %j: %s', (row, changes, message) => {
    expect(messages(row, changes)).toContain(message)
  })

  it('an actual of a period that has not begun is refused, on its first day it may be typed', () => {
    const future = 'Q4 2026 has not begun, so it has no actual yet.'
    expect(messages('K1', {}, '2026-09-30')).toContain(future)
    expect(messages('K1', {}, '2026-10-01')).not.toContain(future)
    expect(one('K1', {}, '2026-09-30').actualToDate).toEqual({ value: k(750) })
  })

  it('a number out of range is kept, counted and told at its cell', () => {
    const row = one('K6', { actuals: quarters([-5, 301, 191, 34]) })
    expect(row.actualToDate).toEqual({ value: 521 })
    expect(row.problems.map(({ code, field }) => [code, field])).toContainEqual([
      'kpi.range',
      'rows/K6/actuals/2026-Q1',
    ])
  })

  it('sums within half a percent of the target are fine', () => {
    expect(messages('K1', { target: k(1206) })).toEqual([])
    expect(messages('K1', { target: k(1207) })).toEqual(['Quarters add up to 1.20 M, target is 1.21 M.'])
  })

  it('words where a number belongs', () => {
    const plan = demo(withRow('K1', { actuals: { '2026-Q1': 'about 225k' } }))
    const { problems } = deriveKpiTable(blockIn(plan, 'measures', 'kpiTable'), plan, DEMO_DAY)
    expect(problems).toContainEqual({
      code: 'kpi.digits',
      severity: 'error',
      message: 'Use digits, e.g. 225000 or 225k.',
      field: 'rows/K1/actuals/2026-Q1',
      raw: 'about 225k',
      block: 'measures',
    })
  })

  it('leads that the campaigns count differently', () => {
    const campaign = (leads: number) => ({ kind: 'campaign', actualLeads: quarters([leads]) })
    const hints = (leads: number) => {
      const plan = aPlan({ measures, C1: campaign(600), C2: campaign(leads) })
      const { problems } = deriveKpiTable(blockIn(plan, 'measures', 'kpiTable'), plan, DEMO_DAY)
      return problems.filter(({ code }) => code === 'kpi.campaignLeads').map(({ message }) => message)
    }
    expect(hints(40)).toEqual([])
    expect(hints(50)).toEqual(['Campaigns count 650 leads, this row 640.'])
  })
})

describe('the card', () => {
  it('tells every measure in words', () => {
    const plan = aPlan({ ...goals, measures }, { facts: { keys: { 'measures/K1': 'K1' } } })
    const block = blockIn(plan, 'measures', 'kpiTable')
    const card = renderKpiTable(block, deriveKpiTable(block, plan, DEMO_DAY), plan)
    expect(card.status).toBe('At risk')
    expect(card.tables?.[0]?.rows[0]).toEqual([
      'K1',
      'Joint bookings',
      '$375,000',
      '$1,200,000',
      '$900,000',
      '$1,009,239',
      '0.892',
      '$1,070,113',
      'At risk',
    ])
    expect(card.tables?.[0]?.rows[6]?.at(-1)).toBe('On track, met')
    expect(card.tables?.[1]?.columns).toEqual(['Key', 'Measure', '', 'Q1 2026', 'Q2 2026', 'Q3 2026', 'Q4 2026'])
  })

  it('of the sample has nothing to mend', () => {
    const plan = aPlan({ sample: { kind: 'kpiTable', ...sampleKpiTable } })
    expect(plan.content.problems).toEqual([])
    const block = blockIn(plan, 'sample', 'kpiTable')
    expect(deriveKpiTable(block, plan, '2026-05-01').problems).toEqual([])
  })
})

describe('whatever is stored', () => {
  it.each(Array.from({ length: 200 }, (_, seed) => seed))('seed %i gives no exception, NaN or Infinity', (seed) => {
    const rng = rngOf(seed)
    const table = anyBlock(rng, kpiTableShape, ['x'])
    const meta: JsonObject =
      rng() < 0.5 ? {} : { start: '1900-01-01', end: '2199-12-31', fiscalStartMonth: 4, currency: 'ZZZ' }
    const goal = { kind: 'smartGoal', start: '2026-02-01', due: '2199-12-31', kpis: [{ id: 'a', kpi: 'table/r1' }] }
    const plan = aPlan({ goal, table }, { meta })
    const block = blockIn(plan, 'table', 'kpiTable')
    for (const asOf of ['1900-01-01', '2026-04-01', '2026-11-23', '2199-12-31'] as const) {
      const result = deriveKpiTable(block, plan, asOf)
      expect(notNumbers([result, renderKpiTable(block, result, plan)])).toEqual([])
    }
  })
})
