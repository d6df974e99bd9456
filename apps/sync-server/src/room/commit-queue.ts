import type { Appended, NewUpdate, UpdateLog } from '../store/store.ts'

/** Something that waits in line: an Update to append, or a mere wish to know when all before it are on disk. */
export interface Entry {
  readonly update: NewUpdate | null
}

/** Whoever puts entries in line and hears what became of them. */
export interface Committer<E extends Entry> {
  /**
   * All of these are written, in the order given: others may see them, since they outlive the process. `seq` is null
   * for an entry without an Update.
   */
  written(entries: readonly { readonly entry: E; readonly seq: number | null }[]): void
  /** The same entries are on disk now: they outlive a power cut. */
  saved(entries: readonly E[]): void
  /** Nothing of the batch was kept, and nothing of this committer will be. */
  failed(error: Error): void
}

/** Does something for a committer; what it cannot do is its own failure, and nobody else's. */
export function orFail(committer: Pick<Committer<never>, 'failed'>, act: () => void): void {
  try {
    act()
  } catch (error) {
    committer.failed(error as Error)
  }
}

type Batch<E extends Entry> = Map<Committer<E>, E[]>

/** What ends a turn of the event loop; tests end theirs when they like. */
export type Soon = (act: () => void) => void

/**
 * Group commit: whatever queued while the last commit ran, or within one turn of the event loop, goes to disk in one
 * transaction. At most one commit is under way, so the order of the queue is the order of the log.
 */
export class CommitQueue<E extends Entry> {
  readonly #log: UpdateLog
  readonly #soon: Soon
  #bytes = 0
  #unsaved: Promise<void> = Promise.resolve()
  #unsavedSyncs = 0
  /** The batches that wait for the newest sync. */
  #newest: { readonly saved: Promise<void>; readonly batches: Batch<E>[] } | null = null
  #next: Batch<E> = new Map()
  #running: Promise<void> | null = null
  #scheduled = false

  constructor(log: UpdateLog, soon: Soon = setImmediate) {
    this.#log = log
    this.#soon = soon
  }

  /** Bytes in line or under way. */
  get bytes(): number {
    return this.#bytes
  }

  add(committer: Committer<E>, entry: E): void {
    const line = this.#next.get(committer)
    if (line) line.push(entry)
    else this.#next.set(committer, [entry])
    this.#bytes += entry.update?.bytes.length ?? 0
    if (this.#running || this.#scheduled) return
    this.#scheduled = true
    this.#soon(() => {
      this.#scheduled = false
      this.#start()
    })
  }

  /** Forgets what a committer still has in line. */
  drop(committer: Committer<E>): void {
    this.#bytes -= sizeOf((this.#next.get(committer) ?? []).map(({ update }) => update))
    this.#next.delete(committer)
  }

  /**
   * True when everything that was ever written is on disk, whoever wrote it: a room may have been loaded anew from
   * what another one wrote and nobody has synced yet.
   */
  get isSaved(): boolean {
    return !this.#running && this.#unsavedSyncs === 0
  }

  /** True while something of this committer waits for the next commit. */
  has(committer: Committer<E>): boolean {
    return this.#next.has(committer)
  }

  /** Resolves when nothing is in line, under way or written without being saved. */
  async idle(): Promise<void> {
    while (this.#running || this.#next.size > 0) {
      this.#start()
      await this.#running
    }
    await this.#unsaved
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
    const updates: NewUpdate[] = []
    for (const entries of batch.values()) for (const { update } of entries) if (update) updates.push(update)
    let appended: Appended
    try {
      // Entries without an Update wait for what was written before them.
      appended = updates.length > 0 ? await this.#log.append(updates) : { seqs: [], saved: this.#unsaved }
    } catch (error) {
      for (const committer of batch.keys()) committer.failed(error as Error)
      return
    } finally {
      this.#bytes -= sizeOf(updates)
    }
    let at = 0
    for (const [committer, entries] of batch) {
      const written = entries.map((entry) => ({ entry, seq: entry.update ? appended.seqs[at++]! : null }))
      orFail(committer, () => committer.written(written))
    }
    this.#save(batch, appended.saved)
  }

  /** Tells a batch when it is on disk. Many are safe by one sync of the disk, and wait for it together. */
  #save(batch: Batch<E>, saved: Promise<void>): void {
    if (this.#newest?.saved === saved) {
      this.#newest.batches.push(batch)
      return
    }
    const batches = [batch]
    const newest = { saved, batches }
    const settle = () => {
      if (this.#newest === newest) this.#newest = null
    }
    this.#newest = newest
    this.#unsavedSyncs += 1
    this.#unsaved = Promise.all([this.#unsaved, saved]).then(
      () => {
        settle()
        this.#unsavedSyncs -= 1
        for (const each of batches)
          for (const [committer, entries] of each) orFail(committer, () => committer.saved(entries))
      },
      (error: Error) => {
        settle()
        for (const each of batches) for (const committer of each.keys()) committer.failed(error)
      },
    )
  }
}

const sizeOf = (updates: readonly (NewUpdate | null)[]): number =>
  updates.reduce((sum, update) => sum + (update?.bytes.length ?? 0), 0)
