import type { BlockId, ReviewFact } from '@concord/schema'

/** The review that was closed last; null before the first. Its minutes stay open on the page, older ones fold. */
export const latestClosed = (reviews: readonly ReviewFact[]): BlockId | null =>
  reviews
    .filter(({ closedAt }) => closedAt !== null)
    .reduce<ReviewFact | null>((last, review) => (last === null || review.number > last.number ? review : last), null)
    ?.block ?? null
