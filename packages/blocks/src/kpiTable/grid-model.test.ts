import { describe, expect, it } from 'vitest'
import { GridModel } from './grid-model.ts'

const columns = ['measure', 'Q1', 'Q2', 'status']
const at = (row: string, column: string) => ({ row, column })

function aGrid(...rows: string[]) {
  const model = new GridModel('bar')
  model.setExtent({ rows, columns })
  return model
}

describe('a grid that nobody has entered', () => {
  it('lets Tab come to its first cell, and to no other row', () => {
    const model = aGrid('bookings', 'leads')
    expect(model.rowState('bookings').tabStop).toBe('measure')
    expect(model.rowState('leads').tabStop).toBeNull()
    expect(model.barState().at).toBeNull()
  })
})

describe('a step', () => {
  it('changes the rows it left and entered and leaves the others as they are', () => {
    const model = aGrid('bookings', 'pipeline', 'leads')
    model.enter(at('bookings', 'Q1'))
    const [before, others] = [model.rowState('bookings'), model.rowState('leads')]
    model.enter(at('pipeline', 'Q1'))
    expect(model.rowState('bookings')).not.toBe(before)
    expect(model.rowState('leads')).toBe(others)
  })

  it('with Shift keeps the corner it began at', () => {
    const model = aGrid('bookings', 'pipeline')
    model.enter(at('bookings', 'Q1'))
    model.enter(at('bookings', 'Q2'), true)
    model.enter(at('pipeline', 'Q2'), true)
    expect(model.selection()).toEqual([
      [at('bookings', 'Q1'), at('bookings', 'Q2')],
      [at('pipeline', 'Q1'), at('pipeline', 'Q2')],
    ])
    expect(model.rowState('bookings').selected).toEqual(['Q1', 'Q2'])
    model.enter(at('bookings', 'Q1'))
    expect(model.barState().selectedCells).toBe(1)
  })
})

describe('typing', () => {
  it('renders the bar and no row', () => {
    const model = aGrid('bookings')
    model.begin(at('bookings', 'Q1'), 'actual', '2', '150')
    const row = model.rowState('bookings')
    model.type('22')
    model.type('225')
    expect(model.rowState('bookings')).toBe(row)
    expect(model.barState().draft).toBe('225')
  })

  it('begins with the key that was pressed, or with the number that is there', () => {
    const model = aGrid('bookings')
    model.begin(at('bookings', 'Q1'), 'actual', '2', '150')
    expect(model.draft).toBe('2')
    model.begin(at('bookings', 'Q1'), 'plan', null, '150')
    expect(model.draft).toBe('150')
  })

  it('what cannot be read is told until the next key', () => {
    const model = aGrid('bookings')
    model.begin(at('bookings', 'Q1'), 'actual', 'x', '')
    model.say('Use digits.')
    expect(model.barState().note).toBe('Use digits.')
    model.type('')
    expect(model.barState().note).toBeNull()
  })
})

describe('a row that somebody else removes', () => {
  it('leaves me in the row that took its place and says that what I typed has no cell any more', () => {
    const model = aGrid('bookings', 'pipeline', 'leads')
    model.begin(at('pipeline', 'Q1'), 'actual', '1', '')
    model.setExtent({ rows: ['bookings', 'leads'], columns })
    expect(model.at).toEqual(at('leads', 'Q1'))
    expect(model.isEditGone).toBe(true)
    expect(model.rowState('leads').tabStop).toBe('Q1')
  })
})
