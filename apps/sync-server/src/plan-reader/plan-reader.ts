import { Worker } from 'node:worker_threads'
import type { BlockId, Day, Facts, FieldPath, PlanJson } from '@concord/schema'
import type { Clock, Stop } from '../clock.ts'
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

interface Waiting {
  resolve(value: unknown): void
  reject(error: Error): void
  readonly stopDeadline: Stop
}

/** A thread with nothing to do is let go after this long: its memory goes with it. Milliseconds. */
const KEEP_IDLE = 10_000

/** Reads and compacts plans on a thread of its own, with a deadline after which the thread is replaced. */
export class PlanReader {
  readonly #clock: Clock
  readonly #deadline: number
  #worker: Worker | null = null
  readonly #waiting = new Map<number, Waiting>()
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

  /** What of a Snapshot a client with this encoded state vector lacks, as one update. */
  async lacks({ seq, bytes }: Snapshot, vector: Uint8Array): Promise<Cut> {
    return { seq, bytes: (await this.#ask({ task: 'lacks', vector }, { updates: [bytes] })) as Uint8Array }
  }

  /** The stored content without interpretation. */
  async content(parts: Parts): Promise<PlanJson> {
    return (await this.#ask({ task: 'content' }, parts)) as PlanJson
  }

  /** The newest writes of the register or cell at a place of `room`; null when no register stands there. */
  async chain(room: string, parts: Parts, place: FieldPlace, most: number): Promise<WriteChain | null> {
    const task: Task = { task: 'chain', ...place, most }
    return (await this.#ask(task, parts, `${room} ${parts.seq}`)) as WriteChain | null
  }

  /** What Updates of the log did to these writes. */
  async writes(ids: readonly WriteId[], logged: readonly LoggedUpdate[]): Promise<readonly RegisterWrite[]> {
    return (await this.#ask({ task: 'writes', ids, logged }, { updates: [] })) as readonly RegisterWrite[]
  }

  /** What is to be kept of Updates of a room whose bytes go; `parts` is the room as it is now. */
  async kept(room: string, parts: Parts, logged: readonly LoggedUpdate[]): Promise<readonly KeptChange[]> {
    return (await this.#ask({ task: 'kept', logged }, parts, `${room} ${parts.seq}`)) as readonly KeptChange[]
  }

  /** The plan as HTML to be read, with derived values as of a day. */
  async page(parts: Parts, facts: Facts, asOf: Day): Promise<string> {
    return (await this.#ask({ task: 'page', facts, asOf }, parts)) as string
  }

  async close(): Promise<void> {
    await this.#replace(new Error('The server stops.'))
  }

  #ask(task: Task, { updates }: Pick<Parts, 'updates'>, of?: string): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#stopIdle()
      this.#next += 1
      const id = this.#next
      const stopDeadline = this.#clock.after(this.#deadline, () => {
        void this.#replace(new Error('Reading the plan took too long.'))
      })
      this.#waiting.set(id, { resolve, reject, stopDeadline })
      // A message copies the whole buffer behind a view; these are views of their own size.
      this.#thread().postMessage({ id, updates, ...(of && { of }), ...task } satisfies ReadRequest)
    })
  }

  #thread(): Worker {
    if (this.#worker) return this.#worker
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 16 },
    })
    worker.on('message', (reply: ReadReply) => {
      const asked = this.#waiting.get(reply.id)
      this.#waiting.delete(reply.id)
      asked?.stopDeadline()
      if ('failure' in reply) asked?.reject(new Error(reply.failure))
      else asked?.resolve(reply.value)
      if (this.#waiting.size === 0) this.#letGoLater(worker)
    })
    worker.on('error', (error: Error) => {
      if (this.#worker === worker) void this.#replace(error)
    })
    worker.unref()
    this.#worker = worker
    return worker
  }

  #letGoLater(worker: Worker): void {
    this.#stopIdle()
    this.#stopIdle = this.#clock.after(KEEP_IDLE, () => {
      if (this.#worker !== worker || this.#waiting.size > 0) return
      this.#worker = null
      void worker.terminate()
    })
  }

  async #replace(cause: Error): Promise<void> {
    const worker = this.#worker
    this.#worker = null
    this.#stopIdle()
    for (const { reject, stopDeadline } of this.#waiting.values()) {
      stopDeadline()
      reject(cause)
    }
    this.#waiting.clear()
    await worker?.terminate()
  }
}
