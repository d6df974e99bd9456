import { expect, test } from 'vitest'
import { GatherWindow } from './window.ts'

test('RM5 few listeners wait for nothing, and the first letter after a pause never does', () => {
  const window = new GatherWindow()
  expect(window.wait(1_000, 100)).toBe(0)
  window.went(1_000, 1)
  expect(window.wait(1_000, 7)).toBe(0)
  expect(window.wait(2_000, 100)).toBe(0)
})

test('RM5 a full room gathers, at most 25 ms', () => {
  const window = new GatherWindow()
  window.went(1_000, 1)
  expect(window.wait(1_002, 50)).toBe(7)
  expect(window.wait(1_000, 100)).toBe(25)
  expect(window.wait(1_000, 1_000)).toBe(25)
})

test('RM5 a room with much to write gathers a little, however few listen', () => {
  const window = new GatherWindow()
  window.went(1_000, 12)
  expect(window.wait(1_001, 2)).toBe(4)
  window.went(1_005, 3)
  expect(window.wait(1_006, 2)).toBe(0)
})

test('RM5 a clock that was set back holds nobody up for longer than the window', () => {
  const window = new GatherWindow()
  window.went(10_000, 1)
  expect(window.wait(1_000, 100)).toBe(25)
})

test('RM5 a full room gathers longer while the machine is busy, and a small one does not', () => {
  const window = new GatherWindow()
  window.went(1_000, 1)
  expect(window.wait(1_000, 50)).toBe(9)
  for (let times = 0; times < 20; times += 1) window.wasLate(4)
  expect(window.wait(1_000, 50)).toBe(17)
  expect(window.wait(1_000, 100)).toBe(25)
  expect(window.wait(1_000, 7)).toBe(0)
  for (let times = 0; times < 20; times += 1) window.wasLate(0)
  expect(window.wait(1_000, 50)).toBe(9)
})
