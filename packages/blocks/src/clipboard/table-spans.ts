/** More columns or rows than one cell of any plan spans. */
const mostSpanned = 100
const CELL = /<t[dh]\b[^>]*>/gi
const SPAN = /\b((?:col|row)span\s*=\s*["']?\s*)(\d+)/gi

/** Pasted HTML without cells that claim thousands of columns: a table is filled up with empty cells to its widest row. */
export const withSmallSpans = (html: string): string =>
  html.replace(CELL, (cell) =>
    cell.replace(SPAN, (span, name: string, count: string) =>
      Number(count) > mostSpanned ? `${name}${mostSpanned}` : span,
    ),
  )
