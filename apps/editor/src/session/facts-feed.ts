import { definitionOf, type Facts, noFacts, type Plan, refTo } from '@concord/schema'
import { ApiError, api } from '../api/client.ts'

/** Time after a change in which more of them are expected, before keys are asked for. */
const KEY_DELAY_MS = 800

/** Pause before a question that got no answer is asked again. */
const AGAIN_MS = 1500

/** What the feed needs to know of the connection around it. */
export interface FeedHost {
  readonly isConnected: () => boolean
  /** Something of mine is not yet on the server, which names only what it has. */
  readonly hasUnsaved: () => boolean
  /** The plan as it is now; null while it is not shown or may not be written. */
  readonly writablePlan: () => Plan | null
  readonly onFacts: (facts: Facts) => void
  /** The server refused: perhaps access is gone. */
  readonly onRefused: () => void
}

/** Keeps the facts of one plan current, and asks for the keys of what was just made. */
export class FactsFeed {
  readonly #plan: string
  readonly #host: FeedHost
  #facts: Facts = noFacts
  #wanted = 0
  #isFetching = false
  #keyTimer: ReturnType<typeof setTimeout> | undefined
  #againTimer: ReturnType<typeof setTimeout> | undefined

  constructor(plan: string, host: FeedHost) {
    this.#plan = plan
    this.#host = host
  }

  get facts(): Facts {
    return this.#facts
  }

  /** Takes facts that came some other way: with the page, or from this device. */
  take(facts: Facts): void {
    this.#facts = facts
  }

  /** Fetches what changed; `number` is what the server announced, 0 to ask in any case. */
  async fetch(number: number): Promise<void> {
    this.#wanted = Math.max(this.#wanted, number)
    if (this.#isFetching) return
    this.#isFetching = true
    let isAnswered = true
    try {
      const { facts } = await api.facts(this.#plan, this.#facts.number)
      if (facts) {
        this.#facts = facts
        this.#host.onFacts(facts)
      }
    } catch (error) {
      if (error instanceof ApiError) this.#host.onRefused()
      else isAnswered = false
    } finally {
      this.#isFetching = false
    }
    const isBehind = this.#facts.number < this.#wanted
    // Without a connection there is nothing to wait for: facts are fetched when it is back.
    if (!this.#host.isConnected()) return
    if (!isAnswered) this.#again(() => void this.fetch(0))
    else {
      this.#wanted = 0
      if (isBehind) await this.fetch(0)
    }
  }

  #again(ask: () => void): void {
    clearTimeout(this.#againTimer)
    this.#againTimer = setTimeout(ask, AGAIN_MS)
  }

  /** The connection stands (again): asks for everything that changed or could not be asked for meanwhile. */
  connected(): void {
    void this.fetch(0)
    this.wantKeys()
  }

  /** New Blocks and rows get the key people say once they are saved. */
  wantKeys(): void {
    clearTimeout(this.#keyTimer)
    this.#keyTimer = setTimeout(() => {
      const plan = this.#host.writablePlan()
      if (!plan || !this.#host.isConnected() || !lacksKeys(plan)) return
      if (this.#host.hasUnsaved()) this.wantKeys()
      else
        void api
          .keys(this.#plan)
          .then(({ number }) => this.fetch(number))
          .catch((error: unknown) => {
            if (!(error instanceof ApiError)) this.wantKeys()
          })
    }, KEY_DELAY_MS)
  }

  stop(): void {
    clearTimeout(this.#keyTimer)
    clearTimeout(this.#againTimer)
  }
}

/** True when a Block or row in the body should have a key and has none yet. */
export function lacksKeys({ content, facts }: Plan): boolean {
  return content.order.some((id) => {
    const block = content.blocks.get(id)
    const shape = block && definitionOf(block.kind)?.shape
    if (!block || !shape) return false
    if (shape.prefix && !facts.keys[id]) return true
    const lists = block as unknown as Readonly<Record<string, readonly { id: string }[]>>
    return Object.keys(shape.rowPrefix ?? {}).some((list) =>
      (lists[list] ?? []).some((row) => !facts.keys[refTo(id, row.id)]),
    )
  })
}
