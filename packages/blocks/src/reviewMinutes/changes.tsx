import { causeWords, type RowId } from '@concord/schema'
import { ArrowRight } from 'lucide-react'
import { useCallback, useMemo } from 'react'
import { useCard } from '../kit/card-scope.tsx'
import { usePlanValue, useRegister, useText } from '../kit/hooks.ts'
import type { Codec } from '../kit/inputs/codec.ts'
import { ParsedInput } from '../kit/inputs/parsed-input.tsx'
import { ValueField } from '../kit/inputs/value-field.tsx'
import { useCanWrite, usePlan } from '../kit/plan-context.tsx'
import { TextField } from '../kit/text/text-field.tsx'
import { changedField, changedFieldPath, changedValue } from './change-words.ts'
import css from './parts.module.css'
import { Section } from './section.tsx'
import { reviewViewWords as words } from './words.ts'

/** Which field of the plan was changed, from what to what, and why. */
export function Changes() {
  const draw = useCallback((row: RowId) => <Change row={row} />, [])
  return (
    <Section title={words.changes} list="changes" noun={words.changeNoun}>
      {draw}
    </Section>
  )
}

function Change({ row }: { row: RowId }) {
  const { block } = useCard()
  const path = (name: string) => `changes/${row}/${name}`
  const [changed] = useRegister<string>(block, path('block'))
  const kind = usePlanValue(({ content }) => content.blocks.get(changed ?? '')?.kind ?? '')
  const codec = useMemo(
    (): Codec<string> => ({
      inputMode: 'text',
      align: 'start',
      format: (stored) => changedField(kind, stored),
      parse: (typed) => ({ value: changedFieldPath(kind, typed) }),
    }),
    [kind],
  )
  return (
    <div className={css.change}>
      <div className={css.what}>
        <ValueField path={path('block')} placeholder={words.blockPrompt} />
      </div>
      <div>
        <ParsedInput path={path('field')} codec={codec} placeholder={words.fieldPrompt} />
      </div>
      <div className={css.from}>
        <Value path={path('from')} placeholder={words.fromPrompt} />
      </div>
      <ArrowRight size={14} aria-label={words.becomes} />
      <div className={css.to}>
        <Value path={path('to')} placeholder={words.toPrompt} />
      </div>
      <div>
        <ValueField path={path('cause')} words={causeWords} placeholder={words.causePrompt} />
      </div>
    </div>
  )
}

/** One of the two values: text while the minutes are written, with its days in words once they are closed. */
function Value({ path, placeholder }: { path: string; placeholder: string }) {
  const { block } = useCard()
  const { locale } = usePlan()
  const canWrite = useCanWrite()
  const text = useText(block, path)
  if (canWrite || !text) return <TextField path={path} placeholder={placeholder} singleLine />
  return <span>{changedValue(text.toString(), locale)}</span>
}
