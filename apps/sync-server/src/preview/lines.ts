/** How wide some text is in the type that is set. */
export type Measure = (text: string) => number

const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' })
const ELLIPSIS = '…'

/** Sets text in at most so many lines of a width, between words where it can; what does not fit ends in an ellipsis. */
export function linesOf(text: string, width: number, most: number, measure: Measure): string[] {
  const lines: string[] = []
  let line = ''
  const pieces = text.split(/\s+/).filter(Boolean)
  for (const [index, word] of pieces.entries()) {
    const longer = line ? `${line} ${word}` : word
    if (measure(longer) <= width) {
      line = longer
      continue
    }
    if (lines.length === most - 1)
      return [...lines, shortened([line, ...pieces.slice(index)].join(' '), width, measure)]
    if (line) lines.push(line)
    line = word
    // A word as long as this has no place to break but between any two of its letters.
    while (measure(line) > width) {
      const start = startOf(line, width, measure)
      if (lines.length === most - 1)
        return [...lines, shortened([line, ...pieces.slice(index + 1)].join(' '), width, measure)]
      lines.push(start)
      line = line.slice(start.length)
    }
  }
  return line ? [...lines, line] : lines
}

function shortened(text: string, width: number, measure: Measure): string {
  if (measure(text) <= width) return text.trim()
  return `${startOf(text.trim(), width - measure(ELLIPSIS), measure).trimEnd()}${ELLIPSIS}`
}

/** As much of the beginning as fits, at least one letter; found by halves, because a word can be a book. */
function startOf(text: string, width: number, measure: Measure): string {
  const ends = [...graphemes.segment(text.slice(0, 400))].map(({ index, segment }) => index + segment.length)
  let fits = 0
  let beyond = ends.length
  while (beyond - fits > 1) {
    const middle = (fits + beyond) >> 1
    if (measure(text.slice(0, ends[middle])) <= width) fits = middle
    else beyond = middle
  }
  return text.slice(0, ends[fits])
}
