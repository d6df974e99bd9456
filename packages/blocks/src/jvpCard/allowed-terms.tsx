import type { RowId } from '@concord/schema'
import { useCallback } from 'react'
import { RowList } from '../kit/rows.tsx'
import { TextField } from '../kit/text/text-field.tsx'
import css from './allowed-terms.module.css'
import { jvpViewWords as words } from './words.ts'

/** Trade words the buyer really uses, as chips: they are not flagged in the headline. */
export function AllowedTerms() {
  const draw = useCallback(
    (row: RowId) => <TextField path={`allowedTerms/${row}/term`} placeholder={words.term} singleLine />,
    [],
  )
  return (
    <RowList list="allowedTerms" noun={words.termNoun} className={css.terms}>
      {draw}
    </RowList>
  )
}
