/** The parts of Yjs types that are used here; the function below also runs in a page, where there is no import. */
interface TextLike {
  readonly length: number
  insert(at: number, text: string): void
}
interface MapLike {
  keys(): Iterable<string>
  get(key: string): unknown
  set(key: string, value: unknown): void
}
export interface DocLike {
  getMap(name: string): MapLike
  getXmlFragment(name: string): { toArray(): unknown[] }
  transact(act: () => void, origin: unknown): void
}

export interface Absence {
  /** How many edits, each a transaction of its own. */
  readonly count: number
  /** One letter: what is typed, and what tells the numbers of one person from those of the other. */
  readonly letter: string
  /** Which half of the cells is set; some in the middle are set from both ends. */
  readonly from: 'front' | 'back'
  /** How many of six edits are letters in the prose; two are cells, the rest letters in the cards. */
  readonly prose: number
}

/** Cells that both people set while apart; each of them becomes a notice. */
export const SHARED_CELLS = 20

/**
 * Edits like those of some days: letters in short bursts all over the plan, and cells. It names nothing outside of
 * itself, so that it can be sent into a page. Resolves when all are made; a page stays alive meanwhile.
 */
export async function editApart(doc: DocLike, { count, letter, from, prose }: Absence, shared: number): Promise<void> {
  const isMap = (value: unknown): value is MapLike => typeof (value as MapLike | undefined)?.keys === 'function'
  const isText = (value: unknown): value is TextLike =>
    !isMap(value) && typeof (value as TextLike | undefined)?.insert === 'function'
  const blocks = [...doc.getMap('blocks').keys()].sort().map((id) => doc.getMap('blocks').get(id) as MapLike)
  const rows = blocks.flatMap((block) => {
    const list = block.get('rows')
    return isMap(list) ? [...list.keys()].sort().map((id) => list.get(id) as MapLike) : []
  })
  const cells = rows.flatMap((row) => {
    const series = row.get('checkpoints')
    return isMap(series) ? [...series.keys()].sort().map((period) => ({ series, period })) : []
  })
  const half = Math.floor(cells.length / 2)
  const mine = from === 'front' ? cells.slice(0, half + shared) : cells.slice(half)
  const fields = blocks.flatMap((block) => ['title', 'how', 'text'].map((name) => block.get(name)).filter(isText))
  const paragraphs = doc
    .getXmlFragment('body')
    .toArray()
    .map((node) => (node as { get?(at: number): unknown }).get?.(0))
    .filter(isText)
  let until = performance.now() + 30
  for (let at = 0; at < count; at += 1) {
    const kind = at % 6
    const burst = Math.floor(at / 60) * 7
    const texts = kind >= 6 - prose ? paragraphs : fields
    doc.transact(() => {
      if (kind < 2) {
        const { series, period } = mine[Math.floor(at / 3) % mine.length]!
        series.set(period, letter.charCodeAt(0) * 100_000 + at)
      } else {
        const text = texts[burst % texts.length]!
        text.insert(Math.floor(text.length / 2), letter)
      }
    }, 'field')
    if (performance.now() < until) continue
    await new Promise((resolve) => setTimeout(resolve))
    until = performance.now() + 30
  }
}
