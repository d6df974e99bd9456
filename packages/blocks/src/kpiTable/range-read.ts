import Papa from 'papaparse'
import { parsedHtml } from '../clipboard/parsed-html.ts'
import { kitWords } from '../words.ts'
import type { PasteGrid } from './paste-mapping.ts'

/** More cells than any plan has: whoever pastes more did not mean this table. */
const MOST_CELLS = 20_000
const MOST_BYTES = 5_000_000

/** A range from the clipboard, or the sentence why it is none. Null: there is no text at all. */
export function readRange(clipboard: Pick<DataTransfer, 'getData'>): { range: PasteGrid } | { problem: string } | null {
  const html = clipboard.getData('text/html')
  const text = clipboard.getData('text/plain')
  const size = Math.max(html.length, text.length)
  if (size > MOST_BYTES) return { problem: kitWords.paste.tooLarge(Math.round(size / 1_000_000)) }
  // The plain form keeps what the sheet shows; HTML is for programs that give nothing else.
  const range = text.trim() === '' ? (/<table/i.test(html) ? fromHtml(html) : null) : fromText(text)
  if (!range || range.length === 0) return null
  const cells = range.reduce((sum, row) => sum + row.length, 0)
  return cells > MOST_CELLS ? { problem: kitWords.paste.tooManyCells(cells) } : { range }
}

/** Tab-separated as spreadsheets copy it: a cell with a line end or a quote stands in quotes. */
export const fromText = (text: string): PasteGrid =>
  Papa.parse<string[]>(text.replace(/\r\n?/g, '\n').replace(/\n$/, ''), { delimiter: '\t', newline: '\n' }).data

function fromHtml(html: string): PasteGrid {
  const table = parsedHtml(html).querySelector('table')
  return [...(table?.rows ?? [])].map((row) => [...row.cells].map((cell) => (cell.textContent ?? '').trim()))
}
