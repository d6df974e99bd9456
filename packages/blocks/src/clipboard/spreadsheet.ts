import Papa from 'papaparse'
import { kitWords } from '../words.ts'
import { parsedHtml } from './parsed-html.ts'

/** The most that is read from a clipboard at once, in characters. */
export const largestPaste = 2_000_000
const mostCells = 20_000
/** A line, or a run of marked words, is three things in a change, and the server takes 20,000 at once. */
const mostLines = 6_000
/** What begins a line or marked words in plain text and in HTML. */
const plainLine = /[^\r\n]+/g
const htmlLine = /<(?:p|li|h[1-6]|b|strong|i|em|u|s|a|code)[\s>]/gi

/** What a clipboard offers, as `DataTransfer` gives it. */
export interface PastedText {
  readonly text: string
  readonly html: string
}

/** Cells of a pasted range, row by row, all rows equally long; or the sentence that says why it was not read. */
export type PastedRange = { readonly cells: readonly (readonly string[])[] } | { readonly refusal: string }

/**
 * Reads a range copied from Excel, Sheets or Numbers: tab-separated text with quoted cells, else the first HTML table.
 * Size is judged before anything is parsed, so a table of megabytes costs nothing. One word is a range of one cell.
 */
export function readPastedRange({ text, html }: PastedText): PastedRange {
  const size = Math.max(text.length, html.length)
  if (size > largestPaste) return { refusal: kitWords.paste.tooLarge(Math.ceil(size / 1_000_000)) }
  const rows = /[\t\n]/.test(text.trimEnd()) || !html ? rowsOfText(text) : rowsOfTable(html, text)
  const width = Math.max(0, ...rows.map((row) => row.length))
  if (rows.length * width > mostCells) return { refusal: kitWords.paste.tooManyCells(rows.length * width) }
  return { cells: rows.map((row) => [...row, ...Array<string>(width - row.length).fill('')]) }
}

function rowsOfText(text: string): string[][] {
  const { data } = Papa.parse<string[]>(text.replace(/(\r?\n)+$/, ''), { delimiter: '\t', skipEmptyLines: false })
  return data.map((row) => row.map((cell) => cell.trim()))
}

/** Some programs put a table on the clipboard as HTML only. */
function rowsOfTable(html: string, text: string): string[][] {
  if (typeof DOMParser === 'undefined') return rowsOfText(text)
  const table = parsedHtml(html).querySelector('table')
  if (!table) return rowsOfText(text)
  return [...table.rows].map((row) =>
    [...row.cells].flatMap((cell) => [
      (cell.textContent ?? '').trim(),
      ...Array<string>(Math.max(0, Math.min(cell.colSpan, 100) - 1)).fill(''),
    ]),
  )
}

/** Why text is not pasted: writing that much holds up the page, and then the server refuses it. */
export function tooManyLines(clipboard: Pick<DataTransfer, 'getData'>): string | null {
  const html = clipboard.getData('text/html')
  const lines = (html ? html.match(htmlLine) : clipboard.getData('text/plain').match(plainLine))?.length ?? 0
  return lines > mostLines ? kitWords.paste.tooManyLines(lines, html !== '') : null
}

/** Cells as tab-separated text, the form every spreadsheet reads. */
export const rangeText = (cells: readonly (readonly string[])[]): string =>
  Papa.unparse(cells as string[][], { delimiter: '\t', newline: '\n' })
