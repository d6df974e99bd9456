import type { Rag } from '../../plan/rag.ts'
import type { Side } from '../../plan/side.ts'
import { ragWords } from '../../plan/words.ts'
import type { Letter, LetterState } from './letter.ts'
import type { GoalStateName } from './state.ts'

const and = (parts: readonly string[]): string =>
  parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`

export const letterNames: Readonly<Record<Letter, string>> = {
  S: 'Specific',
  M: 'Measured',
  A: 'Achievable',
  R: 'Realistic',
  T: 'Timed',
}

export const letterStateWords: Readonly<Record<LetterState, string>> = {
  pass: 'passes',
  warn: 'warns',
  fail: 'fails',
}

/** Every sentence of the SMART check. */
export const letterWords = {
  specific: 'Says what, where and for whom, and who owns it.',
  sayWhat: 'Say what, where and for whom.',
  almostSpecific: (missing: readonly string[]) => `Still open: ${and(missing)}.`,
  longerTitle: 'at least four words',
  scope: 'two of product, territory and segment',
  owners: 'an owner on both sides',
  vagueWord: (word: string) => `a number or a place beside '${word}'`,

  measured: (measures: readonly string[]) => `Measured by ${and(measures)}.`,
  notMeasured: 'No number can tell when this is reached.',
  measure: 'a measure',
  unit: (measure: string) => `a unit for ${measure}`,
  target: (measure: string) => `a target for ${measure}`,
  baseline: (measure: string) => `a baseline for ${measure} that differs from its target`,
  dataSource: (measure: string) => `a data source for ${measure}`,

  bothAct: 'A strategy, and both sides act on it.',
  noStrategy: 'Both sides act, but no strategy says how.',
  oneSideActs: (side: Side) => `No ${side} campaign or commitment with a date acts on this yet.`,
  nobodyActs: 'No campaign or commitment acts on this yet.',
  strategy: 'a strategy',
  meansOf: (side: Side) => `a ${side} campaign or commitment with a date`,
  capacity: (ratio: string) => `Planned opportunities cover ${ratio} of the target.`,
  capacityUnknown: (missing: readonly string[]) => `Capacity is unknown until the plan has ${and(missing)}.`,
  opportunities: 'planned opportunities',
  winRate: 'a win rate target',
  averageDeal: 'an average deal',
  bookingsTarget: 'a bookings target',

  standing: (measure: string, standing: string, segment: string) => `${measure}: ${standing} (${segment}).`,
  whyNeeded: 'Say why this is realistic, in at least 40 characters, with both sides at confidence 3 or more.',
  whyGiven: 'Both sides trust the reason that is given.',
  confident: (vendor: number, partner: number) =>
    `No benchmark; both sides are confident (vendor ${vendor}, partner ${partner}).`,
  doubtful: (vendor: number, partner: number) =>
    `No benchmark, and not both sides are confident (vendor ${vendor}, partner ${partner}).`,
  notRevealed: 'No benchmark, and the confidence of both sides is not revealed yet.',
  why: 'why this is realistic',
  confidence: 'confidence 3 or more on both sides',

  timed: (due: string) => `Due ${due}, and the checkpoints lead to the target.`,
  noDue: 'No due day yet.',
  dueOutside: (due: string) => `Due ${due} lies outside the plan.`,
  planOpen: 'The plan has no start and end yet.',
  due: 'a due day inside the plan',
  checkpointsOf: (measure: string) => `checkpoints for ${measure} that lead to its target`,
  aboutMeasure: (measure: string, sentence: string) => `${measure}: ${sentence}`,
} as const

/** Every other sentence of a goal. */
export const goalWords = {
  measureRemoved: 'This measure is no longer in the plan.',
  roleRemoved: 'This role is no longer in the roster.',
  roleOfOtherSide: (side: Side) => `This role is not on the ${side} side.`,
  tooManyMeasures: 'A goal has at most five measures.',
  measuredTwice: 'This measure is named twice.',
  scope: 'Fill two of product, territory and segment.',
  dueBeforeStart: 'A goal must be due after it starts.',
  startOutside: (day: string) => `Start ${day} lies outside the plan.`,
  overrideReason: 'Say why the status is set by hand; until then the numbers decide.',
  dropReason: 'Say why this goal was dropped.',
  /** "At risk, set by partner: the new line opens in May". */
  override: (rag: Rag, side: Side | null, reason: string) => `${ragWords[rag]}, set by ${side ?? 'hand'}: ${reason}`,
  original: (rag: Rag, verdict: string | null) => (verdict === null ? ragWords[rag] : `${ragWords[rag]}, ${verdict}`),
  suggested: (state: string) => `${state} (suggested)`,
  noBenchmark: 'no benchmark',
  unnamedMeasure: 'the measure',
} as const

export const goalStateWords: Readonly<Record<GoalStateName, string>> = {
  draft: 'Draft',
  proposed: 'Proposed',
  agreed: 'Agreed',
  active: 'Active',
  revised: 'Revised',
  met: 'Met',
  partly: 'Partly met',
  missed: 'Missed',
  closed: 'Closed',
  dropped: 'Dropped',
}

export const goalCardWords = {
  state: 'State',
  due: 'Due',
  owners: 'Owners',
  scope: 'For',
  progress: 'Progress',
  smart: 'SMART',
  original: 'As first agreed',
  why: 'Why this is realistic',
  strategies: 'How',
  campaigns: 'Campaigns',
  actions: 'Commitments',
  measures: 'Measured by',
  columns: ['Key', 'Measure', 'To date', 'Target', 'Expected', 'Pace', 'Status', 'Benchmark'],
} as const

/** Its section in a new plan. */
export const smartGoalStartWords = {
  heading: 'Goals',
  prompt: 'Goals for the year, few enough to remember, each with an owner on both sides.',
} as const
