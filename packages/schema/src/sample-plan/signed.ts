import type { BlockJson } from '../block/extract.ts'
import type { BlockId } from '../ids.ts'
import { isJsonObject, type Json, type JsonObject } from '../json.ts'
import type { Day } from '../plan/day.ts'
import { isPeriod, periodDays } from '../plan/period.ts'
import type { BodyNode } from '../plan-doc/body.ts'
import type { PlanJson } from '../plan-doc/read.ts'
import { blockId, commitmentId, goalId, kpiId, reviewId } from './ids.ts'

/** When both sides signed each version of the demo plan. */
export const signedOn = {
  1: '2025-12-18',
  2: '2026-04-16',
  3: '2026-07-16',
  4: '2026-10-15',
} as const satisfies Record<number, Day>
export type SignedVersion = keyof typeof signedOn

const { V10, V11, P10, P11, P12, P13 } = commitmentId
const REVIEW_DAY: Readonly<Record<BlockId, Day>> = {
  [reviewId.R1]: '2026-04-14',
  [reviewId.R2]: '2026-07-14',
  [reviewId.R3]: '2026-10-13',
  [V10]: '2026-10-13',
  [V11]: '2026-10-13',
  [P10]: '2026-10-13',
  [P11]: '2026-10-13',
  [P12]: '2026-10-13',
  [P13]: '2026-10-13',
}

/** Fields that report what happened; each is known only from its own day on. */
const DATED = ['doneAt', 'stoppedOn', 'claimFiledOn', 'claimPaidOn'] as const
const CAMPAIGN_RESULTS = [
  'spend',
  'spendNote',
  'actualLeads',
  'actualOpps',
  'actualPipeline',
  'wonDeals',
  'wonValue',
  'claimAmount',
]

/** The demo plan as its signed version had it: the promises of that day and what was known by then. */
export function signedPlan(version: SignedVersion, now: PlanJson): PlanJson {
  const day = signedOn[version]
  const exists = (id: BlockId) => (id === reviewId.R4 ? version === 4 : (REVIEW_DAY[id] ?? '') <= day)
  const blocks = Object.fromEntries(
    Object.entries(now.blocks)
      .filter(([id]) => exists(id))
      .map(([id, block]) => [id, promised(version, id, knownOn(day, block))]),
  )
  const body = now.body.filter((node: BodyNode) => !('block' in node) || exists(node.block))
  return { meta: now.meta, body, blocks }
}

function knownOn(day: Day, block: BlockJson): BlockJson {
  const known: Record<string, Json> = { ...block }
  for (const name of DATED) if (typeof known[name] === 'string' && known[name] > day) delete known[name]
  if (block.kind === 'campaign' && String(block.to) > day && known.stoppedOn === undefined) {
    for (const name of CAMPAIGN_RESULTS) delete known[name]
    delete known.stageReason
    known.stage = String(block.from) > day ? 'planned' : 'running'
  }
  return { ...withoutLaterCells(day, known), kind: block.kind }
}

const READINGS = ['actuals', 'numerators', 'denominators', 'note', 'actualLeads']

/** Readings of periods that were not over yet; empty series are left out, as everywhere. */
function withoutLaterCells(day: Day, json: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(json).flatMap(([name, value]): [string, Json][] => {
      if (Array.isArray(value))
        return [[name, (value as Json[]).map((row) => (isJsonObject(row) ? withoutLaterCells(day, row) : row))]]
      if (!READINGS.includes(name) || !isJsonObject(value)) return [[name, value]]
      const cells = Object.entries(value).filter(([period]) => isPeriod(period) && periodDays(period).last <= day)
      return cells.length > 0 ? [[name, Object.fromEntries(cells)]] : []
    }),
  )
}

const FIRST_DUE: Readonly<Record<BlockId, Day>> = { [V10]: '2026-12-04', [V11]: '2026-12-11', [P13]: '2027-01-08' }

function promised(version: SignedVersion, id: BlockId, block: BlockJson): BlockJson {
  const due = FIRST_DUE[id]
  if (due !== undefined) return { ...block, due }
  if (version === 4) return block
  if (id === goalId.G3) return { ...block, due: '2026-09-30' }
  if (id !== blockId.kpis) return block
  const rows = (block.rows as unknown as readonly JsonObject[]).map((row) =>
    row.id === kpiId.K4 ? { ...row, checkpoints: { ...(row.checkpoints as JsonObject), '2026-Q3': 8 } } : row,
  )
  return { ...block, rows }
}
