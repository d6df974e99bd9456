import { Worker } from 'node:worker_threads'
import type { BlockId, Day, Facts, FieldPath, PlanGlance, PlanJson, PlanSummary } from '@concord/schema'
import type { Clock, Stop } from '../clock.ts'
import type { Preview } from '../preview/preview.ts'
import type { KeptChange, LoggedUpdate, Snapshot } from '../store/store.ts'
import type { ReadReply, ReadRequest, Task } from './messages.ts'
import type { RegisterWrite, WriteChain, WriteId } from './register-writes.ts'

/** Content as the updates that hold it, and the newest seq among them. */
export interface Parts {
  readonly seq: number
  readonly updates: readonly Uint8Array[]
}

/** What somebody lacks of the Snapshot with this seq. */
export interface Cut {
  readonly seq: number
  readonly bytes: Uint8Array
}

/** Where a register or cell stands in a plan. */
export interface FieldPlace {
  readonly block: BlockId
  readonly path: FieldPath
}

/** Parts of a pack: `content` is the text that `hash` covers, `markdown` a JSON string. */
export interface PackTexts {
  readonly content: string
  readonly hash: string
  readonly markdown: string
}

/** One question, with whoever waits for its answer. */
interface Asked {
  readonly request: ReadRequest
  /** False when the answer would find nobody. */
  readonly isThere: () => boolean
  resolve(value: unknown): void
  reject(error: Error): void
}

/** A thread with nothing to do is let go after this long: its memory goes with it. Milliseconds. */
const KEEP_IDLE = 10_000

/**
 * Reads and compacts plans on a thread of its own, one after the other. What takes longer than the deadline is given up
 * together with the thread; what waits behind it gets a new one.
 */
export class PlanReader {
  readonly #clock: Clock
  readonly #deadline: number
  #worker: Worker | null = null
  /** The first is what the thread works on. */
  #line: Asked[] = []
  #stopDeadline: Stop = () => {}
  #next = 0
  #stopIdle: Stop = () => {}

  constructor(clock: Clock, deadline = 10_000) {
    this.#clock = clock
    this.#deadline = deadline
  }

