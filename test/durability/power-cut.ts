/**
 * Loaded into a real server before its own code (`--import`): notes what each sync of the write-ahead log made safe,
 * and ends the process at one chosen commit or sync, so that the parent can take away everything that was not safe.
 */
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { type CutPoint, type Synced, saltOf } from './power.ts'

const { CONCORD_CUT_POINT, CONCORD_CUT_SYNCED } = process.env
if (!CONCORD_CUT_POINT || !CONCORD_CUT_SYNCED) throw new Error('Nobody said where the power goes.')
const point = JSON.parse(CONCORD_CUT_POINT) as CutPoint
const syncedFile = CONCORD_CUT_SYNCED

const calls = { commit: 0, sync: 0 }

/** Other threads finish the one call they are in: half a call is for the tests of the database's own files. */
function cut(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50)
  process.kill(process.pid, 'SIGKILL')
}

/** Counts a call; answers whether the power goes before it and after it. */
function count(call: CutPoint['call']): { before: boolean; after: boolean } {
  calls[call] += 1
  const isHere = point.call === call && point.number === calls[call]
  return { before: isHere && !point.isAfter, after: isHere && point.isAfter }
}

/** A commit, however it is asked for. */
function committing<T>(commit: () => T): T {
  const { before, after } = count('commit')
  if (before) cut()
  const result = commit()
  if (after) cut()
  return result
}

const exec = DatabaseSync.prototype.exec
DatabaseSync.prototype.exec = function (sql) {
  return sql === 'COMMIT' ? committing(() => exec.call(this, sql)) : exec.call(this, sql)
}
const prepare = DatabaseSync.prototype.prepare
DatabaseSync.prototype.prepare = function (sql, ...rest): StatementSync {
  const statement = prepare.call(this, sql, ...rest)
  if (sql !== 'COMMIT') return statement
  const run = statement.run.bind(statement)
  return Object.assign(statement, { run: () => committing(run) })
}

/** A page of the database with its head, as they follow each other behind the head of the log. */
const [LOG_HEAD, FRAME] = [32, 24 + 4_096]
let known: Synced = { salt: '', length: LOG_HEAD }

/**
 * How far the log goes now. After a checkpoint it is written from its beginning again, over what it held: the file's
 * size says nothing, the salt in each frame does. What is written while the disk works may or may not be safe: it is
 * not counted.
 */
function written(file: number): Synced {
  const head = Buffer.alloc(LOG_HEAD)
  fs.readSync(file, head, 0, head.length, 0)
  const salt = saltOf(head)
  let length = known.salt === salt ? known.length : LOG_HEAD
  const frame = Buffer.alloc(24)
  while (fs.readSync(file, frame, 0, frame.length, length) === frame.length) {
    if (frame.subarray(8, 16).toString('hex') !== salt) break
    length += FRAME
  }
  known = { salt, length }
  return known
}
const note = (synced: Synced) => fs.writeFileSync(syncedFile, JSON.stringify(synced))

const fdatasync = fs.fdatasync
const noting = (file: number, heard: (error: NodeJS.ErrnoException | null) => void) => {
  const synced = written(file)
  const { before, after } = count('sync')
  if (before) cut()
  fdatasync(file, (error) => {
    if (!error) note(synced)
    if (after) cut()
    heard(error)
  })
}
const fdatasyncSync = fs.fdatasyncSync
fs.fdatasyncSync = (file) => {
  fdatasyncSync(file)
  note(written(file))
}
fs.fdatasync = Object.assign(noting, { __promisify__: fdatasync.__promisify__ })
syncBuiltinESMExports()
