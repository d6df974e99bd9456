import { Worker } from 'node:worker_threads'
import { StartProblem } from '../../start-problem.ts'
import { recordsOver } from '../records/records.ts'
import { type Admission, type Appended, CorruptRoom, type NewUpdate, type Store, type StoredRoom } from '../store.ts'
import { DiskFailed, isDiskFailure } from './disk-failed.ts'
import { LoopLog } from './loop-log.ts'
import type { Failure, Reply, Request } from './messages.ts'
import { type SyncFile, WalSync } from './wal-sync.ts'

interface Waiting {
  resolve(value: unknown): void
  reject(error: Error): void
}

function errorOf(failure: Failure): Error {
  switch (failure.kind) {
    case 'start':
      return new StartProblem(failure.message)
    case 'corrupt':
      return new CorruptRoom(failure.room, failure.seq)
    case 'disk':
      return new DiskFailed(failure.message)
    case 'other':
      return new Error(failure.message)
  }
}

/** A message to another thread copies the whole buffer behind a view: give it one of the view's own size. */
const compact = (updates: readonly NewUpdate[]): NewUpdate[] =>
  updates.map((update) =>
    update.bytes.byteLength === update.bytes.buffer.byteLength ? update : { ...update, bytes: update.bytes.slice() },
  )

/** So many appends of the loop, or bytes in them, and the thread is asked to empty the write-ahead log. */
const CHECKPOINT = { appends: 1_000, bytes: 4 * 1024 * 1024 }

/**
 * Opens the data folder. Everything that waits for the disk happens on a thread of its own; only small appends, which
 * do not, are written by the event loop itself. Rejects with a StartProblem when the folder cannot be used. Once the disk
 * has failed nothing is answered any more. Tests put another `syncFile` in the place of the disk's.
 */
export async function openSqliteStore(folder: string, syncFile?: SyncFile): Promise<Store> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    resourceLimits: { maxYoungGenerationSizeMb: 16 },
  })
  const waiting = new Map<number, Waiting>()
  let next = 0
  let failure: Error | undefined
  const broken = Promise.withResolvers<Error>()

  const failAll = (error: Error) => {
    for (const each of waiting.values()) each.reject(error)
    waiting.clear()
  }
  const breakDown = (error: Error) => {
    failure ??= error
    broken.resolve(error)
    failAll(error)
  }
  worker.on('message', (reply: Reply) => {
    const asked = waiting.get(reply.id)
    waiting.delete(reply.id)
    if (!('failure' in reply)) return asked?.resolve(reply.value)
    const error = errorOf(reply.failure)
    if (error instanceof DiskFailed) breakDown(error)
    asked?.reject(error)
  })
  worker.on('error', breakDown)
  worker.on('exit', () => failAll(new Error('The database is closed.')))

  const ask = <T>(request: Request): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      if (failure && request.call !== 'close') throw failure
      next += 1
      waiting.set(next, { resolve: resolve as (value: unknown) => void, reject })
      worker.postMessage({ id: next, request })
    })

  let wasCutOff: boolean
  let loop: LoopLog
  let sync: WalSync
  try {
    wasCutOff = await ask<boolean>({ call: 'open', folder })
    loop = new LoopLog(folder)
    sync = new WalSync(folder, (error) => breakDown(new DiskFailed(error.message)), syncFile)
  } catch (error) {
    await worker.terminate()
    throw error
  }

  let sinceCheckpoint = { appends: 0, bytes: 0 }
  const count = (updates: readonly NewUpdate[]) => {
    sinceCheckpoint.appends += 1
    for (const { bytes } of updates) sinceCheckpoint.bytes += bytes.length
    if (sinceCheckpoint.appends < CHECKPOINT.appends && sinceCheckpoint.bytes < CHECKPOINT.bytes) return
    sinceCheckpoint = { appends: 0, bytes: 0 }
    // What a failure means was heard where replies come in; without one, the next comes in time.
    ask<void>({ call: 'checkpoint' }).catch(() => {})
  }
  const appendHere = (updates: readonly NewUpdate[]): readonly number[] | null => {
    try {
      return loop.append(updates)
    } catch (error) {
      if (!isDiskFailure(error)) throw error
      const failed = new DiskFailed((error as Error).message)
      breakDown(failed)
      throw failed
    }
  }

  return {
    log: {
      load: (room) => ask<StoredRoom>({ call: 'load', room }),
      async append(updates): Promise<Appended> {
        if (failure) throw failure
        const seqs =
          appendHere(updates) ?? (await ask<readonly number[]>({ call: 'append', updates: compact(updates) }))
        count(updates)
        return { seqs, saved: sync.committed() }
      },
      putSnapshot: (room, snapshot, at) => ask<void>({ call: 'putSnapshot', room, snapshot, at }),
    },
    history: {
      before: (...args) => ask({ call: 'history', name: 'before', args }),
      keptOf: (...args) => ask({ call: 'history', name: 'keptOf', args }),
      keptAfter: (...args) => ask({ call: 'history', name: 'keptAfter', args }),
      roomWithOlder: (...args) => ask({ call: 'history', name: 'roomWithOlder', args }),
      oldest: (...args) => ask({ call: 'history', name: 'oldest', args }),
      thin: (...args) => ask({ call: 'history', name: 'thin', args }),
    },
    admission: (...args) => ask<Admission | null>({ call: 'admission', args }),
    records: recordsOver((act, args) => ask({ call: 'act', act, args })),
    broken: broken.promise,
    wasCutOff,
    async close() {
      await sync.close()
      // The thread's connection is the last to go: it empties the write-ahead log and removes it.
      loop.close()
      const gone = new Promise((resolve) => worker.once('exit', resolve))
      await ask({ call: 'close' })
      await gone
    },
  }
}
