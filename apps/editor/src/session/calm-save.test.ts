import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { CalmSave } from './calm-save.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const saved = (at: number) => ({ kind: 'saved', at }) as const
const saving = { kind: 'saving' } as const

it('says at once that something is not saved, and Saved only after a quiet', () => {
  const calm = new CalmSave(saved(1))
  calm.take(saving)
  expect(calm.shown()).toEqual(saving)
  calm.take(saved(2))
  vi.advanceTimersByTime(240)
  expect(calm.shown()).toEqual(saving)
  vi.advanceTimersByTime(20)
  expect(calm.shown()).toEqual(saved(2))
})

it('tells the page twice for a sentence, not twice for a letter', () => {
  const calm = new CalmSave(saved(0))
  let told = 0
  calm.subscribe(() => {
    told += 1
  })
  for (let key = 1; key <= 30; key++) {
    calm.take(saving)
    vi.advanceTimersByTime(20)
    calm.take(saved(key))
    vi.advanceTimersByTime(80)
  }
  vi.advanceTimersByTime(300)
  expect(told).toBe(2)
  expect(calm.shown()).toEqual(saved(30))
})
