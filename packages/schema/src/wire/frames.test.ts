import { expect, test } from 'vitest'
import { errorTable } from '../errors.ts'
import { isFinalClose } from './close-codes.ts'
import { encodeNotice, type Notice, readNotice } from './frames.ts'

const notices: Notice[] = [
  { type: 'saved', frames: 0 },
  { type: 'saved', frames: 127 },
  { type: 'saved', frames: 128 },
  { type: 'saved', frames: 2 ** 40 + 3 },
  { type: 'refused', frame: 300, reason: 'notAllowed' },
  { type: 'refused', frame: 0, reason: 'editorTooOld' },
  { type: 'factsChanged', number: 9 },
]

test.each(notices)('a notice survives the wire: %o', (notice) => {
  const bytes = encodeNotice(notice)
  expect(bytes[0]).toBe(2)
  expect(readNotice(bytes)).toEqual(notice)
})

test('the bytes of a notice are fixed', () => {
  expect([...encodeNotice({ type: 'saved', frames: 300 })]).toEqual([2, 100, 172, 2])
})

test('anything else is not a notice, however it is cut', () => {
  expect(readNotice(Uint8Array.of(2, 0, 2, 110, 111))).toBeUndefined()
  expect(readNotice(Uint8Array.of(2))).toBeUndefined()
  expect(readNotice(Uint8Array.of(2, 100))).toBeUndefined()
  expect(readNotice(Uint8Array.of(2, 100, 255, 255, 255, 255, 255, 255, 255, 255, 255, 1))).toBeUndefined()
  const refused = encodeNotice({ type: 'refused', frame: 1, reason: 'badFrame' })
  for (let length = 0; length < refused.length; length += 1)
    expect(readNotice(refused.subarray(0, length))).toBeUndefined()
})

test('a stock client stops exactly where coming back cannot help', () => {
  for (const entry of Object.values(errorTable)) {
    if (!('close' in entry)) continue
    const comesBack = entry.retry === 'later' || entry.retry === 'laterSpread'
    if (comesBack) expect(isFinalClose(entry.close)).toBe(false)
  }
  expect(isFinalClose(errorTable.notFound.close)).toBe(true)
  expect(isFinalClose(errorTable.notAllowed.close)).toBe(true)
})
