import { expect, test } from 'vitest'
import { GatherWindow } from './window.ts'

const LONGEST = 25

/** A window of a room whose last batches took so long to write, and whose timers were so late. */
function aWindow({ least = 0, writing = 0, late = 0 }): GatherWindow {
  const window = new GatherWindow(least, LONGEST)
  for (let times = 0; times < 40; times += 1) {
    window.took(writing)
    window.wasLate(late)
  }
  return window
}

test('RM5 RM9 after a pause nothing waits, however slow the machine was', () => {
  const window = aWindow({ least: 16, writing: 10, late: 10 })
  expect(window.wait(0)).toBe(0)
  window.went(1_000, 50)
  expect(window.wait(1_025)).toBe(0)
})

test('RM5 while the machine is idle a room does not gather', () => {
  const window = aWindow({})
  window.went(1_000, 1)
  expect(window.wait(1_000)).toBe(0)
})

test('RM5 a room gathers for three and a half times as long as writing to its listeners takes, at most 25 ms', () => {
  const quick = aWindow({ writing: 2 })
  quick.went(1_000, 1)
  expect(quick.wait(1_000)).toBe(7)
  expect(quick.wait(1_006)).toBe(1)
  expect(quick.wait(1_007)).toBe(0)
  const slow = aWindow({ writing: 400 })
  slow.went(1_000, 1)
  expect(slow.wait(1_000)).toBe(LONGEST)
})

test('RM5 a room gathers longer the later the machine is; a timer that is due is no lateness', () => {
  const late = aWindow({ writing: 2, late: 3 })
  late.went(1_000, 1)
  expect(late.wait(1_000)).toBe(14)
  const punctual = aWindow({ writing: 2, late: 1 })
  punctual.went(1_000, 1)
  expect(punctual.wait(1_000)).toBe(7)
})

test('RM5 one odd moment does not hold up the batches after it, and a busy time is forgotten', () => {
  const window = aWindow({ writing: 1 })
  window.took(25)
  window.went(1_000, 1)
  expect(window.wait(1_000)).toBeLessThan(LONGEST)
  for (let times = 0; times < 20; times += 1) window.took(1)
  expect(window.wait(1_000)).toBe(4)
})

test('RM5 a room with much to write gathers a little, however quick the machine', () => {
  const window = aWindow({})
  window.went(1_000, 12)
  expect(window.wait(1_001)).toBe(4)
  window.went(1_005, 3)
  expect(window.wait(1_006)).toBe(0)
})

test('RM9 between two messages of presence there is a least distance', () => {
  const window = aWindow({ least: 16 })
  window.went(1_000, 1)
  expect(window.wait(1_001)).toBe(15)
  expect(window.wait(1_016)).toBe(0)
})
