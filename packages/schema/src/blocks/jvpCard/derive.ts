import type { Derivation } from '../../block/define-block.ts'
import { type Derived, known, unknown, valueOr } from '../../block/derived.ts'
import type { Problem } from '../../block/problem.ts'
import { isAgreed } from '../../plan/acks.ts'
import type { Day } from '../../plan/day.ts'
import type { Plan } from '../../plan/plan.ts'
import { analyseHeadline, type HeadlineAnalysis, type JvpCheck } from './analysis/analyse.ts'
import type { JvpCard } from './shape.ts'

export type JvpStatus = 'draft' | 'clean' | 'agreed' | 'tested'

/** What the rules say about a value proposition. */
export interface JvpCardDerived extends Derivation, HeadlineAnalysis {
  readonly status: JvpStatus
  readonly tests: { readonly count: number; readonly hits: number }
  /** Share of flash tests that recalled the promise, 0..1. */
  readonly recallRate: Derived<number>
}

const TESTS_NEEDED = 5
const RECALL_NEEDED = 0.8

export function deriveJvpCard(block: JvpCard, plan: Plan, _asOf: Day): JvpCardDerived {
  const analysis = analyseHeadline({
    headline: block.headline,
    idealCustomer: block.idealCustomer,
    problem: block.problem,
    result: block.result,
    differentiator: block.differentiator,
    allowedTerms: block.allowedTerms.map(({ term }) => term),
    hasProof: block.proof.some(({ claim, source }) => claim.trim() !== '' && source.trim() !== ''),
  })
  const tests = plan.facts.flashTests.filter((test) => test.block === block.id)
  const hits = tests.filter(({ hit }) => hit).length
  const recallRate = tests.length === 0 ? unknown('NO_DATA') : known(hits / tests.length)
  const isTested = tests.length >= TESTS_NEEDED && valueOr(recallRate, 0) >= RECALL_NEEDED
  return {
    ...analysis,
    status: statusOf(analysis, () => isAgreed(plan, block.id), isTested),
    tests: { count: tests.length, hits },
    recallRate,
    problems: analysis.checks.flatMap((check) => problemOf(check, block)),
  }
}

function statusOf({ checks }: HeadlineAnalysis, isAgreedByBoth: () => boolean, isTested: boolean): JvpStatus {
  if (checks.length === 0 || checks.some(({ verdict }) => verdict === 'fail')) return 'draft'
  if (!isAgreedByBoth()) return 'clean'
  return isTested ? 'tested' : 'agreed'
}

/** Where a person mends what a check found. */
const FIELD_OF = {
  reading: 'headline',
  buyer: 'headline',
  value: 'headline',
  difference: 'headline',
  proof: 'proof',
  words: 'headline',
  acronyms: 'headline',
} as const

function problemOf({ name, verdict, message }: JvpCheck, { id }: JvpCard): Problem[] {
  if (message === null) return []
  const severity = verdict === 'fail' ? 'error' : name === 'proof' ? 'hint' : 'warning'
  return [{ code: `jvp.${name}`, severity, message, block: id, field: FIELD_OF[name] }]
}
