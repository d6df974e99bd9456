import {
  type AnyField,
  BOTH_EDITED,
  type FieldPath,
  type Input,
  isScalar,
  isSide,
  type RowId,
  removeRow,
  type Scalar,
  setRegister,
  shapeOfKind,
  valueAt,
} from '@concord/schema'
import type * as Y from 'yjs'
import { kitWords } from '../words.ts'
import { useCard } from './card-scope.tsx'
import { fieldAt, type PlacedField } from './field-definition.ts'
import { usePlanValue, useRegister, useRows } from './hooks.ts'
import { ConflictNotice } from './inputs/conflict-notice.tsx'
import { type CodecContext, codecFor, useCodecContext } from './inputs/use-codec.ts'
import { useCanWrite, usePlan } from './plan-context.tsx'

/** Says for each register that both sides set while apart which two values there were; either can be kept. */
export function BothEditedNotice() {
  const { block, kind } = useCard()
  const { doc } = usePlan()
  const rows = useRows(block, BOTH_EDITED)
  return rows.map((row) => {
    const path = valueAt(doc, block, `${BOTH_EDITED}/${row}/field`)
    // Written by any program that may write the plan: a place that is no field of this kind is not offered.
    const field = typeof path === 'string' ? fieldAt(kind, path) : undefined
    return field && typeof path === 'string' ? <Notice key={row} row={row} path={path} field={field} /> : null
  })
}

function Notice({ row, path, field }: { row: RowId; path: FieldPath; field: PlacedField }) {
  const { block, kind } = useCard()
  const { doc, undo } = usePlan()
  const canWrite = useCanWrite()
  const context = useCodecContext()
  const companies = usePlanValue(({ facts }) => facts.companies)
  const [current] = useRegister(block, path)
  const options = (['A', 'B'] as const).map((letter) => {
    const value = noted(doc, block, row, `value${letter}`, field.definition)
    const side = valueAt(doc, block, `${BOTH_EDITED}/${row}/side${letter}`)
    const who = isSide(side) ? companies[side].shortName : kitWords.conflict.somebody
    return { value, label: `${inWords(value, inputAt(doc, block, path, field.definition), context)} (${who})` }
  })
  const decide = (act: () => void) =>
    undo.asOneStep(() => {
      act()
      removeRow(doc, block, BOTH_EDITED, row)
    })
  return (
    <ConflictNotice
      sentence={kitWords.conflict.apart(placeInWords(doc, block, kind, path, field))}
      options={canWrite ? options : []}
      current={current}
      onChoose={(value) => decide(() => setRegister(doc, block, path, value))}
      onClose={() => decide(() => {})}
    />
  )
}

/** A noted value, as far as the field could hold it. */
function noted(doc: Y.Doc, block: string, row: RowId, name: string, { check }: AnyField): Scalar | null {
  const value = valueAt(doc, block, `${BOTH_EDITED}/${row}/${name}`)
  return isScalar(value) && check.safeParse(value).success ? value : null
}

/** How the value is written. A measure whose row counts money is an amount like any other. */
function inputAt(doc: Y.Doc, block: string, path: FieldPath, { input }: AnyField): Input {
  if (input.type !== 'measure') return input
  const [list, row] = path.split('/')
  return valueAt(doc, block, `${list}/${row}/unit`) === 'money'
    ? { type: 'money', min: Number.NEGATIVE_INFINITY }
    : input
}

const inWords = (value: Scalar | null, input: Input, context: CodecContext): string =>
  value === null ? kitWords.conflict.empty : codecFor(input, context).format(value as never)

/** "Joint bookings, Actuals 2026-Q4": the row by its first text, the field, the period. */
function placeInWords(doc: Y.Doc, block: string, kind: string, path: FieldPath, { label }: PlacedField): string {
  const parts = path.split('/')
  const rowFields = shapeOfKind(kind)?.rows[parts[0] ?? '']
  const naming = rowFields && Object.keys(rowFields).find((name) => rowFields[name]?.home === 'text')
  const rowName = naming ? String(valueAt(doc, block, `${parts[0]}/${parts[1]}/${naming}`) ?? '') : ''
  const period = parts.length % 2 === 0 ? ` ${parts.at(-1)}` : ''
  return [rowName, `${label}${period}`].filter(Boolean).join(', ')
}
