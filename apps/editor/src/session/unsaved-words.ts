import { codecFor, fieldAt } from '@concord/blocks'
import {
  type BlockId,
  type Day,
  formatMeasure,
  type Input,
  type KpiUnit,
  labelOf,
  META,
  nameOf,
  type Plan,
  refTo,
  shapeOfKind,
} from '@concord/schema'
import * as Y from 'yjs'
import { locale } from '../ui/format.ts'
import { words } from '../words.ts'
import type { OwnPlace } from './own-changes.ts'

/** One place I wrote in, in words, and what stands there on this device. */
export interface UnsavedWords {
  /** "Goal G2, Title" */
  readonly place: string
  readonly text: string
}

/** What was written in these places, to be read and copied. Places that hold nothing a person reads are left out. */
export function unsavedWords(places: readonly OwnPlace[], plan: Plan, today: Day): UnsavedWords[] {
  return places.flatMap((place) => {
    const found = place.holder instanceof Y.XmlText ? prose(place.holder) : fieldWords(place, plan, today)
    return found?.text.trim() ? [found] : []
  })
}

function prose(line: Y.XmlText): UnsavedWords {
  const steps: readonly { insert?: unknown }[] = line.toDelta()
  return {
    place: words.kept.prose,
    text: steps.map(({ insert }) => (typeof insert === 'string' ? insert : '')).join(''),
  }
}

function fieldWords({ root, path, holder }: OwnPlace, plan: Plan, today: Day): UnsavedWords | null {
  const [id = '', ...below] = root === META ? [META, ...path] : path
  const kind = root === META ? META : plan.content.blocks.get(id)?.kind
  const field = kind === undefined ? undefined : fieldAt(kind, below.join('/'))
  if (kind === undefined || !field) return null
  const row = rowAt(plan, id, below)
  const key = (row && plan.facts.keys[refTo(id, row.id)]) ?? plan.facts.keys[id]
  const label = kind === META ? words.kept.plan : [shapeOfKind(kind)?.label ?? kind, key].filter(Boolean).join(' ')
  const period = field.definition.home === 'series' ? below.at(-1) : undefined
  return {
    place: words.kept.place(label, [field.label, period].filter(Boolean).join(' ')),
    text:
      holder instanceof Y.Text ? holder.toString() : valueWords(holder.value, field.definition.input, row, plan, today),
  }
}

type Row = { readonly id: string; readonly unit?: KpiUnit | null }

/** The row of a list that a path leads into. */
function rowAt({ content }: Plan, id: BlockId, [list = '', row]: readonly string[]): Row | undefined {
  const rows: unknown = (content.blocks.get(id) as Readonly<Record<string, unknown>> | undefined)?.[list]
  return Array.isArray(rows) ? (rows as readonly Row[]).find((each) => each.id === row) : undefined
}

function valueWords(value: unknown, input: Input, row: Row | undefined, plan: Plan, today: Day): string {
  if (typeof value !== 'string' && typeof value !== 'number') return value === true ? words.kept.yes : ''
  const { currency, start, end } = plan.content.meta
  if (input.type === 'ref') return nameOf(plan, String(value)) ?? ''
  if (input.type === 'choice') return labelOf(String(value), undefined)
  // A measure is counted in what its row says.
  if (input.type === 'measure') return formatMeasure(Number(value), row?.unit ?? null, currency, locale())
  try {
    return codecFor(input, { locale: locale(), currency: currency ?? 'USD', today, start, end }).format(value)
  } catch {
    return String(value)
  }
}
