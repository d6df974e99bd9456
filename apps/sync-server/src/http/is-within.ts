import type { RateLimiterAbstract } from 'rate-limiter-flexible'

/** Counts one more try; false when there were too many. */
export async function isWithin(limiter: RateLimiterAbstract, key: string): Promise<boolean> {
  try {
    await limiter.consume(key)
    return true
  } catch {
    return false
  }
}
