import { type BlockId, type BodyNode, newId, type PlanJson, type Quarter } from '@concord/schema'

/** Sizes of the plan that editing speed is promised for. */
export const REFERENCE = { characters: 60_000, paragraphs: 328, cards: 60, tables: 12, rows: 14, quarters: 12 } as const

const WORDS =
  'plants watch machines together and stop losing shifts when bearings speak early partners fit sensors without stopping a line while the maker trains engineers and both sides agree each quarter on what was promised delivered learned moved'.split(
    ' ',
  )

/** Deterministic prose of about `length` characters, different for every `seed`. */
function prose(seed: number, length: number): string {
  let text = ''
  for (let at = seed * 7; text.length < length; at += 1 + (at % 3))
    text += `${text ? ' ' : ''}${WORDS[at % WORDS.length]}`
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

const quarters: Quarter[] = Array.from(
  { length: REFERENCE.quarters },
  (_, at) => `${2026 + Math.floor(at / 4)}-Q${((at % 4) + 1) as 1 | 2 | 3 | 4}` as Quarter,
)

function kpiTable(seed: number) {
  const rows = Array.from({ length: REFERENCE.rows }, (_, row) => ({
    id: newId(),
    name: `Measure ${seed + 1}.${row + 1}`,
    unit: 'count',
    mode: 'flow',
    direction: 'up',
    agg: 'sum',
    target: 1200,
    dataSource: 'partner CRM export',
    checkpoints: Object.fromEntries(quarters.map((quarter) => [quarter, 100])),
    actuals: Object.fromEntries(quarters.slice(0, 3).map((quarter, at) => [quarter, 80 + ((seed + row + at) % 40)])),
  }))
  return { kind: 'kpiTable', title: `Numbers ${seed + 1}`, rows }
}

function card(seed: number, perText: number) {
  const day = { start: '2026-01-01', due: '2026-12-31' }
  const kinds = [
    { kind: 'smartGoal', title: prose(seed, perText), product: 'LineSense', territory: 'OH, IN, MI', ...day },
    { kind: 'strategy', how: prose(seed, perText), whyTogether: prose(seed + 1, perText) },
    {
      kind: 'campaign',
      title: prose(seed, perText),
      campaignKind: 'webinar',
      from: '2026-02-01',
      to: '2026-02-02',
      budget: 600_000,
      audience: prose(seed, perText),
    },
    { kind: 'actionItem', text: prose(seed, perText), ownerSide: seed % 2 ? 'vendor' : 'partner', due: '2026-06-30' },
  ]
  return kinds[seed % kinds.length]!
}

/** The reference plan: 400 blocks of which 60 cards, 12 KPI tables with 2,016 cells, about 60,000 characters. */
export function referencePlan(): PlanJson {
  const perText = 90
  const blocks: Record<BlockId, { kind: string }> = {}
  const body: BodyNode[] = []
  const perParagraph = Math.round((REFERENCE.characters - REFERENCE.cards * perText * 1.5) / REFERENCE.paragraphs)
  const every = Math.floor(REFERENCE.paragraphs / (REFERENCE.cards + REFERENCE.tables))
  const cards = [
    ...Array.from({ length: REFERENCE.cards }, (_, at) => card(at, perText)),
    ...Array.from({ length: REFERENCE.tables }, (_, at) => kpiTable(at)),
  ]
  // Tables are spread between the cards, as in a real plan.
  const mixed = cards.map((_, at) => cards[(at * 61) % cards.length]!)
  for (let at = 0; at < REFERENCE.paragraphs; at++) {
    body.push({ type: 'paragraph', content: [{ text: prose(at, perParagraph) }] })
    if (at % every === every - 1 && mixed.length > 0) {
      const id = newId()
      blocks[id] = mixed.shift()!
      body.push({ block: id })
    }
  }
  for (const rest of mixed) {
    const id = newId()
    blocks[id] = rest
    body.push({ block: id })
  }
  return { meta: period, body, blocks }
}

const period = { start: '2026-01-01', end: '2028-12-31' }

/** The baseline: the same plan with one paragraph. */
export const smallPlan = (): PlanJson => ({
  meta: period,
  body: [{ type: 'paragraph', content: [{ text: 'One paragraph.' }] }],
  blocks: {},
})

/** All words of a plan's paragraphs, for a page that shows the same text without Concord. */
export const plainParagraphs = (plan: PlanJson): string[] =>
  plan.body.flatMap((node) =>
    'type' in node && node.type === 'paragraph'
      ? [node.content.map((part) => ('text' in part ? part.text : '')).join('')]
      : [],
  )
