import type { BlockJson } from '../block/extract.ts'
import type { BlockId, Ref } from '../ids.ts'
import type { AckFact, Facts, SignOffFact } from '../plan/facts.ts'
import { SIDES } from '../plan/side.ts'
import { canonicalContent, contentHash, materialHash, planMaterialHash } from '../plan-doc/canonical.ts'
import type { PlanJson } from '../plan-doc/read.ts'
import { agreements, flashTests } from './agreements.ts'
import { body } from './body.ts'
import { campaignBlocks } from './campaigns.ts'
import { commitmentBlocks, commitmentFacts, commitmentNames } from './commitments.ts'
import { directionBlocks, strategyBlocks } from './direction.ts'
import { goalBlocks, kpiBlocks, thousands } from './goals.ts'
import { blockId, campaignId, commitmentId, goalId, kpiId, reviewId, strategyId, tacticId } from './ids.ts'
import { companies, members, rosterBlocks } from './people.ts'
import { reviewBlocks, reviewFacts, votes } from './reviews.ts'
import { type SignedVersion, signedOn, signedPlan } from './signed.ts'

/** The day the demo plan is read on: shifting it would break quarters and business days. */
export const DEMO_TODAY = '2026-11-23'

const meta = {
  title: 'Joint business plan FY2026',
  success: 'Both practices earn on the machines we watch together.',
  start: '2026-01-01',
  end: '2026-12-31',
  currency: 'USD',
  fiscalStartMonth: 1,
  timeZone: 'America/New_York',
  marginRatePct: 62,
  attribution: 'last',
  ragGreen: 0.95,
  ragAmber: 0.8,
  averageDeal: thousands(75),
  averageCycleDays: 148,
} as const

/**
 * The demo: the FY2026 plan of two invented companies as content and facts, everything a fresh Concord is seeded
 * with. Money is in cents. Ids are fixed; hashes are computed from the content, so they always fit it.
 */
export function samplePlan(): { json: PlanJson; facts: Facts } {
  const json: PlanJson = { meta, body, blocks }
  const keys = sampleKeys()
  return {
    json,
    facts: {
      number: 1,
      today: DEMO_TODAY,
      companies,
      members,
      keys,
      acks: acks(),
      votes,
      flashTests,
      agreements: agreements(signedPlan(1, json).blocks),
      commitments: commitmentFacts,
      reviews: reviewFacts,
      signOffs: ([1, 2, 3, 4] as const).map((version) => signOff(version, json, keys)),
    },
  }
}

export type { SignedVersion } from './signed.ts'

/** The demo plan as one of its four signed versions had it: the content of that Revision. */
export const sampleRevision = (version: SignedVersion): PlanJson => signedPlan(version, { meta, body, blocks })

const blocks: Readonly<Record<BlockId, BlockJson>> = {
  ...directionBlocks,
  ...goalBlocks,
  ...strategyBlocks,
  ...kpiBlocks,
  ...campaignBlocks,
  ...commitmentBlocks,
  ...reviewBlocks,
  ...rosterBlocks,
}

function sampleKeys(): Record<Ref, string> {
  const keys: Record<Ref, string> = { [blockId.jvp]: 'J1' }
  for (const ids of [goalId, strategyId, campaignId, reviewId])
    for (const [key, id] of Object.entries(ids)) keys[id] = key
  for (const [key, id] of Object.entries(kpiId)) keys[`${blockId.kpis}/${id}`] = key
  for (const [strategy, { tactics }] of Object.entries(strategyBlocks))
    for (const { id } of tactics) keys[`${strategy}/${id}`] = tacticKey(id)
  commitmentNames.forEach((name, index) => {
    keys[commitmentId[name]] = `A${index + 1}`
  })
  return keys
}

const tacticKey = (id: string): string => Object.entries(tacticId).find(([, tactic]) => tactic === id)?.[0] ?? 'T'

const SIGNERS = { vendor: 'General manager', partner: 'Managing director' } as const

/** Both sides agreed to everything that is agreed block by block; changes of R3 were agreed again that day. */
function acks(): AckFact[] {
  const agreed = [
    ...Object.keys(directionBlocks),
    ...Object.keys(goalBlocks),
    ...Object.keys(strategyBlocks),
    ...Object.keys(kpiBlocks),
    ...Object.keys(campaignBlocks),
    ...Object.keys(commitmentBlocks),
    ...Object.keys(rosterBlocks),
  ]
  const later: Readonly<Record<BlockId, string>> = {
    [blockId.jvp]: '2026-01-29',
    [goalId.G3]: '2026-10-13',
    [blockId.kpis]: '2026-10-13',
    ...Object.fromEntries(
      (['V10', 'V11', 'P10', 'P11', 'P12', 'P13'] as const).map((name) => [commitmentId[name], '2026-10-19']),
    ),
  }
  return agreed.flatMap((target) => {
    const hash = materialHash(blocks[target]!)
    const day = later[target] ?? '2025-12-18'
    return SIDES.map((side) => ({
      target,
      side,
      role: SIGNERS[side],
      at: `${day}T${side === 'vendor' ? '15' : '16'}:00:00Z`,
      materialHash: hash,
    }))
  })
}

function signOff(version: SignedVersion, now: PlanJson, keys: Readonly<Record<Ref, string>>): SignOffFact {
  const signed = signedPlan(version, now)
  const day = signedOn[version]
  return {
    version,
    hash: contentHash(canonicalContent(signed, keys)),
    materialHash: planMaterialHash(signed),
    proposedAt: `${day}T13:00:00Z`,
    signatures: SIDES.map((side) => ({
      side,
      role: SIGNERS[side],
      at: `${day}T${side === 'vendor' ? '15' : '16'}:30:00Z`,
    })),
  }
}
