/** A place in a text to underline; offsets count UTF-16 units. */
export interface Flag {
  readonly start: number
  readonly end: number
  readonly kind: string
}

const painted = new WeakMap<object, { highlight: Highlight; range: Range }[]>()

/**
 * Underlines places of a text in the mirror behind its control, without touching the elements in it: the browser's own
 * highlights carry the style (`::highlight(flag-<kind>)`). A browser without them shows the list of words only.
 * @param owner whose places these are; painting again replaces them
 */
export function paintFlags(owner: object, mirror: Element | null, flags: readonly Flag[]): void {
  if (typeof Highlight === 'undefined' || !CSS.highlights) return
  for (const { highlight, range } of painted.get(owner) ?? []) highlight.delete(range)
  const nodes = mirror ? textNodesOf(mirror) : []
  const ranges = flags.flatMap(({ start, end, kind }) => {
    const range = rangeIn(nodes, start, end)
    if (!range) return []
    const highlight = highlightFor(`flag-${kind}`)
    highlight.add(range)
    return [{ highlight, range }]
  })
  painted.set(owner, ranges)
}

function highlightFor(name: string): Highlight {
  const highlight = CSS.highlights.get(name) ?? new Highlight()
  if (!CSS.highlights.has(name)) CSS.highlights.set(name, highlight)
  return highlight
}

function textNodesOf(mirror: Element): Text[] {
  const walker = mirror.ownerDocument.createTreeWalker(mirror, NodeFilter.SHOW_TEXT)
  const nodes: Text[] = []
  while (walker.nextNode()) nodes.push(walker.currentNode as Text)
  return nodes
}

/** The range between two offsets of the joined text; null when the text has become shorter meanwhile. */
function rangeIn(nodes: readonly Text[], start: number, end: number): Range | null {
  const from = place(nodes, start)
  const to = place(nodes, end)
  if (!from || !to) return null
  const range = from.node.ownerDocument.createRange()
  range.setStart(from.node, from.offset)
  range.setEnd(to.node, to.offset)
  return range
}

function place(nodes: readonly Text[], index: number): { node: Text; offset: number } | null {
  let before = 0
  for (const node of nodes) {
    if (index <= before + node.length) return { node, offset: index - before }
    before += node.length
  }
  return null
}
