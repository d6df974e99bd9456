import { type Day, isDay, type RowId } from '@concord/schema'
import { useCallback } from 'react'
import { FieldHints, useCard } from '../kit/card-scope.tsx'
import { useRegister, useRows } from '../kit/hooks.ts'
import { ValueField } from '../kit/inputs/value-field.tsx'
import { usePlan } from '../kit/plan-context.tsx'
import { RowList } from '../kit/rows.tsx'
import { TextField } from '../kit/text/text-field.tsx'
import { monthOf } from '../marks/day-words.ts'
import css from './proof-list.module.css'
import { jvpViewWords as words } from './words.ts'

/** The proofs in short: what was measured and when. */
export function ProofClaims() {
  const { block } = useCard()
  const rows = useRows(block, 'proof')
  return (
    <div className={css.claims}>
      {rows.length === 0 ? <span className={css.none}>{words.noProof}</span> : null}
      {rows.map((row) => (
        <div key={row}>
          <TextField path={`proof/${row}/claim`} placeholder={words.claimPrompt} />
          <When row={row} />
        </div>
      ))}
      <FieldHints path="proof" />
    </div>
  )
}

function When({ row }: { row: RowId }) {
  const { block } = useCard()
  const { locale } = usePlan()
  const [date] = useRegister<Day>(block, `proof/${row}/date`)
  return isDay(date) ? <span className={css.when}>{monthOf(date, locale)}</span> : null
}

/** Every proof with its source, day and link, to be added, moved and removed. */
export function ProofSources() {
  const draw = useCallback(
    (row: RowId) => (
      <div className={css.source}>
        <div>
          <TextField path={`proof/${row}/claim`} placeholder={words.claimPrompt} hints={false} />
        </div>
        <div>
          <TextField path={`proof/${row}/source`} placeholder={words.sourcePrompt} />
        </div>
        <div>
          <ValueField path={`proof/${row}/date`} placeholder={words.date} />
        </div>
        <div>
          <ValueField path={`proof/${row}/link`} placeholder={words.link} />
        </div>
      </div>
    ),
    [],
  )
  return (
    <RowList list="proof" noun={words.proofNoun}>
      {draw}
    </RowList>
  )
}
