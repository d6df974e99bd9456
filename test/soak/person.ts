import { Client, rangesOf } from '../bench/sync/client.ts'
import { withDeletion } from '../bench/sync/scenarios/slow-reader.ts'
import type { Target } from '../bench/sync/target.ts'
import { freshClient } from '../bench/sync/typing-load.ts'
import { Typist } from '../bench/sync/typist.ts'
import type { Rng } from '../support/rng.ts'

/** How many of somebody's last sentences stay in the plan: an hour of typing must not make it longer. */
const KEPT = 10

/** Somebody in a room for hours: types, moves the cursor, loses the connection and comes back. */
export class Person {
  readonly room: string
  readonly #target: Target
  readonly #typist = new Typist(freshClient())
  readonly #sentences: { readonly from: number; readonly length: number }[] = []
  #client: Client | null = null
  #isJoining = false
  #sent = 0
  #saved = 0
  #typedAt = new Map<number, number>()
  #presenceClock = 0
  /** Milliseconds from a key to its acknowledgement, since they were last taken. */
  latencies: number[] = []
  /** Ends of the connection that nobody asked for. */
  cuts = 0

  constructor(target: Target, room: string) {
    this.#target = target
    this.room = room
  }

  get isThere(): boolean {
    return this.#client !== null
  }
  /** Everything typed on this connection is acknowledged. */
  get isSaved(): boolean {
    return this.#saved >= this.#sent
  }
  get client(): number {
    return this.#typist.client
  }
  get clock(): number {
    return this.#typist.clock
  }

  async join(): Promise<void> {
    if (this.#client || this.#isJoining) return
    this.#isJoining = true
    // The client's answer to the server's first question is frame 1.
    this.#sent = 1
    this.#saved = 0
    this.#typedAt.clear()
    const client: Client = await Client.join(
      this.#target,
      this.room,
      {
        saved: (count) => this.#hearSaved(count),
        closed: () => {
          // The one that was left is not the present one any more.
          if (this.#client !== client) return
          this.#client = null
          this.cuts += 1
        },
      },
      { wantsSaved: true },
    )
    this.#client = client
    this.#isJoining = false
  }

  /** Leaves once everything is acknowledged, so that nothing needs to be offered again. */
  async leave(): Promise<void> {
    if (!this.#client) return
    while (!this.isSaved) await new Promise((resolve) => setTimeout(resolve, 20))
    const client = this.#client
    this.#client = null
    client?.close()
  }

  /** Types a letter or a sentence, and takes out the oldest one. */
  type(random: Rng): void {
    if (!this.#client) return
    const length = random.chance(0.5) ? 1 : 20 + random.below(150)
    const from = this.#typist.clock
    let update: Uint8Array = this.#typist.key('words '.repeat(30).slice(0, length))
    this.#sentences.push({ from, length })
    const old = this.#sentences.length > KEPT ? this.#sentences.shift() : undefined
    if (old) update = withDeletion(update, this.#typist.client, old.from, old.length)
    this.#client.update(update)
    this.#sent += 1
    this.#typedAt.set(this.#sent, performance.now())
  }

  moveCursor(random: Rng): void {
    this.#presenceClock += 1
    this.#client?.presence(this.#typist.client, this.#presenceClock, { at: random.below(1_000) })
  }

  #hearSaved(count: number): void {
    for (let frame = this.#saved + 1; frame <= count; frame += 1) {
      const at = this.#typedAt.get(frame)
      if (at === undefined) continue
      this.latencies.push(performance.now() - at)
      this.#typedAt.delete(frame)
    }
    this.#saved = count
  }
}

/** How far each client's clock goes in a room, as a newcomer is told. */
export async function clocksOf(target: Target, room: string): Promise<Map<number, number>> {
  const clocks = new Map<number, number>()
  const reader = await Client.join(target, room, {
    update(bytes) {
      for (const { client, to } of rangesOf(bytes)) clocks.set(client, Math.max(to, clocks.get(client) ?? 0))
    },
  })
  reader.close()
  return clocks
}
