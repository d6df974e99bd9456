import { causeWords, type RowId } from '@concord/schema'
import { ArrowRight } from 'lucide-react'
import { useCallback, useMemo } from 'react'
import { useCard } from '../kit/card-scope.tsx'
import { usePlanValue, useRegister, useText } from '../kit/hooks.ts'
import type { Codec } from '../kit/inputs/codec.ts'
import { dayCodec } from '../kit/inputs/day-codec.ts'
import { ParsedInput, ParsedText } from '../kit/inputs/parsed-input.tsx'
import { useCodecContext } from '../kit/inputs/use-codec.ts'
import { ValueField } from '../kit/inputs/value-field.tsx'
import { useCanWrite, usePlan } from '../kit/plan-context.tsx'
import { TextField } from '../kit/text/text-field.tsx'
import { changedDayCodec, changedField, changedFieldPath, changedValue, isDayField } from './change-words.ts'
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
  const [field] = useRegister<string>(block, path('field'))
  const isDay = isDayField(kind, field ?? '')
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
        <Value path={path('from')} placeholder={words.fromPrompt} isDay={isDay} />
      </div>
      <ArrowRight size={14} aria-label={words.becomes} />
      <div className={css.to}>
        <Value path={path('to')} placeholder={words.toPrompt} isDay={isDay} />
      </div>
      <div>
        <ValueField path={path('cause')} words={causeWords} placeholder={words.causePrompt} />
      </div>
    </div>
  )
}

/** One of the two values: a day where the field holds days, else text while the minutes are written. */
function Value({ path, placeholder, isDay }: { path: string; placeholder: string; isDay: boolean }) {
  const { block } = useCard()
  const { locale } = usePlan()
  const context = useCodecContext()
  const canWrite = useCanWrite()
  const text = useText(block, path)
  if (canWrite && text && isDay)
    return (
      <ParsedText path={path} codec={changedDayCodec(dayCodec(locale, context), locale)} placeholder={placeholder} />
    )
  if (canWrite || !text) return <TextField path={path} placeholder={placeholder} singleLine />
  return <span>{changedValue(text.toString(), locale)}</span>
}
