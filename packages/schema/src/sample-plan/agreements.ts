import type { BlockJson } from '../block/extract.ts'
import type { Ref } from '../ids.ts'
import { isJsonObject, type JsonObject } from '../json.ts'
import type { AgreementFact, FlashTestFact, ShownBenchmark } from '../plan/facts.ts'
import { goalBlocks, thousands } from './goals.ts'
import { blockId, goalId, kpiId } from './ids.ts'

const silver = { segment: 'Silver', n: 28, shownAt: '2025-12-16' } as const
const kpiRef = (name: keyof typeof kpiId): Ref => `${blockId.kpis}/${kpiId[name]}`

/** Illustrative quantiles, invented for the demo; never real market data. */
const benchmarks: Readonly<Record<string, ShownBenchmark>> = {
  [kpiRef('K1')]: {
    ...silver,
    kpi: kpiRef('K1'),
    metric: 'annualBookings',
    direction: 'up',
    p25: thousands(380),
    p50: thousands(640),
    p75: thousands(980),
    p90: thousands(1350),
  },
  [kpiRef('K3')]: {
    ...silver,
    kpi: kpiRef('K3'),
    metric: 'winRate',
    direction: 'up',
    p25: 18,
    p50: 22,
    p75: 27,
    p90: 32,
  },
  [kpiRef('K5')]: {
    ...silver,
    kpi: kpiRef('K5'),
    metric: 'commissioningDays',
    direction: 'down',
    p25: 44,
    p50: 57,
    p75: 72,
    p90: 92,
  },
  [kpiRef('K7')]: {
    ...silver,
    kpi: kpiRef('K7'),
    metric: 'monthsToBreakEven',
    direction: 'down',
    p25: 8,
    p50: 11,
    p75: 14,
    p90: 18,
  },
}

/** Each goal with its KPI rows as both sides agreed to them on 18 December 2025. */
export function agreements(signedFirst: Readonly<Record<string, BlockJson>>): readonly AgreementFact[] {
  const rows = signedFirst[blockId.kpis]?.rows as unknown as readonly JsonObject[]
  return Object.values(goalId).map((goal) => {
    const refs = goalBlocks[goal].kpis.map(({ kpi }) => kpi)
    return {
      goal,
      at: '2025-12-18T15:00:00Z',
      content: signedFirst[goal] ?? { kind: 'smartGoal' },
      kpis: Object.fromEntries(
        refs.flatMap((ref) =>
          rows.filter((row) => isJsonObject(row) && ref.endsWith(`/${row.id}`)).map((row) => [ref, row]),
        ),
      ),
      benchmarks: refs.flatMap((ref) => benchmarks[ref] ?? []),
    }
  })
}

const saw = (side: FlashTestFact['side'], at: string, hit: boolean, recall: string): FlashTestFact => ({
  block: blockId.jvp,
  side,
  sawSeconds: 5,
  recall,
  hit,
  at,
})

/** Nine people saw the headline for five seconds; eight could say what it promises. */
export const flashTests: readonly FlashTestFact[] = [
  saw('vendor', '2026-01-27T14:02:00Z', true, 'fewer stops, a third, sensors go in while the line runs'),
  saw('vendor', '2026-01-27T14:09:00Z', true, 'food plants, 31 % fewer line stops in three months'),
  saw('vendor', '2026-01-28T09:41:00Z', true, 'stops cut by 31 %, no stopping the line to fit it'),
  saw('vendor', '2026-01-28T16:20:00Z', false, 'something about sensors and data'),
  saw('partner', '2026-01-27T15:11:00Z', true, 'unplanned stops go down about 30 % in 90 days'),
  saw('partner', '2026-01-28T08:32:00Z', true, 'fewer stops within 90 days, fitted without stopping the line'),
  saw('partner', '2026-01-28T08:40:00Z', true, 'food plants stop less, sensors fitted on a running line'),
  saw('partner', '2026-01-28T13:05:00Z', true, '31 % fewer unplanned stops'),
  saw('partner', '2026-01-29T10:15:00Z', true, 'line stops down, fitted without a stop'),
]
