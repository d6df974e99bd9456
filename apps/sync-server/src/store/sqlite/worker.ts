/** The thread that owns the database: one request after the other, so an act is never interleaved with an append. */
import type { DatabaseSync } from 'node:sqlite'
import { parentPort } from 'node:worker_threads'
import { StartProblem } from '../../start-problem.ts'
import { migrate } from '../migrations.ts'
import { recordActs } from '../records/records.ts'
import { CorruptRoom } from '../store.ts'
import type { Database, Rows } from '../tables.ts'
import { Admissions } from './admissions.ts'
import { checkpoint } from './checkpoint.ts'
import { kyselyOver } from './dialect.ts'
import { isDiskFailure } from './disk-failed.ts'
import { SqliteHistory } from './history.ts'
import { SqliteLog } from './log.ts'
import type { Failure, Reply, Request } from './messages.ts'
import {
  type FolderLock,
  forgetProcess,
  forgetRestored,
  lockFolder,
  noteProcess,
  openDatabase,
  prepareFolder,
  wasCutOff,
} from './open.ts'

interface Open {
  readonly folder: string
  readonly lock: FolderLock
  readonly kysely: Database
  readonly db: DatabaseSync
  readonly log: SqliteLog
  readonly history: SqliteHistory
  readonly admissions: Admissions
  /** Whether a commit waits for the disk by itself; appends do not, the sync of the write-ahead log does. */
  setWaits(waits: boolean): void
}

let open: Open | undefined

async function openFolder(folder: string): Promise<boolean> {
  prepareFolder(folder)
  const lock = lockFolder(folder)
  noteProcess(folder)
  const isCutOff = wasCutOff(folder)
  const db = openDatabase(folder)
  const kysely = kyselyOver(db)
  await migrate(kysely)
  forgetRestored(folder)
  let waits = true
  open = {
    folder,
    lock,
    db,
    kysely,
    log: new SqliteLog(db),
    history: new SqliteHistory(db),
    admissions: new Admissions(db),
    setWaits(should) {
      if (should === waits) return
      db.exec(`PRAGMA synchronous = ${should ? 'FULL' : 'NORMAL'}`)
      waits = should
    },
  }
  return isCutOff
}

type AnyAct = (db: Rows, ...rest: readonly unknown[]) => Promise<unknown>

async function answer(request: Request): Promise<unknown> {
  if (request.call === 'open') return openFolder(request.folder)
  if (!open) throw new Error('The database is not open.')
  switch (request.call) {
    case 'load':
      return open.log.load(request.room)
    case 'append':
      open.setWaits(false)
      return open.log.append(request.updates)
    case 'history':
      if (request.name === 'thin') open.setWaits(true)
      return (open.history[request.name] as (...args: readonly unknown[]) => unknown).apply(open.history, request.args)
    case 'putSnapshot':
      open.setWaits(true)
      return open.log.putSnapshot(request.room, request.snapshot, request.at)
    case 'admission':
      return open.admissions.find(...request.args)
    case 'act': {
      open.setWaits(true)
      const act = recordActs[request.act] as AnyAct
      return open.kysely.transaction().execute((db) => act(db, ...request.args))
    }
    case 'checkpoint':
      return checkpoint(open.db)
    case 'close':
      await open.kysely.destroy()
      forgetProcess(open.folder)
      open.lock.release()
      open = undefined
  }
}

function failureOf(error: unknown): Failure {
  if (error instanceof StartProblem) return { kind: 'start', message: error.message }
  if (error instanceof CorruptRoom) return { kind: 'corrupt', room: error.room, seq: error.seq }
  const message = error instanceof Error ? error.message : String(error)
  if (isDiskFailure(error)) return { kind: 'disk', message }
  return { kind: 'other', message }
}

const port = parentPort
if (!port) throw new Error('This file runs as a worker thread.')

let line: Promise<void> = Promise.resolve()
port.on('message', ({ id, request }: { id: number; request: Request }) => {
  line = line.then(async () => {
    const reply: Reply = await answer(request).then(
      (value) => ({ id, value }),
      (error: unknown) => ({ id, failure: failureOf(error) }),
    )
    port.postMessage(reply)
    if (request.call === 'close') port.close()
  })
})
