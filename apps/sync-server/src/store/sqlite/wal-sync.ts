import { close, closeSync, fdatasync, fdatasyncSync, fsyncSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

/** Commits gather this long before the disk is asked, so that one answer serves many. Milliseconds. */
const GATHER = 5

export interface SyncHeard {
  /** Every commit up to this survives a power cut. */
  saved(commit: number): void
  /** The disk did not take it, and asking again could be answered with a lie. */
  failed(error: Error): void
}

/**
 * Brings written commits to disk: they are in the write-ahead log already, and one sync of that file makes all of them
 * durable, while the next ones are being written.
 */
export class WalSync {
  readonly #file: number
  readonly #heard: SyncHeard
  #commits = 0
  #saved = 0
  #running: Promise<void> | null = null
  #hasFailed = false

  constructor(folder: string, heard: SyncHeard) {
    this.#heard = heard
    this.#file = openSync(join(folder, 'concord.db-wal'), 'r+')
    // What a process that was killed had written is read back as kept, and would be acknowledged to who offers it again.
    fdatasyncSync(this.#file)
    // The file's name must outlast a power cut too.
    const directory = openSync(folder, 'r')
    fsyncSync(directory)
    closeSync(directory)
  }

  /** One more commit is written; answers its number. */
  committed(): number {
    this.#commits += 1
    this.#running ??= this.#run().finally(() => {
      this.#running = null
    })
    return this.#commits
  }

  /** Resolves when everything written is on disk, and lets go of the file. */
  async close(): Promise<void> {
    while (this.#running) await this.#running
    await promisify(close)(this.#file)
  }

  async #run(): Promise<void> {
    while (this.#saved < this.#commits && !this.#hasFailed) {
      await new Promise((resolve) => setTimeout(resolve, GATHER))
      const upTo = this.#commits
      try {
        await promisify(fdatasync)(this.#file)
      } catch (error) {
        this.#hasFailed = true
        this.#heard.failed(error as Error)
        return
      }
      this.#saved = upTo
      this.#heard.saved(upTo)
    }
  }
}
