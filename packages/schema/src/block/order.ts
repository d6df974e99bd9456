import { generateKeyBetween } from 'fractional-indexing'
import { randomBytes } from '../random.ts'

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/**
 * A sort key between two others (null: the open end). Random letters at its end keep two people who insert
 * at one place while apart from getting the same key. Keys that are no keys, or not in order, give one at the end.
 */
export function orderBetween(before: string | null, after: string | null): string {
  const key = keyBetween(before, after)
  const jittered = key + randomLetters(3)
  return after === null || jittered < after ? jittered : key
}

function keyBetween(before: string | null, after: string | null): string {
  try {
    return generateKeyBetween(before, after)
  } catch {
    // A key written by something that is not Concord: order is a convenience, never a reason to fail.
    try {
      return generateKeyBetween(before, null)
    } catch {
      return generateKeyBetween(null, null)
    }
  }
}

const randomLetters = (count: number) =>
  Array.from(randomBytes(count), (byte) => LETTERS[byte % LETTERS.length]).join('')
