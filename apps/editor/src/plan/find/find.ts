/** A place where the words stand: a range of text on the page, or an input whose value holds them. */
export type Match =
  /** `line` is the element around the words, `at` where they begin in its text. */
  { readonly range: Range; readonly line: Element | null; readonly at: number } | { readonly input: HTMLInputElement }

const ALL = 'concord-find'
const CURRENT = 'concord-find-current'

/**
 * Fields are searched through their mirror, which holds the same letters as text; inputs without one by value. What is
 * private to a side is no part of the plan.
 */
const SKIPPED = '[data-private], textarea, script, style, [data-insert-menu], [role="toolbar"], [data-caret]'

/** Every place below `root` that holds `query`, without regard to case, in reading order. */
export function findAll(root: HTMLElement, query: string): Match[] {
  const wanted = query.toLowerCase()
  if (wanted === '') return []
  const matches: Match[] = []
  for (const run of runsOf(root)) {
    if (run instanceof HTMLInputElement) {
      if (run.value.toLowerCase().includes(wanted)) matches.push({ input: run })
    } else matches.push(...findIn(run, wanted))
  }
  return matches
}

/** Text nodes of one line of words, joined so that a match may run over bold and plain alike. */
type Run = readonly Text[]

function* runsOf(root: HTMLElement): Generator<Run | HTMLInputElement> {
  let run: Text[] = []
  let block: Element | null = null
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    node instanceof Element && (node.matches(SKIPPED) || (node as HTMLElement).hidden)
      ? NodeFilter.FILTER_REJECT
      : NodeFilter.FILTER_ACCEPT,
  )
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Text) {
      const line = lineOf(node)
      if (line !== block) {
        if (run.length > 0) yield run
        run = []
        block = line
      }
      run.push(node)
    } else if (node instanceof HTMLInputElement && /^(text|search|url|)$/.test(node.type)) {
      if (run.length > 0) yield run
      run = []
      block = null
      yield node
    }
  }
  if (run.length > 0) yield run
}

const lineOf = (node: Text | undefined): Element | null =>
  node?.parentElement?.closest('p, h1, h2, h3, li, td, th, dt, dd, div, section, figcaption, button, small') ?? null

function findIn(run: Run, wanted: string): Match[] {
  const text = run.map(({ data }) => data).join('')
  const lower = text.toLowerCase()
  // Lower case of a few letters is longer than they are; such a line is compared as it is written.
  const haystack = lower.length === text.length ? lower : text
  const matches: Match[] = []
  for (let at = haystack.indexOf(wanted); at >= 0; at = haystack.indexOf(wanted, at + wanted.length)) {
    const range = document.createRange()
    const [start, startAt] = placeIn(run, at)
    const [end, endAt] = placeIn(run, at + wanted.length)
    range.setStart(start, startAt)
    range.setEnd(end, endAt)
    matches.push({ range, line: lineOf(run[0]), at })
  }
  return matches
}

function placeIn(run: Run, offset: number): [Text, number] {
  let rest = offset
  for (const node of run) {
    if (rest <= node.data.length) return [node, rest]
    rest -= node.data.length
  }
  const last = run.at(-1)!
  return [last, last.data.length]
}

/** Marks all places, the present one more strongly. */
export function paint(matches: readonly Match[], current: Match | undefined): void {
  clear()
  for (const match of matches) if ('input' in match) match.input.dataset.found = match === current ? 'current' : ''
  if (!('highlights' in CSS)) return
  const ranges = matches.flatMap((match) => ('range' in match && match !== current ? [match.range] : []))
  CSS.highlights.set(ALL, new Highlight(...ranges))
  const strong = new Highlight(...(current && 'range' in current ? [current.range] : []))
  strong.priority = 1
  CSS.highlights.set(CURRENT, strong)
}

/** Removes every mark. */
export function clear(): void {
  if ('highlights' in CSS) for (const name of [ALL, CURRENT]) CSS.highlights.delete(name)
  for (const input of document.querySelectorAll<HTMLElement>('[data-found]')) delete input.dataset.found
}

/** The element a place is in. */
export const elementOf = (match: Match): Element | null =>
  'input' in match ? match.input : match.range.startContainer.parentElement

/** Brings a place to the middle of the window. */
export function reveal(match: Match): void {
  const element = elementOf(match)
  element?.scrollIntoView({ block: 'center', behavior: 'instant' })
  requestAnimationFrame(() => element?.scrollIntoView({ block: 'center', behavior: 'instant' }))
}
