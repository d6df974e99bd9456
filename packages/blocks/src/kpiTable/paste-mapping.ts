/**
 * Where the cells of a copied spreadsheet range would go: rows by name, columns by period where the range says them,
 * else from the chosen cell to the right and down. Pure, so that the preview and what is applied are one thing.
 */
import { type CellLine, type CellWrite, isEditable, isSame, type ParsedCell, type Row } from './cell-value.ts'
import type { ColumnKey, PeriodColumn } from './grid-columns.ts'

export type PasteGrid = readonly (readonly string[])[]

export interface PasteTable {
  readonly rows: readonly Row[]
  /** The keys people say, by row id: a range may name a row `K1` or `K1 Joint bookings`. */
  readonly keys: Readonly<Record<string, string>>
  readonly periods: readonly PeriodColumn[]
  readonly columns: readonly ColumnKey[]
  readonly parse: (row: Row, column: ColumnKey, line: CellLine, typed: string) => ParsedCell
}

export interface PasteStart {
  readonly row: string
  readonly column: ColumnKey
  readonly line: CellLine
}

export interface PastedCell {
  readonly row: Row
  readonly column: ColumnKey
  readonly line: CellLine
  readonly typed: string
  readonly result: { readonly writes: readonly CellWrite[] } | { readonly problem: string }
}

export interface PasteMapping {
  /** The range named its rows or columns itself. */
  readonly isByName: boolean
  /** Cells that would change and cells that cannot be read, in reading order. */
  readonly cells: readonly PastedCell[]
  readonly unknownRows: readonly string[]
  readonly unknownColumns: readonly string[]
  /** Part of the range lies beyond the table. */
  readonly isCut: boolean
}

interface Destination {
  readonly column: ColumnKey
  readonly line: CellLine
}

/** Maps a range onto a table. Empty cells of the range leave the table as it is: blank is not zero. */
export function mapPaste(grid: PasteGrid, table: PasteTable, start: PasteStart): PasteMapping {
  const range = trimmed(grid)
  const header = range[0]?.map((cell) => destinationNamed(cell, table, start.line)) ?? []
  const hasHeader = header.some((destination) => destination !== null)
  const body = hasHeader ? range.slice(1) : range
  const named = body.map((cells) => rowNamed(cells[0] ?? '', table))
  // One cell that happens to read like a name is no name column; a number never is.
  const hasNames = named.some(Boolean) || (hasHeader && body.some((cells) => isWords(cells[0] ?? '')))
  const width = Math.max(0, ...range.map((cells) => cells.length))
  const valuesFrom = hasNames ? 1 : 0
  const destinations = hasHeader ? header : placedColumns(width - valuesFrom, table, start, valuesFrom)
  const startRow = table.rows.findIndex(({ id }) => id === start.row)
  const rowsOf = body.map((_, at) => (hasNames ? (named[at] ?? null) : (table.rows[startRow + at] ?? null)))
  return {
    isByName: hasHeader || hasNames,
    cells: body.flatMap((cells, at) => {
      const row = rowsOf[at]
      return row ? cellsOf(row, cells.slice(0, width), destinations, valuesFrom, table) : []
    }),
    unknownRows: hasNames ? body.flatMap((cells, at) => (named[at] || !cells[0]?.trim() ? [] : [cells[0].trim()])) : [],
    unknownColumns: hasHeader ? unknownColumnsOf(range[0] ?? [], header, hasNames) : [],
    isCut: (!hasNames && rowsOf.includes(null)) || (!hasHeader && destinations.slice(valuesFrom).includes(null)),
  }
}

function cellsOf(
  row: Row,
  cells: readonly string[],
  destinations: readonly (Destination | null)[],
  from: number,
  table: PasteTable,
): PastedCell[] {
  return cells.flatMap((typed, at) => {
    const destination = destinations[at]
    if (at < from || !destination || isBlank(typed)) return []
    const result = table.parse(row, destination.column, destination.line, typed.trim())
    if ('writes' in result && result.writes.every((write) => isSame(row, write))) return []
    return [{ row, ...destination, typed: typed.trim(), result }]
  })
}

/** Columns to the right of the chosen one, only those that hold typed numbers. */
function placedColumns(
  count: number,
  { columns }: PasteTable,
  start: PasteStart,
  offset: number,
): (Destination | null)[] {
  const editable = columns.filter(isEditable)
  const chosen = columns.indexOf(start.column)
  const from = editable.findIndex((column) => columns.indexOf(column) >= chosen)
  const placed = Array.from({ length: Math.max(0, count) }, (_, at) => {
    const column = from < 0 ? undefined : editable[from + at]
    return column === undefined ? null : { column, line: start.line }
  })
  return [...Array.from({ length: offset }, () => null), ...placed]
}

