import type { BlockId, Day } from '@concord/schema'
import { memo, useCallback, useId, useMemo, useState } from 'react'
import { StatusGlyph } from '../charts/status-mark.tsx'
import { BlockFrame } from '../kit/block-frame.tsx'
import { useDerived, useKey, usePlanValue } from '../kit/hooks.ts'
import type { Codec } from '../kit/inputs/codec.ts'
import type { Option } from '../kit/inputs/options.ts'
import { ParsedInput } from '../kit/inputs/parsed-input.tsx'
import { codecFor, useCodecContext } from '../kit/inputs/use-codec.ts'
import { ValueField } from '../kit/inputs/value-field.tsx'
import { usePlan } from '../kit/plan-context.tsx'
import { TextField } from '../kit/text/text-field.tsx'
import { shortDay } from '../marks/day-words.ts'
import { FoldButton } from '../marks/fold-button.tsx'
import rowCard from '../marks/row-card.module.css'
import { useRegisters } from '../marks/use-registers.ts'
import { CommitmentDetails } from './commitment-details.tsx'
import { DoneBox } from './done-box.tsx'
import { type Standing, standingOf } from './due-words.ts'
import css from './view.module.css'
import { actionItemViewWords as words } from './words.ts'

/** A commitment as one line of a list; its source, evidence and moves unfold below it. */
export const ActionItemView = memo(function ActionItemView({ id }: { id: BlockId }) {
  const session = usePlan()
  const block = useRegisters(id, 'actionItem')
  const derived = useDerived(id, 'actionItem')
  const fact = usePlanValue(useCallback((plan) => plan.facts.commitments[id] ?? null, [id]))
  const key = useKey(id)
  const blocker = useKey(derived?.blockedBy?.block ?? '')
  const [isOpen, setOpen] = useState(false)
  const details = useId()
  const side = block?.ownerSide ?? null
  const ofSide = useCallback((option: Option) => side === null || option.side === side, [side])
  if (!block || !derived) return null

  const standing = standingOf(derived, block.doneAt, blocker ?? words.another, session.asOf, session.locale)
  return (
    <BlockFrame id={id} kind="actionItem" className={`${rowCard.row} ${css.item}`} status={standing.words}>
      <div className={css.line} data-tone={standing.tone}>
        <DoneBox name={words.done} />
        <div className={css.text}>
          <TextField path="text" placeholder={words.text} singleLine />
        </div>
        <div className={css.owner}>
          {side ? (
            <ValueField path="ownerRole" placeholder={words.role} filter={ofSide} />
          ) : (
            <ValueField path="ownerSide" placeholder={words.ownerPrompt} />
          )}
        </div>
        <div className={css.due}>
          <DueInput />
        </div>
        <StandingMark standing={standing} />
        <FoldButton isOpen={isOpen} name={key ?? words.this} controls={details} onChange={setOpen} />
      </div>
      {isOpen ? <CommitmentDetails id={details} block={id} fact={fact} /> : null}
    </BlockFrame>
  )
})

/** The due day in few letters: the year only where it is not this one. Its calendar is below, with the rest. */
function DueInput() {
  const { asOf, locale } = usePlan()
  const context = useCodecContext()
  const codec = useMemo(() => {
    const day = codecFor({ type: 'day' }, context) as Codec<Day>
    return { ...day, format: (value: Day) => shortDay(value, asOf, locale) }
  }, [context, asOf, locale])
  return <ParsedInput path="due" codec={codec} placeholder={words.due} />
}

const glyphs = { overdue: 'red', open: 'grey', done: null, dropped: null } as const

/** Shape and words; what is done needs no glyph, its box is ticked. */
function StandingMark({ standing }: { standing: Standing }) {
  const rag = glyphs[standing.tone]
  return (
    <span className={css.standing}>
      {rag ? <StatusGlyph rag={rag} size={10} /> : null}
      {standing.words}
    </span>
  )
}
