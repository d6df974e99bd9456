import { afterEach, expect, test } from 'vitest'
import * as Y from 'yjs'
import type { Clock } from '../clock.ts'
import { PlanReader } from './plan-reader.ts'

/** Time passes when the test says. */
class Timers implements Clock {
  #due: (() => void)[] = []
  now = () => 0
  elapsed = () => 0
  every = () => () => {}
  after(_ms: number, act: () => void) {
    this.#due.push(act)
    return () => {
      this.#due = this.#due.filter((each) => each !== act)
    }
  }
  pass(): void {
    for (const act of this.#due.splice(0)) act()
  }
}

const timers = new Timers()
const reader = new PlanReader(timers)
afterEach(() => reader.close())

const content = (seq: number, words: string) => {
  const doc = new Y.Doc()
  doc.getMap('blocks').set('words', words)
  return { seq, updates: [Y.encodeStateAsUpdate(doc)] }
}

test('RE1 what takes too long is given up alone: whoever waits behind it is answered by a new thread', async () => {
  const slow = reader.snapshot(content(1, 'slow'))
  const behind = [reader.snapshot(content(2, 'behind')), reader.snapshot(content(3, 'last'))]
  timers.pass()
  await expect(slow).rejects.toThrow('Reading the plan took too long.')
  expect((await Promise.all(behind)).map(({ seq }) => seq)).toEqual([2, 3])
})

test('RE1 what cannot be read is told to whoever asked, and the next is read', async () => {
  const broken = reader.snapshot({ seq: 1, updates: [Uint8Array.of(9, 9, 9)] })
  const whole = reader.snapshot(content(2, 'whole'))
  await expect(broken).rejects.toThrow()
  expect((await whole).seq).toBe(2)
})

test('RE1 who has gone while he waited is not read for', async () => {
  const snapshot = await reader.snapshot(content(1, 'present'))
  const vector = Y.encodeStateVector(new Y.Doc())
  const first = reader.lacks(snapshot, vector, () => true)
  const gone = reader.lacks(snapshot, vector, () => false)
  const last = reader.lacks(snapshot, vector, () => true)
  await expect(gone).rejects.toThrow('Nobody waits for it any more.')
  expect((await Promise.all([first, last])).map(({ seq }) => seq)).toEqual([1, 1])
})

test('RE1 nobody waits for ever when the server stops', async () => {
  const asked = [reader.snapshot(content(1, 'one')), reader.snapshot(content(2, 'two'))]
  const refusals = asked.map((each) => expect(each).rejects.toThrow('The server stops.'))
  await reader.close()
  await Promise.all(refusals)
})
