import { close, closeSync, fdatasync, fdatasyncSync, fsyncSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { StartProblem } from '../../start-problem.ts'
import { words } from '../../words.ts'

/** Asks the disk to keep a file; rejects when it did not. */
export type SyncFile = (file: number) => Promise<void>

/** The disk is asked this often, so that one answer serves many. Milliseconds. */
const APART = 40
/** After a pause it is asked so soon: what was written is passed on first. Milliseconds. */
const SOON = 5

/**
 * Brings written commits to disk: they are in the write-ahead log already, and one sync of that file makes all of them
 * durable, while the next ones are being written.
 */
export class WalSync {
  readonly #file: number
  readonly #failed: (error: Error) => void
  readonly #syncFile: SyncFile
  #next: PromiseWithResolvers<void> | null = null
  #running: Promise<void> | null = null
  #failure: Error | null = null
  #askedAt = Number.NEGATIVE_INFINITY

  /** `failed` hears when the disk did not take it: asking again could be answered with a lie. */
  constructor(folder: string, failed: (error: Error) => void, syncFile: SyncFile = promisify(fdatasync)) {
    this.#failed = failed
    this.#syncFile = syncFile
    try {
      this.#file = openSynced(folder)
    } catch {
      throw new StartProblem(words.start.diskFailed(folder))
    }
  }

  /** One more commit is written; resolves when it survives a power cut, rejects when nobody can tell. */
  committed(): Promise<void> {
    if (this.#failure) return Promise.reject(this.#failure)
    if (!this.#next) {
      this.#next = Promise.withResolvers()
      // Whoever cares listens; the process must not end because nobody does.
      this.#next.promise.catch(() => {})
    }
    const { promise } = this.#next
    this.#running ??= this.#run()
    return promise
  }

  /** Resolves when everything written is on disk, and lets go of the file. */
  async close(): Promise<void> {
    while (this.#running) await this.#running
    await promisify(close)(this.#file)
  }

  async #run(): Promise<void> {
    while (this.#next) {
      const wait = Math.max(SOON, this.#askedAt + APART - performance.now())
      await new Promise((resolve) => setTimeout(resolve, wait))
      this.#askedAt = performance.now()
      const synced = this.#next
      this.#next = null
      try {
        await this.#syncFile(this.#file)
        synced.resolve()
      } catch (error) {
        this.#failure = error as Error
        for (const each of [synced, this.#next as PromiseWithResolvers<void> | null]) each?.reject(this.#failure)
        this.#next = null
        this.#failed(this.#failure)
      }
    }
    // At once: who hears that he is saved may write before anything else happens, and must not wait for nobody.
    this.#running = null
  }
}

/** Opens the write-ahead log, with everything in it on disk. */
function openSynced(folder: string): number {
  const file = openSync(join(folder, 'concord.db-wal'), 'r+')
  // What a process that was killed had written is read back as kept, and would be acknowledged to who offers it again.
  fdatasyncSync(file)
  // The file's name must outlast a power cut too.
  const directory = openSync(folder, 'r')
  fsyncSync(directory)
  closeSync(directory)
  return file
}
