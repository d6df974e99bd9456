import { expect, test } from 'vitest'
import type { Clock } from '../clock.ts'
import { defaultLimits } from '../limits.ts'
import { RateGate } from './rate-gate.ts'
import type { Wire } from './wire.ts'

/** A gate that lets two messages through at once and one more each second, with a clock that can be set. */
function aGate() {
  let calendar = Date.UTC(2026, 10, 30)
  let passed = 0
  const clock = { now: () => calendar, elapsed: () => passed, after: () => () => {} } as unknown as Clock
  const wire = {
    isPaused: false,
    pause() {
      this.isPaused = true
    },
  }
  const limits = { ...defaultLimits, messageBurst: 2, messagesPerSecond: 1 }
  const gate = new RateGate(limits, clock, wire as unknown as Wire)
  const pass = (ms: number) => {
    calendar += ms
    passed += ms
  }
  const set = (by: number) => {
    calendar += by
  }
  return { gate, wire, pass, set }
}

test('RM14 who sends faster than the limit is read more slowly', () => {
  const { gate, wire } = aGate()
  gate.count()
  gate.count()
  expect(wire.isPaused).toBe(false)
  gate.count()
  expect(wire.isPaused).toBe(true)
})

test('RM14 RM17 a clock that is set back by an hour holds nobody up', () => {
  const { gate, wire, pass, set } = aGate()
  gate.count()
  set(-3_600_000)
  gate.count()
  expect(wire.isPaused).toBe(false)
  pass(2_000)
  gate.count()
  gate.count()
  expect(wire.isPaused).toBe(false)
})
