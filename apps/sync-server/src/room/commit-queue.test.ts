import { expect, test } from 'vitest'
import type { Appended, NewUpdate, UpdateLog } from '../store/store.ts'
import { CommitQueue, type Committer, type Entry } from './commit-queue.ts'

const entry = (room: string, byte: number): Entry => ({
  update: { room, bytes: Uint8Array.of(byte), member: null, side: null, at: 0 },
})

/** A log whose commits end when the test says so. */
class HeldLog implements Pick<UpdateLog, 'append'> {
  readonly batches: number[][] = []
  /** The disk has what was written, as soon as the test says so. */
  saved = Promise.resolve()
  #ends: { resolve(): void; reject(error: Error): void }[] = []
  #seq = 0
  #started: (() => void)[] = []

  append(updates: readonly NewUpdate[]): Promise<Appended> {
    this.batches.push(updates.map(({ bytes }) => bytes[0]!))
    for (const resolve of this.#started) resolve()
    this.#started = []
    return new Promise((resolve, reject) => {
      this.#ends.push({
        resolve: () => resolve({ seqs: updates.map(() => (this.#seq += 1)), saved: this.saved }),
        reject,
      })
    })
  }
  started(): Promise<void> {
    return new Promise((resolve) => this.#started.push(resolve))
  }
  end(): void {
    this.#ends.shift()!.resolve()
  }
  fail(): void {
    this.#ends.shift()!.reject(new Error('disk full'))
  }
}

class Heard implements Committer<Entry> {
  readonly committedBytes: (number | null)[] = []
  readonly seqs: (number | null)[] = []
  failure: Error | undefined
  #next = Promise.withResolvers<void>()

  written(entries: readonly { entry: Entry; seq: number | null }[]): void {
    for (const { entry, seq } of entries) {
      this.committedBytes.push(entry.update?.bytes[0] ?? null)
      this.seqs.push(seq)
    }
    this.#tell()
  }
  readonly savedBytes: (number | null)[] = []
  saved(entries: readonly Entry[]): void {
    this.savedBytes.push(...entries.map(({ update }) => update?.bytes[0] ?? null))
  }
  failed(error: Error): void {
    this.failure = error
    this.#tell()
  }
  next(): Promise<void> {
    return this.#next.promise
  }
  #tell(): void {
    this.#next.resolve()
    this.#next = Promise.withResolvers()
  }
}

function aQueue() {
  const log = new HeldLog()
  return { log, queue: new CommitQueue(log as unknown as UpdateLog), room: new Heard() }
}

test('RM4 what is put in line in one turn is one commit, and nobody hears before it ends', async () => {
  const { log, queue, room } = aQueue()
  const started = log.started()
  queue.add(room, entry('a', 1))
  queue.add(room, entry('b', 2))
  await started
  expect(log.batches).toEqual([[1, 2]])
  expect(room.committedBytes).toEqual([])
  const heard = room.next()
  log.end()
  await heard
  expect(room.seqs).toEqual([1, 2])
})

test('RM4 what comes while a commit runs goes in the next, and the order is kept', async () => {
  const { log, queue, room } = aQueue()
  let started = log.started()
  queue.add(room, entry('a', 1))
  await started
  queue.add(room, entry('a', 2))
  queue.add(room, { update: null })
  queue.add(room, entry('a', 3))
  started = log.started()
  log.end()
  await started
  expect(log.batches).toEqual([[1], [2, 3]])
  log.end()
  await queue.idle()
  expect(room.committedBytes).toEqual([1, 2, null, 3])
  expect(room.seqs).toEqual([1, 2, null, 3])
})

test('ST6 a commit that fails is told to each committer of it, and the next one still runs', async () => {
  const { log, queue, room } = aQueue()
  const other = new Heard()
  let started = log.started()
  queue.add(room, entry('a', 1))
  await started
  queue.add(other, entry('b', 2))
  started = log.started()
  log.fail()
  await started
  expect(room.failure?.message).toBe('disk full')
  expect(room.committedBytes).toEqual([])
  log.end()
  await queue.idle()
  expect(other.committedBytes).toEqual([2])
})

test('RM13 idle waits for everything in line', async () => {
  const { log, queue, room } = aQueue()
  const started = log.started()
  queue.add(room, entry('a', 1))
  let isIdle = false
  const idle = queue.idle().then(() => {
    isIdle = true
  })
  await started
  expect(isIdle).toBe(false)
  log.end()
  await idle
  expect(room.committedBytes).toEqual([1])
})

test('RM4 what is written is passed on before it is on disk, and saved is said only after, in order', async () => {
  const { log, queue, room } = aQueue()
  const disk = Promise.withResolvers<void>()
  log.saved = disk.promise
  const started = log.started()
  queue.add(room, entry('a', 1))
  await started
  const written = room.next()
  log.end()
  await written
  log.saved = Promise.resolve()
  queue.add(room, { update: null })
  const empty = room.next()
  await empty
  expect(room.committedBytes).toEqual([1, null])
  expect(room.savedBytes).toEqual([])
  disk.resolve()
  await queue.idle()
  expect(room.savedBytes).toEqual([1, null])
})

test('ST6 a disk that takes nothing fails the rooms that wait for it', async () => {
  const { log, queue, room } = aQueue()
  log.saved = Promise.reject(new Error('input/output error'))
  log.saved.catch(() => {})
  const started = log.started()
  queue.add(room, entry('a', 1))
  await started
  log.end()
  await queue.idle()
  expect(room.failure?.message).toBe('input/output error')
  expect(room.savedBytes).toEqual([])
})

test('ST12 what is written and not on disk yet is known, also after its committer was given up', async () => {
  const { log, queue, room } = aQueue()
  expect(queue.isSaved).toBe(true)
  const disk = Promise.withResolvers<void>()
  log.saved = disk.promise
  const started = log.started()
  queue.add(room, entry('a', 1))
  await started
  const heard = room.next()
  log.end()
  await heard
  queue.drop(room)
  expect(queue.isSaved).toBe(false)
  disk.resolve()
  await queue.idle()
  expect(queue.isSaved).toBe(true)
})

test('ST1 what one sync of the disk makes safe is told when it is, also what is written after that sync was asked for', async () => {
  const { log, queue, room } = aQueue()
  const disk = Promise.withResolvers<void>()
  log.saved = disk.promise
  for (const byte of [1, 2]) {
    const started = log.started()
    queue.add(room, entry('a', byte))
    await started
    const written = room.next()
    log.end()
    await written
  }
  expect(room.savedBytes).toEqual([])
  disk.resolve()
  await queue.idle()
  expect(room.savedBytes).toEqual([1, 2])
  // The same answer of the disk may come again: whoever hears it late is told too.
  const started = log.started()
  queue.add(room, entry('a', 3))
  await started
  log.end()
  await queue.idle()
  expect(room.savedBytes).toEqual([1, 2, 3])
  expect(queue.isSaved).toBe(true)
})

test.each(['written', 'saved'] as const)(
  'RM19 a committer that throws when it hears what is %s fails alone',
  async (hears) => {
    const log = new HeldLog()
    const queue = new CommitQueue(log as unknown as UpdateLog)
    const [broken, other] = [new Heard(), new Heard()]
    broken[hears] = () => {
      throw new Error('unexpected')
    }
    queue.add(broken, entry('a', 1))
    queue.add(other, entry('b', 2))
    await log.started()
    log.end()
    await queue.idle()
    expect(broken.failure?.message).toBe('unexpected')
    expect(other.savedBytes).toEqual([2])
    expect(other.failure).toBeUndefined()
  },
)
