/** Sentences of the reader that every kind shares. */
export const fieldWords = {
  required: (label: string) => `${label} is still open.`,
  notValid: (label: string) => `${label} is not valid.`,
  tooLong: (label: string, limit: number, length: number) =>
    `${label} has ${length} characters; ${limit} is the most that can be signed.`,
  wrongPeriod: (label: string, period: string) => `${label}: '${period}' is no month or quarter.`,
  notArrived: 'This block has not arrived yet.',
  newerBlock: 'A newer Concord made this block.',
  invalidReason: 'not valid',
} as const

/** What a card says in a mail besides its own words. */
export const mailWords = {
  open: (key: string | null): string => (key === null ? 'Open in the plan' : `Open ${key} in the plan`),
  source: (day: string, hash: string): string => `As of ${day} · ${hash}`,
} as const
