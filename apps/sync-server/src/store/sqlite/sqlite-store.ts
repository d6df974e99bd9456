import { Worker } from 'node:worker_threads'
import { StartProblem } from '../../start-problem.ts'
import { recordsOver } from '../records/records.ts'
import { type Admission, type Appended, CorruptRoom, type NewUpdate, type Store, type StoredRoom } from '../store.ts'
import type { Committed, Failure, Reply, Request, Saved } from './messages.ts'

interface Waiting {
  resolve(value: unknown): void
  reject(error: Error): void
}

/** The disk failed: what was acknowledged is safe only after a restart has recovered it. */
export class DiskFailed extends Error {
  override readonly name = 'DiskFailed'
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

/**
 * Opens the data folder on a thread of its own, so that no commit ever stops the event loop. Rejects with a
 * StartProblem when the folder cannot be used.
 */
export async function openSqliteStore(folder: string): Promise<Store> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    resourceLimits: { maxYoungGenerationSizeMb: 16 },
  })
  const waiting = new Map<number, Waiting>()
  let next = 0
  const broken = Promise.withResolvers<Error>()

  /** Commits that are written and not known to be on disk yet, oldest first. */
  let lastSaved = 0
  const unsaved: { readonly commit: number; resolve(): void; reject(error: Error): void }[] = []

  const failAll = (error: Error) => {
    for (const each of unsaved.splice(0)) each.reject(error)
    for (const each of waiting.values()) each.reject(error)
    waiting.clear()
  }
  worker.on('message', (reply: Reply | Saved) => {
    if ('saved' in reply) {
      lastSaved = reply.saved
      while (unsaved[0] && unsaved[0].commit <= reply.saved) unsaved.shift()!.resolve()
      return
    }
    const asked = waiting.get(reply.id)
    waiting.delete(reply.id)
    if (!('failure' in reply)) return asked?.resolve(reply.value)
    const error = errorOf(reply.failure)
    if (error instanceof DiskFailed) {
      broken.resolve(error)
      failAll(error)
    }
    asked?.reject(error)
  })
  worker.on('error', (error: Error) => {
    broken.resolve(error)
    failAll(error)
  })
  worker.on('exit', () => failAll(new Error('The database is closed.')))

  const ask = <T>(request: Request): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      next += 1
      waiting.set(next, { resolve: resolve as (value: unknown) => void, reject })
      worker.postMessage({ id: next, request })
    })

  let wasCutOff: boolean
  try {
    wasCutOff = await ask<boolean>({ call: 'open', folder })
  } catch (error) {
    await worker.terminate()
    throw error
  }
  return {
    log: {
      load: (room) => ask<StoredRoom>({ call: 'load', room }),
      async append(updates): Promise<Appended> {
        const { seqs, commit } = await ask<Committed>({ call: 'append', updates: compact(updates) })
        if (commit <= lastSaved) return { seqs, saved: Promise.resolve() }
        const saved = new Promise<void>((resolve, reject) => unsaved.push({ commit, resolve, reject }))
        // Whoever cares listens; the process must not end because nobody does.
        saved.catch(() => {})
        return { seqs, saved }
      },
      putSnapshot: (room, snapshot, at) => ask<void>({ call: 'putSnapshot', room, snapshot, at }),
    },
    history: {
      before: (...args) => ask({ call: 'history', name: 'before', args }),
      keptOf: (...args) => ask({ call: 'history', name: 'keptOf', args }),
      roomWithOlder: (...args) => ask({ call: 'history', name: 'roomWithOlder', args }),
      oldest: (...args) => ask({ call: 'history', name: 'oldest', args }),
      thin: (...args) => ask({ call: 'history', name: 'thin', args }),
    },
    admission: (...args) => ask<Admission | null>({ call: 'admission', args }),
    records: recordsOver((act, args) => ask({ call: 'act', act, args })),
    broken: broken.promise,
    wasCutOff,
    async close() {
      const gone = new Promise((resolve) => worker.once('exit', resolve))
      await ask({ call: 'close' })
      await gone
    },
  }
}
