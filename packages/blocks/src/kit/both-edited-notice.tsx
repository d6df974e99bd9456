import {
  BOTH_EDITED,
  isScalar,
  type RowId,
  removeRow,
  type Scalar,
  type Side,
  setRegister,
  valueAt,
} from '@concord/schema'
import { kitWords } from '../words.ts'
import { useCard } from './card-scope.tsx'
import { fieldAt } from './field-definition.ts'
import { usePlanValue, useRows } from './hooks.ts'
import { ConflictNotice } from './inputs/conflict-notice.tsx'
import { codecFor, useCodecContext } from './inputs/use-codec.ts'
import { usePlan } from './plan-context.tsx'

/** Says for each register that both sides set while apart which two values there were; either can be kept. */
export function BothEditedNotice() {
  const { block } = useCard()
  const rows = useRows(block, BOTH_EDITED)
  return rows.map((row) => <Notice key={row} row={row} />)
}

function Notice({ row }: { row: RowId }) {
  const { block, kind } = useCard()
  const { doc, undo } = usePlan()
  const context = useCodecContext()
  const companies = usePlanValue(({ facts }) => facts.companies)
  const read = (name: string) => {
    const value = valueAt(doc, block, `${BOTH_EDITED}/${row}/${name}`)
    return isScalar(value) ? value : null
  }
  const path = read('field')
  if (typeof path !== 'string') return null
  const field = fieldAt(kind, path)
  const sideName = (name: string) => companies[read(name) as Side]?.shortName ?? kitWords.conflict.somebody
  const say = (value: Scalar | null) => {
    if (value === null || !field) return String(value ?? kitWords.conflict.empty)
    const codec = codecFor(field.definition.input, context)
    return codec.format(value as never)
  }
  const values = (['A', 'B'] as const).map((letter) => ({ letter, value: read(`value${letter}`) }))
  return (
    <ConflictNotice
      sentence={kitWords.conflict.apart(field?.label ?? path)}
      options={values.map(({ letter, value }) => ({ label: `${say(value)} (${sideName(`side${letter}`)})`, value }))}
      current={currentValue(valueAt(doc, block, path))}
      onChoose={(value) =>
        undo.asOneStep(() => {
          setRegister(doc, block, path, value)
          removeRow(doc, block, BOTH_EDITED, row)
        })
      }
      onClose={() => undo.asOneStep(() => removeRow(doc, block, BOTH_EDITED, row))}
    />
  )
}

const currentValue = (value: unknown): Scalar | null => (isScalar(value) ? value : null)