const unknownColumnsOf = (labels: readonly string[], header: readonly (Destination | null)[], hasNames: boolean) =>
  labels.flatMap((label, at) => (header[at] || (hasNames && at === 0) || !label.trim() ? [] : [label.trim()]))

/** Rows and columns that are empty to the end come along with many copies. */
function trimmed(grid: PasteGrid): PasteGrid {
  const rows = [...grid]
  while (rows.length > 0 && rows.at(-1)!.every((cell) => cell.trim() === '')) rows.pop()
  return rows
}

const BLANKS = new Set(['', '-', '–', '—', 'n/a', 'na', 'null'])
const isBlank = (typed: string) => BLANKS.has(typed.trim().toLowerCase())
const isWords = (text: string) => /\p{L}{2}/u.test(text)

const plainWords = (text: string) =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}%]+/gu, ' ')
    .trim()

/** The row a cell names: by its name, its key, or both. */
function rowNamed(label: string, { rows, keys }: PasteTable): Row | undefined {
  const wanted = plainWords(label)
  if (wanted === '') return undefined
  const names = (row: Row) => {
    const [name, key] = [plainWords(row.name), plainWords(keys[row.id] ?? '')]
    return [name, key, `${key} ${name}`].filter(Boolean)
  }
  // A unit in brackets behind the name is no part of it.
  const bare = plainWords(label.replace(/\([^)]*\)\s*$/, ''))
  return rows.find((row) => names(row).includes(wanted)) ?? rows.find((row) => bare !== '' && names(row).includes(bare))
}

const PLAN_WORDS = new Set(['plan', 'planned', 'target', 'budget', 'checkpoint', 'soll', 'goal', 'ziel'])
const ACTUAL_WORDS = new Set(['actual', 'actuals', 'ist', 'real', 'result', 'done'])
const BASE_WORDS = new Set(['base', 'baseline', 'basis', 'start'])

/** The column a header cell names; null for one that names none. */
function destinationNamed(label: string, table: PasteTable, line: CellLine): Destination | null {
  const tokens = plainWords(label).match(/\p{L}+|\d+/gu) ?? []
  if (tokens.length === 0 || tokens.length > 6) return null
  const period = periodNamed(tokens, table.periods)
  if (period) {
    if (tokens.some((token) => ACTUAL_WORDS.has(token))) return { column: period, line: 'actual' }
    return { column: period, line: tokens.some((token) => PLAN_WORDS.has(token)) ? 'plan' : line }
  }
  if (tokens.some((token) => /\d/.test(token))) return null
  if (tokens.some((token) => BASE_WORDS.has(token))) return { column: 'base', line: 'actual' }
  if (tokens.length <= 2 && tokens.some((token) => ['target', 'goal', 'ziel'].includes(token)))
    return { column: 'target', line: 'actual' }
  return null
}

/** `Q1`, `Q1 2026`, `2026-Q1`, `1Q26`, `FY26 Q1`; `Nov`, `November 2026`, `2026-11`. Undefined unless exactly one period fits. */
function periodNamed(tokens: readonly string[], periods: readonly PeriodColumn[]): ColumnKey | undefined {
  const fitting = periods.filter(({ period }) =>
    period.includes('Q') ? isQuarterNamed(tokens, period) : isMonthNamed(tokens, period),
  )
  return fitting.length === 1 ? fitting[0]!.period : undefined
}

const yearFits = (token: string | undefined, period: string) =>
  token === undefined || token === period.slice(0, 4) || token === period.slice(2, 4)

function isQuarterNamed(tokens: readonly string[], period: string): boolean {
  const quarter = period.slice(-1)
  const at = tokens.indexOf('q')
  if (at < 0) return false
  const number = /^[1-4]$/.test(tokens[at + 1] ?? '') ? at + 1 : at - 1
  if (tokens[number] !== quarter) return false
  const years = tokens.filter((token, index) => index !== number && /^\d+$/.test(token))
  return years.length <= 1 && yearFits(years[0], period)
}

function isMonthNamed(tokens: readonly string[], period: string): boolean {
  const month = Number(period.slice(5))
  const named = tokens.find((token) => token.length >= 3 && months()[month - 1]!.startsWith(token))
  const numbers = tokens.filter((token) => /^\d+$/.test(token))
  if (named) return numbers.length <= 1 && yearFits(numbers[0], period)
  return (
    numbers.length === 2 && numbers.includes(period.slice(0, 4)) && numbers.some((number) => Number(number) === month)
  )
}

let monthNames: readonly string[] | undefined

/** January to December, in small letters. */
function months(): readonly string[] {
  const format = new Intl.DateTimeFormat('en', { month: 'long', timeZone: 'UTC' })
  monthNames ??= Array.from({ length: 12 }, (_, month) =>
    format.format(new Date(Date.UTC(2024, month, 15))).toLowerCase(),
  )
  return monthNames
}
