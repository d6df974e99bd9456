import { expect, test } from 'vitest'
import { DeletedRuns } from './deleted-runs.ts'

test('runs of deleted clocks join where they touch, whatever the order', () => {
  const runs = new DeletedRuns()
  runs.add(1, 10, 12)
  runs.add(1, 2, 4)
  expect(runs.has(1, 2, 12)).toBe(false)
  runs.add(1, 4, 10)
  expect(runs.has(1, 2, 12)).toBe(true)
  expect(runs.has(1, 1, 3)).toBe(false)
  expect(runs.has(1, 11, 13)).toBe(false)
  expect(runs.has(2, 2, 3)).toBe(false)
})

test.each([1, 2, 3])('many runs know what a list of clocks knows, seed %i', (seed) => {
  const SIZE = 20_000
  let state = seed
  const below = (bound: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * bound)
  }
  const isDeleted = new Array<boolean>(SIZE).fill(false)
  const runs = new DeletedRuns()
  const add = (from: number, to: number) => {
    runs.add(1, from, to)
    isDeleted.fill(true, from, to)
  }
  const check = () => {
    const count = isDeleted.filter((each, clock) => each && !isDeleted[clock - 1]).length
    expect(runs.count).toBe(count)
    for (let n = 0; n < 2_000; n += 1) {
      const from = below(SIZE)
      const to = Math.min(SIZE, from + 1 + below(3))
      expect(runs.has(1, from, to), `${from} to ${to}`).toBe(isDeleted.slice(from, to).every(Boolean))
    }
  }
  for (let round = 0; round < 8; round += 1) {
    for (let n = 0; n < 500; n += 1) {
      const from = below(SIZE)
      add(from, Math.min(SIZE, from + 1 + below(2)))
    }
    check()
  }
  // Long ones swallow what stands in many chunks.
  for (let n = 0; n < 4; n += 1) {
    const from = below(SIZE)
    add(from, Math.min(SIZE, from + below(SIZE / 3) + 1))
    check()
  }
  add(0, SIZE)
  check()
})
