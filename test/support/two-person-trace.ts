import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

/** One change of one of the two, on top of everything its parents stand on. */
interface Change {
  readonly agent: 0 | 1
  /** Places in `txns` of the newest changes it was made on. */
  readonly parents: readonly number[]
  readonly patches: readonly (readonly [at: number, deleted: number, inserted: string])[]
}

/** Two people who wrote one text at the same time, as they really did; each change comes after what it was made on. */
export interface TwoPersonTrace {
  readonly endContent: string
  readonly txns: readonly Change[]
}

/** The text and its source are in `test/fixtures/SOURCE.md`. */
export const twoPersonTrace = (): TwoPersonTrace =>
  JSON.parse(
    gunzipSync(readFileSync(new URL('../fixtures/friendsforever.concurrent.json.gz', import.meta.url))).toString(),
  )
