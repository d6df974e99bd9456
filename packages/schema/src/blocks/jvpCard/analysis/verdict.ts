/** What a check says: fine, look again, or not yet. */
export type Verdict = 'pass' | 'warn' | 'fail'

const RANK = { pass: 0, warn: 1, fail: 2 } as const

/** The worst of several verdicts; `pass` for none. */
export const worstOf = (verdicts: readonly Verdict[]): Verdict =>
  verdicts.reduce<Verdict>((worst, verdict) => (RANK[verdict] > RANK[worst] ? verdict : worst), 'pass')