  /** A Snapshot that covers all parts. */
  async snapshot(parts: Parts): Promise<Snapshot> {
    const made = (await this.#ask({ task: 'snapshot' }, parts)) as Omit<Snapshot, 'seq'>
    return { seq: parts.seq, ...made }
  }

  /**
   * What of a Snapshot a client with this encoded state vector lacks, as one update. Rejects unread when the client is
   * not there any more once it is its turn: who waits too long comes back and asks again.
   */
  async lacks({ seq, bytes }: Snapshot, vector: Uint8Array, isThere: () => boolean): Promise<Cut> {
    return { seq, bytes: (await this.#ask({ task: 'lacks', vector }, { updates: [bytes] }, { isThere })) as Uint8Array }
  }

  /** The stored content without interpretation. */
  async content(parts: Parts): Promise<PlanJson> {
    return (await this.#ask({ task: 'content' }, parts)) as PlanJson
  }

  /** The newest writes of the register or cell at a place of `room`; null when no register stands there. */
  async chain(room: string, parts: Parts, place: FieldPlace, most: number): Promise<WriteChain | null> {
    const task: Task = { task: 'chain', ...place, most }
    return (await this.#ask(task, parts, { of: `${room} ${parts.seq}` })) as WriteChain | null
  }

  /** What Updates of the log did to these writes. */
  async writes(ids: readonly WriteId[], logged: readonly LoggedUpdate[]): Promise<readonly RegisterWrite[]> {
    return (await this.#ask({ task: 'writes', ids, logged }, { updates: [] })) as readonly RegisterWrite[]
  }

  /** What is to be kept of Updates of a room whose bytes go; `parts` is the room as it is now. */
  async kept(room: string, parts: Parts, logged: readonly LoggedUpdate[]): Promise<readonly KeptChange[]> {
    return (await this.#ask({ task: 'kept', logged }, parts, { of: `${room} ${parts.seq}` })) as readonly KeptChange[]
  }

  /** The plan as HTML to be read, with derived values as of a day. */
  async page(parts: Parts, facts: Facts, asOf: Day): Promise<string> {
    return (await this.#ask({ task: 'page', facts, asOf }, parts)) as string
  }

  /** The plan on one screen, as of a day. */
  async summary(parts: Parts, facts: Facts, asOf: Day): Promise<PlanSummary> {
    return (await this.#ask({ task: 'summary', facts, asOf }, parts)) as PlanSummary
  }

  /** The plan in one line; `signed` is the JSON of what both sides signed last. */
  async glance(
    parts: Parts,
    facts: Facts,
    now: number,
    signed: string | null,
  ): Promise<{ readonly asOf: Day; readonly glance: PlanGlance }> {
    const read = await this.#ask({ task: 'glance', facts, now, signed }, parts)
    return read as { asOf: Day; glance: PlanGlance }
  }

  /** A preview as a PNG. */
  async picture(preview: Preview | null): Promise<Uint8Array<ArrayBuffer>> {
    return (await this.#ask({ task: 'picture', preview }, { updates: [] })) as Uint8Array<ArrayBuffer>
  }

  /** The plan as a pack tells it, as JSON texts, so that nothing big is built on the event loop. */
  async packTexts(parts: Parts, facts: Facts, asOf: Day): Promise<PackTexts> {
    return (await this.#ask({ task: 'pack', facts, asOf }, parts)) as PackTexts
  }

  /** The private Y.Doc of a side, as JSON text. */
  async sideText(parts: Parts): Promise<string> {
    return (await this.#ask({ task: 'side' }, parts)) as string
  }

  async close(): Promise<void> {
    const line = this.#line
    this.#line = []
    for (const { reject } of line) reject(new Error('The server stops.'))
    await this.#dropThread()
  }

  #ask(
    task: Task,
    { updates }: Pick<Parts, 'updates'>,
    { of, isThere = () => true }: { of?: string; isThere?: () => boolean } = {},
  ): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#stopIdle()
      this.#next += 1
      this.#line.push({ request: { id: this.#next, updates, ...(of && { of }), ...task }, isThere, resolve, reject })
      if (this.#line.length === 1) this.#begin()
    })
  }

  /** The thread takes the first in line. Its deadline begins now, so that nobody is given up for having waited. */
  #begin(): void {
    while (this.#line[0]?.isThere() === false) this.#line.shift()?.reject(new Error('Nobody waits for it any more.'))
    const [first] = this.#line
    if (!first) {
      this.#letGoLater()
      return
    }
    this.#stopDeadline = this.#clock.after(this.#deadline, () => {
      this.#giveUp(new Error('Reading the plan took too long.'))
    })
    // A message copies the whole buffer behind a view; these are views of their own size.
    this.#thread().postMessage(first.request)
  }

  #answered(reply: ReadReply): void {
    if (this.#line[0]?.request.id !== reply.id) return
    this.#stopDeadline()
    const { resolve, reject } = this.#line.shift()!
    if ('failure' in reply) reject(new Error(reply.failure))
    else resolve(reply.value)
    this.#begin()
  }

  /** What the thread works on has no answer; the others wait for the next thread. */
  #giveUp(cause: Error): void {
    void this.#dropThread()
    this.#line.shift()?.reject(cause)
    this.#begin()
  }

  #thread(): Worker {
    if (this.#worker) return this.#worker
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 16 },
    })
    worker.on('message', (reply: ReadReply) => this.#answered(reply))
    worker.on('error', (error: Error) => {
      if (this.#worker === worker) this.#giveUp(error)
    })
    worker.unref()
    this.#worker = worker
    return worker
  }

  #letGoLater(): void {
    this.#stopIdle()
    const worker = this.#worker
    this.#stopIdle = this.#clock.after(KEEP_IDLE, () => {
      if (this.#line.length === 0 && this.#worker === worker) void this.#dropThread()
    })
  }

  async #dropThread(): Promise<void> {
    const worker = this.#worker
    this.#worker = null
    this.#stopIdle()
    this.#stopDeadline()
    await worker?.terminate()
  }
}
