import { expect, test } from 'vitest'
import { GatherWindow } from './window.ts'

const LONGEST = 25

/**
 * A window of a room whose last batches took so long to write, whose timers were so late, and in which something came
 * as often as that, the last of it at 1,000.
 */
function aWindow({ least = 0, writing = 0, late = 0, apart = 1, count = 1 }): GatherWindow {
  const window = new GatherWindow({ least, most: LONGEST, writing: 3, lateness: 2 })
  for (let times = 40; times >= 0; times -= 1) {
    window.took(writing)
    window.wasLate(late)
    window.went(1_000 - times * apart, count)
  }
  return window
}

test('RM5 RM9 after a pause nothing waits, however slow the machine was', () => {
  expect(aWindow({ least: 16, writing: 10, late: 10 }).wait(1_025)).toBe(0)
  expect(new GatherWindow({ least: 16, most: LONGEST, writing: 3, lateness: 2 }).wait(0)).toBe(0)
})

test('RM5 while the machine is idle a room does not gather', () => {
  expect(aWindow({}).wait(1_000)).toBe(0)
})

test('RM5 a room gathers for some times as long as writing to its listeners takes, at most 25 ms', () => {
  const quick = aWindow({ writing: 2 })
  expect(quick.wait(1_000)).toBe(6)
  expect(quick.wait(1_005)).toBe(1)
  expect(quick.wait(1_006)).toBe(0)
  expect(aWindow({ writing: 400 }).wait(1_000)).toBe(LONGEST)
})

test('RM5 a room does not gather when nothing else would come meanwhile', () => {
  expect(aWindow({ writing: 2, apart: 4 }).wait(1_000)).toBe(6)
  expect(aWindow({ writing: 2, apart: 5 }).wait(1_000)).toBe(0)
  expect(aWindow({ writing: 2, apart: 20, count: 5 }).wait(1_000)).toBe(6)
})

test('RM5 a room gathers longer the later the machine is; a timer that is due is no lateness', () => {
  expect(aWindow({ writing: 2, late: 3 }).wait(1_000)).toBe(10)
  expect(aWindow({ writing: 2, late: 1 }).wait(1_000)).toBe(6)
})

test('RM5 one odd moment does not hold up the batches after it, and a busy time is forgotten', () => {
  const window = aWindow({ writing: 1 })
  window.took(25)
  expect(window.wait(1_000)).toBeLessThan(LONGEST)
  for (let times = 0; times < 20; times += 1) window.took(1)
  expect(window.wait(1_000)).toBe(3)
})

test('RM5 a room with much to write gathers a little, however quick the machine', () => {
  const window = aWindow({ count: 12 })
  expect(window.wait(1_001)).toBe(4)
  window.went(1_005, 3)
  expect(window.wait(1_006)).toBe(0)
})

test('RM9 between two messages of presence there is a least distance', () => {
  const window = aWindow({ least: 16 })
  expect(window.wait(1_001)).toBe(15)
  expect(window.wait(1_016)).toBe(0)
})
