import { describe, expect, it } from 'vitest'
import { SaveLedger } from './save-ledger.ts'

/** A ledger on a connection that has told the server everything. */
function caughtUp() {
  const ledger = new SaveLedger()
  ledger.connected()
  ledger.sent('catchUp')
  ledger.saved(1)
  return ledger
}

describe('what counts as saved', () => {
  it('is unsaved from the change until its own frame is acknowledged', () => {
    const ledger = caughtUp()
    ledger.changed(0)
    ledger.sent('change')
    ledger.changed(10)
    ledger.sent('change')
    expect(ledger.pending).toBe(2)
    ledger.saved(2)
    expect(ledger.pending).toBe(1)
    ledger.saved(3)
    expect(ledger.pending).toBe(0)
  })

  it('does not take an acknowledgement of an earlier connection for frames of this one', () => {
    const ledger = caughtUp()
    ledger.changed(0)
    ledger.sent('change')
    ledger.connected()
    expect(ledger.pending).toBe(1)
    ledger.sent('catchUp')
    expect(ledger.pending).toBe(1)
    ledger.saved(1)
    expect(ledger.pending).toBe(0)
  })

  it('does not take for saved what was refused, nor what went out after it, until another connection brings it', () => {
    const ledger = caughtUp()
    ledger.changed(0)
    ledger.sent('change')
    ledger.changed(10)
    ledger.sent('change')
    ledger.refused(3)
    ledger.saved(3)
    expect(ledger.pending).toBe(1)
    ledger.changed(20)
    ledger.sent('change')
    ledger.saved(4)
    expect(ledger.pending).toBe(2)
    ledger.connected()
    ledger.sent('catchUp')
    ledger.saved(1)
    expect(ledger.pending).toBe(0)
  })

  it('keeps changes made offline unsaved when a later change is acknowledged before the catch-up', () => {
    const ledger = caughtUp()
    ledger.changed(0)
    ledger.changed(5)
    ledger.connected()
    ledger.changed(10)
    ledger.sent('change')
    ledger.saved(1)
    expect(ledger.pending).toBe(3)
    ledger.sent('catchUp')
    ledger.saved(2)
    expect(ledger.pending).toBe(0)
  })

  it('does not count a change that followed the catch-up as saved with it', () => {
    const ledger = new SaveLedger()
    ledger.changed(0)
    ledger.connected()
    ledger.sent('catchUp')
    ledger.changed(1)
    ledger.sent('change')
    ledger.saved(1)
    expect(ledger.pending).toBe(1)
  })

  it('ignores an acknowledgement of frames that were never sent', () => {
    const ledger = caughtUp()
    ledger.changed(0)
    ledger.saved(9)
    expect(ledger.pending).toBe(1)
    ledger.sent('change')
    ledger.saved(9)
    expect(ledger.pending).toBe(0)
  })

  it('remembers changes of an earlier visit', () => {
    const ledger = new SaveLedger()
    ledger.restore(3)
    expect(ledger.pendingChanges).toBe(3)
    ledger.connected()
    ledger.sent('catchUp')
    ledger.saved(1)
    expect(ledger.pending).toBe(0)
  })
})

describe('how a person counts', () => {
  it('takes quick changes for one and a pause for the next', () => {
    const ledger = new SaveLedger()
    for (const at of [0, 100, 300, 2000, 2100]) ledger.changed(at)
    expect(ledger.pending).toBe(5)
    expect(ledger.pendingChanges).toBe(2)
  })

  it('starts again once everything is saved', () => {
    const ledger = caughtUp()
    ledger.changed(0)
    ledger.sent('change')
    ledger.saved(2)
    ledger.changed(10)
    expect(ledger.pendingChanges).toBe(1)
  })
})
