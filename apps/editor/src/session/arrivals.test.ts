import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import * as Y from 'yjs'
import { Arrivals } from './arrivals.ts'

/** The longest one go may take, as this page counts time. Milliseconds. */
const PROMISED_MS = 200

let now = 0
beforeEach(() => {
  now = 0
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  vi.spyOn(performance, 'now').mockImplementation(() => now)
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

/** A page that needs so many milliseconds to show one letter, and what each of its goes cost. */
function aPage() {
  const doc = new Y.Doc()
  const page = { doc, costOfLetter: 0, goes: [] as number[], arrivals: new Arrivals(doc, 'socket') }
  doc.on('afterTransaction', ({ changed, afterState, beforeState }: Y.Transaction) => {
    if (changed.size === 0) return
    const letters = [...afterState].reduce((sum, [id, clock]) => sum + clock - (beforeState.get(id) ?? 0), 0)
    now += letters * page.costOfLetter
    page.goes.push(letters * page.costOfLetter)
  })
  return page
}

/** Lets the page have its turns until there is nothing left to do. */
function settle(): void {
  for (; vi.getTimerCount() > 0; now += 5) vi.advanceTimersByTime(5)
}

/** Somebody who writes letters here and there, each in a transaction of its own. */
function aWriter() {
  const doc = new Y.Doc()
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  const text = doc.getText('text')
  return {
    doc,
    text,
    write: (letters: number) => {
      updates.length = 0
      const before = Y.encodeStateVector(doc)
      // Never next to each other: each letter stays a struct of its own.
      for (let at = 0; at < letters; at += 1) text.insert(Math.floor((text.length * ((at * 7) % 11)) / 11), 'x')
      return { single: [...updates], whole: Y.encodeStateAsUpdate(doc, before) }
    },
  }
}

it('takes in one change alone at once', () => {
  const { doc, arrivals } = aPage()
  arrivals.add(aWriter().write(1).whole)
  expect(doc.getText('text').length).toBe(1)
})

it('gathers what comes while it still shows what came before, and shows it in one go', () => {
  const page = aPage()
  const { single } = aWriter().write(40)
  page.costOfLetter = 1
  for (const update of single) page.arrivals.add(update)
  expect(page.goes).toHaveLength(1)
  settle()
  expect(page.doc.getText('text').length).toBe(40)
  expect(page.goes).toHaveLength(2)
})

it.each(['in one long update', 'one by one'] as const)('stays alive while very much comes in %s', (how) => {
  const page = aPage()
  const writer = aWriter()
  page.arrivals.add(writer.write(1).whole)
  const { single, whole } = writer.write(5_000)
  page.costOfLetter = 0.25
  for (const update of how === 'one by one' ? single : [whole]) page.arrivals.add(update)
  settle()
  expect(page.doc.getText('text').toString()).toBe(writer.text.toString())
  expect(Math.max(...page.goes)).toBeLessThanOrEqual(PROMISED_MS)
  expect(page.goes.length).toBeLessThan(50)
})

it('takes a plan that opens whole, and tells it on as it came', () => {
  const { doc, arrivals, goes } = aPage()
  const told = vi.fn()
  doc.on('update', told)
  const { whole } = aWriter().write(5_000)
  arrivals.add(whole)
  expect(doc.getText('text').length).toBe(5_000)
  expect(goes).toHaveLength(1)
  expect(told).toHaveBeenCalledExactlyOnceWith(whole, 'socket', doc, expect.anything())
  doc.getText('text').insert(0, 'y')
  expect(told).toHaveBeenCalledTimes(2)
})

it('does not take what was cheap while it opened for what it costs when everything is shown', () => {
  const page = aPage()
  const writer = aWriter()
  page.costOfLetter = 0.001
  for (let part = 0; part < 20; part += 1) page.arrivals.add(writer.write(1_000).whole)
  settle()
  now += 60_000
  page.goes.length = 0
  page.costOfLetter = 0.25
  page.arrivals.add(writer.write(5_000).whole)
  settle()
  expect(page.doc.getText('text').toString()).toBe(writer.text.toString())
  expect(Math.max(...page.goes)).toBeLessThanOrEqual(PROMISED_MS)
})

it('goes on with smaller pieces of what is cut already when they turn out to be dear', () => {
  const page = aPage()
  const writer = aWriter()
  page.costOfLetter = 2
  page.arrivals.add(writer.write(2_000).whole)
  settle()
  const [, ...later] = page.goes
  expect(Math.max(...later)).toBeLessThanOrEqual(PROMISED_MS)
  expect(page.doc.getText('text').length).toBe(2_000)
})

it('does what was asked for after it once everything that came before is taken in, and not earlier', () => {
  const page = aPage()
  const { single } = aWriter().write(3_000)
  page.costOfLetter = 0.25
  const lengths: number[] = []
  const look = () => lengths.push(page.doc.getText('text').length)
  page.arrivals.after(look)
  for (const update of single.slice(0, 2_000)) page.arrivals.add(update)
  page.arrivals.after(look)
  for (const update of single.slice(2_000)) page.arrivals.add(update)
  page.arrivals.after(look)
  expect(lengths).toEqual([0])
  settle()
  expect(lengths).toEqual([0, 2_000, 3_000])
})

it('keeps a long update whole that builds on what is not there yet, until that comes', () => {
  const page = aPage()
  const writer = aWriter()
  const { whole: before } = writer.write(1_000)
  const { whole: after } = writer.write(1_000)
  page.arrivals.add(after)
  settle()
  expect(page.doc.getText('text').length).toBe(0)
  page.arrivals.add(before)
  settle()
  expect(page.doc.getText('text').toString()).toBe(writer.text.toString())
})

it('takes everything at once while nobody sees the page, because its timers are slow', () => {
  vi.stubGlobal('document', { hidden: true })
  const page = aPage()
  page.arrivals.add(aWriter().write(5_000).whole)
  expect(page.doc.getText('text').length).toBe(5_000)
})

it('takes nothing in any more once it is stopped', () => {
  const page = aPage()
  const writer = aWriter()
  page.arrivals.add(writer.write(1).whole)
  page.costOfLetter = 1
  page.arrivals.add(writer.write(3_000).whole)
  page.arrivals.stop()
  const length = page.doc.getText('text').length
  settle()
  expect(page.doc.getText('text').length).toBe(length)
  expect(length).toBeLessThan(3_000)
})
