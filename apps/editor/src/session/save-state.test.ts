import { describe, expect, it } from 'vitest'
import { type SaveFacts, saveStateOf } from './save-state.ts'

const calm: SaveFacts = {
  link: { state: 'open', synced: true },
  isOnline: true,
  pending: 0,
  keeps: true,
  refusal: null,
  confirmedAt: 1000,
}
const waiting = { state: 'waiting', attempts: 1, restarting: false } as const

describe('the save chip', () => {
  it('says Saved only with nothing pending on a synced connection', () => {
    expect(saveStateOf(calm)).toEqual({ kind: 'saved', at: 1000 })
    expect(saveStateOf({ ...calm, pending: 1 }).kind).toBe('saving')
    expect(saveStateOf({ ...calm, link: { state: 'open', synced: false } }).kind).toBe('reconnecting')
  })

  it('says Reconnecting first and Offline when it lasts', () => {
    expect(saveStateOf({ ...calm, link: waiting, pending: 2 })).toMatchObject({ kind: 'reconnecting', kept: 2 })
    expect(saveStateOf({ ...calm, link: { ...waiting, attempts: 9 }, pending: 2 })).toEqual({
      kind: 'offline',
      kept: 2,
    })
    expect(saveStateOf({ ...calm, link: waiting, isOnline: false }).kind).toBe('offline')
  })

  it('does not claim to keep what this browser cannot keep', () => {
    expect(saveStateOf({ ...calm, link: waiting, pending: 1, keeps: false })).toEqual({
      kind: 'cannotSave',
      reason: 'notKept',
      changes: 1,
    })
    expect(saveStateOf({ ...calm, link: waiting, keeps: false }).kind).toBe('reconnecting')
  })

  it('says so when the server takes nothing, whatever the connection does', () => {
    expect(saveStateOf({ ...calm, refusal: 'limitReached' })).toMatchObject({ kind: 'cannotSave' })
    expect(saveStateOf({ ...calm, link: waiting, refusal: 'storeUnavailable' })).toMatchObject({
      kind: 'cannotSave',
      reason: 'serverStore',
    })
  })
})
