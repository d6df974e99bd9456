import type { ErrorCode } from '@concord/schema'
import { ApiError, api } from '../api/client.ts'

/** How often a connection that never stands makes us ask whether we are still allowed in. */
const PAUSE_MS = 5000

/** A refusal before the upgrade looks like a broken line: only the API can say whether we are still allowed in. */
export class AccessCheck {
  readonly #plan: string
  readonly #onRefused: (code: ErrorCode) => void
  #askedAt = 0

  constructor(plan: string, onRefused: (code: ErrorCode) => void) {
    this.#plan = plan
    this.#onRefused = onRefused
  }

  async ask(): Promise<void> {
    if (Date.now() - this.#askedAt < PAUSE_MS) return
    this.#askedAt = Date.now()
    try {
      await api.plan(this.#plan)
    } catch (error) {
      if (error instanceof ApiError) this.#onRefused(error.code)
    }
  }
}
