import { describe, expect, it } from 'vitest'
import { answerEditKey, answerKey, cellsBetween, isBetween, placeAfterRemoval } from './grid-navigation.ts'

const extent = { rows: ['bookings', 'pipeline', 'leads'], columns: ['name', 'Q1', 'Q2', 'Q3', 'status'] }
const at = (row: string, column: string) => ({ row, column })
const press = (
  key: string,
  from = at('pipeline', 'Q2'),
  held: { shift?: boolean; mod?: boolean; alt?: boolean } = {},
) => answerKey({ key, ...held }, from, extent)

describe('a key in the grid', () => {
  it.each([
    ['ArrowUp', at('bookings', 'Q2')],
    ['ArrowDown', at('leads', 'Q2')],
    ['ArrowLeft', at('pipeline', 'Q1')],
    ['ArrowRight', at('pipeline', 'Q3')],
    ['Home', at('pipeline', 'name')],
    ['End', at('pipeline', 'status')],
    ['PageUp', at('bookings', 'Q2')],
    ['PageDown', at('leads', 'Q2')],
    ['Tab', at('pipeline', 'Q3')],
  ])('%s goes one step or to the end', (key, to) => {
    expect(press(key)).toEqual({ type: 'go', to, isExtending: false })
  })

  it('stays at the border', () => {
    expect(press('ArrowUp', at('bookings', 'Q2'))).toMatchObject({ to: at('bookings', 'Q2') })
    expect(press('ArrowRight', at('leads', 'status'))).toMatchObject({ to: at('leads', 'status') })
  })

  it('goes to the ends with Ctrl', () => {
    expect(press('ArrowDown', undefined, { mod: true })).toMatchObject({ to: at('leads', 'Q2') })
    expect(press('Home', undefined, { mod: true })).toMatchObject({ to: at('bookings', 'name') })
    expect(press('End', undefined, { mod: true })).toMatchObject({ to: at('leads', 'status') })
  })

  it('extends the selection with Shift, but not by Tab', () => {
    expect(press('ArrowRight', undefined, { shift: true })).toMatchObject({ isExtending: true })
    expect(press('Tab', undefined, { shift: true })).toEqual({
      type: 'go',
      to: at('pipeline', 'Q1'),
      isExtending: false,
    })
  })

  it('Tab goes on in the next row and leaves the grid behind its last cell', () => {
    expect(press('Tab', at('bookings', 'status'))).toMatchObject({ to: at('pipeline', 'name') })
    expect(press('Tab', at('leads', 'status'))).toBeNull()
    expect(press('Tab', at('bookings', 'name'), { shift: true })).toBeNull()
  })

  it('Enter, F2 and typing edit; with Shift they edit the plan below the actual', () => {
    expect(press('Enter')).toEqual({ type: 'edit', line: 'first', typed: null })
    expect(press('F2', undefined, { shift: true })).toEqual({ type: 'edit', line: 'second', typed: null })
    expect(press('2')).toEqual({ type: 'edit', line: 'first', typed: '2' })
    expect(press('٣')).toEqual({ type: 'edit', line: 'first', typed: '٣' })
  })

  it('Delete clears, Escape leaves', () => {
    expect(press('Delete')).toEqual({ type: 'clear' })
    expect(press('Escape')).toEqual({ type: 'leave' })
  })

  it('leaves shortcuts of the page alone', () => {
    expect(press('z', undefined, { mod: true })).toBeNull()
    expect(press('Enter', undefined, { mod: true })).toBeNull()
    expect(press('ArrowUp', undefined, { alt: true })).toBeNull()
    expect(press('F6')).toBeNull()
  })
})

describe('a key in a cell that is edited', () => {
  const edit = (key: string, isTyped: boolean, held: { shift?: boolean; mod?: boolean } = {}) =>
    answerEditKey({ key, ...held }, at('pipeline', 'Q2'), extent, isTyped)

  it('Enter keeps and goes down, Tab keeps and goes on', () => {
    expect(edit('Enter', true)).toEqual({ type: 'keep', goTo: at('leads', 'Q2') })
    expect(edit('Enter', true, { shift: true })).toEqual({ type: 'keep', goTo: at('bookings', 'Q2') })
    expect(edit('Tab', false)).toEqual({ type: 'keep', goTo: at('pipeline', 'Q3') })
  })

  it('arrows leave a typed number, but move the caret after F2', () => {
    expect(edit('ArrowLeft', true)).toEqual({ type: 'keep', goTo: at('pipeline', 'Q1') })
    expect(edit('ArrowLeft', false)).toBeNull()
    expect(edit('ArrowUp', false)).toEqual({ type: 'keep', goTo: at('bookings', 'Q2') })
  })

  it('Escape gives the old number back', () => {
    expect(edit('Escape', true)).toEqual({ type: 'cancel' })
  })

  it('everything else belongs to the input', () => {
    expect(edit('5', true)).toBeNull()
    expect(edit('v', true, { mod: true })).toBeNull()
  })
})

describe('a selected range', () => {
  it('is the rectangle between its corners, whichever way it was drawn', () => {
    expect(cellsBetween(at('leads', 'Q3'), at('pipeline', 'Q2'), extent)).toEqual([
      [at('pipeline', 'Q2'), at('pipeline', 'Q3')],
      [at('leads', 'Q2'), at('leads', 'Q3')],
    ])
    expect(isBetween(at('pipeline', 'Q3'), at('leads', 'Q3'), at('pipeline', 'Q2'), extent)).toBe(true)
    expect(isBetween(at('bookings', 'Q3'), at('leads', 'Q3'), at('pipeline', 'Q2'), extent)).toBe(false)
  })

  it('is empty when a corner was removed', () => {
    expect(cellsBetween(at('gone', 'Q1'), at('leads', 'Q1'), extent)).toEqual([])
  })
})

describe('a row removed by somebody else', () => {
  it('leaves my cell in the row that took its place', () => {
    const after = { ...extent, rows: ['bookings', 'leads'] }
    expect(placeAfterRemoval(at('pipeline', 'Q1'), extent.rows, after)).toEqual(at('leads', 'Q1'))
    expect(placeAfterRemoval(at('bookings', 'Q1'), extent.rows, after)).toEqual(at('bookings', 'Q1'))
    expect(placeAfterRemoval(at('pipeline', 'Q1'), extent.rows, { ...extent, rows: [] })).toBeNull()
  })
})
