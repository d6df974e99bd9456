/** What charts and marks say to people who do not see them. */
export const chartWords = {
  noNumbers: (name: string) => `${name}: no numbers yet.`,
  sentence: (name: string, parts: readonly string[]) => `${name}: ${parts.join(', ')}.`,
  point: (period: string, actual: string, plan: string | null, isOpen: boolean) =>
    `${period} ${actual}${plan === null ? '' : ` of ${plan} planned`}${isOpen ? ' so far' : ''}`,
  readingPoint: (period: string, actual: string, plan: string | null, isOpen: boolean) =>
    `${period} ${actual}${plan === null ? '' : `, planned ${plan}`}${isOpen ? ', so far' : ''}`,
  notReported: 'not reported',
  progress: (actual: string, plan: string) => `${actual} of ${plan}`,
  acks: { agreed: 'Agreed', none: 'Not agreed yet', stale: 'Changed since agreed' },
  ackOf: (company: string, state: 'valid' | 'stale' | 'none') =>
    ({
      valid: `${company} agreed`,
      stale: `${company} agreed to an older text`,
      none: `${company} has not agreed yet`,
    })[state],
} as const
