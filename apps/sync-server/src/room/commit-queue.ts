import type { NewUpdate, UpdateLog } from '../store/store.ts'

/** Something that waits in line: an Update to append, or a mere wish to know when all before it are on disk. */
export interface Entry {
  readonly update: NewUpdate | null
}

/** Whoever puts entries in line and hears what became of them. */
export interface Committer<E extends Entry> {
  /** All of these are on disk, in the order given; `seq` is null for an entry without an Update. */
  committed(entries: readonly { readonly entry: E; readonly seq: number | null }[]): void
  /** Nothing of the batch was kept, and nothing of this committer will be. */
  failed(error: Error): void
}

type Batch<E extends Entry> = Map<Committer<E>, E[]>

/**
 * Group commit: whatever queued while the last commit ran, or within one turn of the event loop, goes to disk in one
 * transaction. At most one commit is under way, so the order of the queue is the order of the log.
 */
export class CommitQueue<E extends Entry> {
  readonly #log: UpdateLog
  #next: Batch<E> = new Map()
  #running: Promise<void> | null = null
  #scheduled = false

  constructor(log: UpdateLog) {
    this.#log = log
  }

  add(committer: Committer<E>, entry: E): void {
    const line = this.#next.get(committer)
    if (line) line.push(entry)
    else this.#next.set(committer, [entry])
    if (this.#running || this.#scheduled) return
    this.#scheduled = true
    setImmediate(() => {
      this.#scheduled = false
      this.#start()
    })
  }

  /** Forgets what a committer still has in line. */
  drop(committer: Committer<E>): void {
    this.#next.delete(committer)
  }

  /** True while something of this committer waits for the next commit. */
  has(committer: Committer<E>): boolean {
    return this.#next.has(committer)
  }

  /** Resolves when nothing is in line or under way. */
  async idle(): Promise<void> {
    while (this.#running || this.#next.size > 0) {
      this.#start()
      await this.#running
    }
  }

  #start(): void {
    if (this.#running || this.#next.size === 0) return
    const batch = this.#next
    this.#next = new Map()
    this.#running = this.#commit(batch).finally(() => {
      this.#running = null
      this.#start()
    })
  }

  async #commit(batch: Batch<E>): Promise<void> {
    const updates = [...batch.values()].flat().flatMap(({ update }) => update ?? [])
    let seqs: readonly number[]
    try {
      seqs = updates.length > 0 ? await this.#log.append(updates) : []
    } catch (error) {
      for (const committer of batch.keys()) committer.failed(error as Error)
      return
    }
    let at = 0
    for (const [committer, entries] of batch)
      committer.committed(entries.map((entry) => ({ entry, seq: entry.update ? seqs[at++]! : null })))
  }
}
