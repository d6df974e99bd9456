/**
 * The six digits in what somebody typed or pasted; null where there are none. People put spaces and dashes between
 * them, paste whole lines, and have keyboards with wide digits.
 */
export const codeIn = (typed: string): string | null =>
  /(?<!\d)\d{6}(?!\d)/.exec(typed.normalize('NFKC').replace(/(?<=\d)[\s-]+(?=\d)/g, ''))?.[0] ?? null
