/**
 * Moving in a grid like in a sheet, as a pure function of a key: the grid asks what a key means and obeys.
 * Places are named by row id and column, not by index, so that a row somebody else adds does not move my cell.
 */

/** One cell of the grid. */
export interface GridPlace {
  readonly row: string
  readonly column: string
}

/** The cells there are, in order. */
export interface GridExtent {
  readonly rows: readonly string[]
  readonly columns: readonly string[]
}

export interface GridKey {
  readonly key: string
  readonly shift?: boolean
  /** Ctrl, or the command key of a Mac. */
  readonly mod?: boolean
  readonly alt?: boolean
}

/** What a key asks the grid to do; null: the key is not the grid's, let it pass. */
export type GridAnswer =
  | { readonly type: 'go'; readonly to: GridPlace; readonly isExtending: boolean }
  | { readonly type: 'edit'; readonly line: 'first' | 'second'; readonly typed: string | null }
  | { readonly type: 'clear' }
  | { readonly type: 'selectAll' }
  /** Shows or hides who set the cell before. */
  | { readonly type: 'history' }
  | { readonly type: 'leave' }
  | null

/** What a key asks of a cell that is being edited. `goTo` is where the grid goes after keeping the number. */
export type EditAnswer = { readonly type: 'keep'; readonly goTo: GridPlace | null } | { readonly type: 'cancel' } | null

const PAGE = 10

/** What a key means on a cell that is not being edited. */
export function answerKey(key: GridKey, at: GridPlace, extent: GridExtent): GridAnswer {
  if (key.alt) return key.key === 'ArrowDown' && !key.mod && !key.shift ? { type: 'history' } : null
  const go = (to: GridPlace | null, isExtending = key.shift === true): GridAnswer =>
    to === null ? null : { type: 'go', to, isExtending }
  const move = (rows: number, columns: number) => clampedMove(at, extent, rows, columns)
  switch (key.key) {
    case 'ArrowLeft':
      return go(key.mod ? edge(at, extent, { column: 'first' }) : move(0, -1))
    case 'ArrowRight':
      return go(key.mod ? edge(at, extent, { column: 'last' }) : move(0, 1))
    case 'ArrowUp':
      return go(key.mod ? edge(at, extent, { row: 'first' }) : move(-1, 0))
    case 'ArrowDown':
      return go(key.mod ? edge(at, extent, { row: 'last' }) : move(1, 0))
    case 'Home':
      return go(edge(at, extent, key.mod ? { row: 'first', column: 'first' } : { column: 'first' }))
    case 'End':
      return go(edge(at, extent, key.mod ? { row: 'last', column: 'last' } : { column: 'last' }))
    case 'PageUp':
      return go(move(-PAGE, 0))
    case 'PageDown':
      return go(move(PAGE, 0))
    case 'Tab':
      return go(nextInReading(at, extent, key.shift ? -1 : 1), false)
    case 'Enter':
    case 'F2':
      return key.mod ? null : { type: 'edit', line: key.shift ? 'second' : 'first', typed: null }
    case 'Delete':
    case 'Backspace':
      return key.mod ? null : { type: 'clear' }
    case 'Escape':
      return { type: 'leave' }
    case 'a':
    case 'A':
      if (key.mod) return { type: 'selectAll' }
  }
  return !key.mod && isCharacter(key.key) ? { type: 'edit', line: 'first', typed: key.key } : null
}

/**
 * What a key means while a cell is edited.
 * @param isTyped editing began by typing, so that left and right leave the cell; after F2 they move the caret
 */
export function answerEditKey(key: GridKey, at: GridPlace, extent: GridExtent, isTyped: boolean): EditAnswer {
  if (key.alt || key.mod) return null
  switch (key.key) {
    case 'Enter':
      return { type: 'keep', goTo: clampedMove(at, extent, key.shift ? -1 : 1, 0) }
    case 'Tab':
      return { type: 'keep', goTo: nextInReading(at, extent, key.shift ? -1 : 1) ?? at }
    case 'Escape':
      return { type: 'cancel' }
    case 'ArrowUp':
      return { type: 'keep', goTo: clampedMove(at, extent, -1, 0) }
    case 'ArrowDown':
      return { type: 'keep', goTo: clampedMove(at, extent, 1, 0) }
    case 'ArrowLeft':
      return isTyped ? { type: 'keep', goTo: clampedMove(at, extent, 0, -1) } : null
    case 'ArrowRight':
      return isTyped ? { type: 'keep', goTo: clampedMove(at, extent, 0, 1) } : null
  }
  return null
}

/** The cells of the rectangle between two places, row by row; empty when either has gone. */
export function cellsBetween(a: GridPlace, b: GridPlace, { rows, columns }: GridExtent): GridPlace[][] {
  const span = (list: readonly string[], one: string, other: string) => {
    const [from = -1, to = -1] = [list.indexOf(one), list.indexOf(other)].sort((x, y) => x - y)
    return from < 0 ? [] : list.slice(from, to + 1)
  }
  const across = span(columns, a.column, b.column)
  return span(rows, a.row, b.row).map((row) => across.map((column) => ({ row, column })))
}

/** True when a place lies in the rectangle between two others. */
export function isBetween(place: GridPlace, a: GridPlace, b: GridPlace, { rows, columns }: GridExtent): boolean {
  const inside = (list: readonly string[], at: string, one: string, other: string) => {
    const [x, y, z] = [list.indexOf(at), list.indexOf(one), list.indexOf(other)]
    return y >= 0 && z >= 0 && x >= Math.min(y, z) && x <= Math.max(y, z)
  }
  return inside(rows, place.row, a.row, b.row) && inside(columns, place.column, a.column, b.column)
}

/** The place a grid keeps when a row is removed under it: the row that took its place, or the last one. */
export function placeAfterRemoval(at: GridPlace, before: readonly string[], after: GridExtent): GridPlace | null {
  if (after.rows.includes(at.row)) return at
  const index = Math.min(Math.max(0, before.indexOf(at.row)), after.rows.length - 1)
  const row = after.rows[index]
  return row === undefined ? null : { row, column: at.column }
}

function clampedMove(at: GridPlace, { rows, columns }: GridExtent, down: number, right: number): GridPlace {
  const step = (list: readonly string[], from: string, by: number) =>
    list[Math.min(list.length - 1, Math.max(0, list.indexOf(from) + by))] ?? from
  return { row: step(rows, at.row, down), column: step(columns, at.column, right) }
}

type End = 'first' | 'last'

function edge(at: GridPlace, { rows, columns }: GridExtent, ends: { row?: End; column?: End }): GridPlace {
  const end = (list: readonly string[], which: End | undefined, stay: string) =>
    which === undefined ? stay : ((which === 'first' ? list[0] : list.at(-1)) ?? stay)
  return { row: end(rows, ends.row, at.row), column: end(columns, ends.column, at.column) }
}

/** The next cell as one reads, over row ends; null behind the last and before the first, where Tab leaves the grid. */
function nextInReading(at: GridPlace, { rows, columns }: GridExtent, by: 1 | -1): GridPlace | null {
  const index = rows.indexOf(at.row) * columns.length + columns.indexOf(at.column) + by
  const row = rows[Math.floor(index / columns.length)]
  const column = columns[index % columns.length]
  return index >= 0 && row !== undefined && column !== undefined ? { row, column } : null
}

/** One character of any script, also outside the basic plane; names of keys are longer. */
const isCharacter = (key: string) => [...key].length === 1 && key !== ' '
