import 'fake-indexeddb/auto'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { CopyStore } from './copy-store.ts'

let name = ''
let count = 0
beforeEach(() => {
  count += 1
  name = `plan-${count}`
})
afterEach(() => {
  vi.restoreAllMocks()
})

/** The store of one page, and what it told. */
async function aPage() {
  const told = { written: vi.fn(), keeps: vi.fn<(isKept: boolean) => void>() }
  const { store, held } = await CopyStore.open(name, told)
  return { store, held, told }
}

/** Waits as long as the test may take: a busy machine is no fault. */
const eventually = (holds: () => void | Promise<void>) => vi.waitFor(holds, { timeout: 60_000, interval: 5 })

/** Resolves when everything given to the store is on the device. */
const isWritten = (store: CopyStore) => eventually(() => expect(store.unwritten).toBeNull())

/** Writes words one after the other into one text: an update for each. */
function aWriter() {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  const write = (word: string) => {
    doc.getText('text').insert(doc.getText('text').length, word)
    return updates.at(-1)!
  }
  return { doc, write }
}

const textOf = (updates: readonly Uint8Array[]): string => {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  return doc.getText('text').toString()
}

/** The browser breaks off the next write, as it does when the disk is full. */
function breakOffNextWrite(): void {
  const { transaction } = IDBDatabase.prototype
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(function (this: IDBDatabase, ...asked) {
    const begun = transaction.apply(this, asked)
    queueMicrotask(() => begun.abort())
    begun.commit = () => {}
    return begun
  })
}

it('holds for the next visit what was given, in order, with its notes', async () => {
  const { store } = await aPage()
  const { write } = aWriter()
  for (const word of ['one ', 'two ', 'three']) store.add(write(word))
  store.note('unsaved/7', { changes: 3 })
  store.note('unsaved/8', { changes: 1 })
  await isWritten(store)
  store.note('unsaved/8', null)
  store.close()
  const { held } = await aPage()
  expect(textOf(held.updates)).toBe('one two three')
  expect([...held.notes]).toEqual([['unsaved/7', { changes: 3 }]])
})

it('writes what is given in one task in one go, and what comes meanwhile in the next', async () => {
  const { store, told } = await aPage()
  const begun = vi.spyOn(IDBDatabase.prototype, 'transaction')
  const { write } = aWriter()
  for (let n = 0; n < 40; n += 1) store.add(write('a'))
  await Promise.resolve()
  for (let n = 0; n < 40; n += 1) store.add(write('b'))
  await isWritten(store)
  expect(begun).toHaveBeenCalledTimes(2)
  expect(told.written).toHaveBeenCalledTimes(1)
  expect(store.size).toBe(2)
})

it('says of everything given whether it is on the device, until it is', async () => {
  const { store } = await aPage()
  const { write } = aWriter()
  expect(store.unwritten).toBeNull()
  store.add(write('one '))
  store.note('edit', 1)
  await Promise.resolve()
  // The first is under way by now.
  store.add(write('two'))
  store.note('edit', 2)
  expect(textOf(store.unwritten!.updates)).toBe('one two')
  expect([...store.unwritten!.notes]).toEqual([['edit', 2]])
  await isWritten(store)
})

it.each([
  ['breaks off', breakOffNextWrite],
  [
    'refuses to begin',
    () =>
      void vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(() => {
        throw new DOMException('no room', 'QuotaExceededError')
      }),
  ],
])('gives up nothing when the browser %s a write: it says so, and the next change writes all', async (_how, refuse) => {
  const { store, told } = await aPage()
  const { write } = aWriter()
  refuse()
  store.add(write('one '))
  store.note('edit', 1)
  await eventually(() => expect(told.keeps.mock.calls).toEqual([[false]]))
  expect(textOf(store.unwritten!.updates)).toBe('one ')
  expect(told.written).not.toHaveBeenCalled()
  store.add(write('two'))
  await isWritten(store)
  expect(told.keeps.mock.calls).toEqual([[false], [true]])
  const { held } = await aPage()
  expect(textOf(held.updates)).toBe('one two')
  expect(held.notes.get('edit')).toBe(1)
})

it('puts one update in the place of those it has read or written, and leaves what another page wrote', async () => {
  const [here, there] = [await aPage(), await aPage()]
  const [mine, theirs] = [aWriter(), aWriter()]
  for (const word of ['m', 'i', 'n', 'e']) {
    here.store.add(mine.write(word))
    await isWritten(here.store)
  }
  there.store.add(theirs.write('theirs'))
  await isWritten(there.store)
  expect(here.store.size).toBe(4)
  here.store.replace(Y.encodeStateAsUpdate(mine.doc))
  await eventually(() => expect(here.store.size).toBe(1))
  const { held } = await aPage()
  expect(held.updates).toHaveLength(2)
  expect([textOf([held.updates[0]!]), textOf([held.updates[1]!])].sort()).toEqual(['mine', 'theirs'])
})

it('keeps the long form when the short one cannot be written', async () => {
  const { store } = await aPage()
  const { doc, write } = aWriter()
  for (const word of ['one ', 'two']) {
    store.add(write(word))
    await isWritten(store)
  }
  breakOffNextWrite()
  store.replace(Y.encodeStateAsUpdate(doc))
  await eventually(() => expect(store.size).toBe(2))
  expect(textOf((await aPage()).held.updates)).toBe('one two')
})

it('writes what was given last before it closes, and nothing afterwards', async () => {
  const { store } = await aPage()
  const { write } = aWriter()
  store.add(write('last'))
  store.close()
  store.add(write(' too late'))
  await eventually(async () => expect(textOf((await aPage()).held.updates)).toBe('last'))
})

it('cannot be opened where the browser keeps nothing', async () => {
  vi.spyOn(indexedDB, 'open').mockImplementation(() => {
    throw new DOMException('storage is switched off', 'SecurityError')
  })
  await expect(aPage()).rejects.toThrow('switched off')
})
