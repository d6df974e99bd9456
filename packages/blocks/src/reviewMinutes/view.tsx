import { type BlockId, type DerivedOf, isKnown, reviewStateWords, SIDES } from '@concord/schema'
import { Check } from 'lucide-react'
import { memo, useCallback, useId, useState } from 'react'
import { BlockFrame } from '../kit/block-frame.tsx'
import { useDerived, usePlanValue } from '../kit/hooks.ts'
import { LabelledField } from '../kit/labelled-field.tsx'
import { PlanProvider, useCanWrite, usePlan } from '../kit/plan-context.tsx'
import { SideMark } from '../kit/side-mark.tsx'
import { TextField } from '../kit/text/text-field.tsx'
import { fullDay, shortDay } from '../marks/day-words.ts'
import { FoldButton } from '../marks/fold-button.tsx'
import { MoreButton } from '../marks/more-button.tsx'
import rowCard from '../marks/row-card.module.css'
import { useShortNames } from '../marks/use-plan-words.ts'
import { type BlockRegisters, useRegisters } from '../marks/use-registers.ts'
import { Changes } from './changes.tsx'
import { latestClosed } from './latest-closed.ts'
import { Attendees, CheckedActions, Decisions, NextSteps, Obstacles } from './parts.tsx'
import { ToClose } from './to-close.tsx'
import { Verdicts } from './verdicts.tsx'
import css from './view.module.css'
import { reviewViewWords as words } from './words.ts'

type Derived = NonNullable<DerivedOf<'reviewMinutes'>>
type Review = BlockRegisters<'reviewMinutes'>

/** The minutes of a review. Closed ones can be read only, and fold when there are newer ones. */
export const ReviewMinutesView = memo(function ReviewMinutesView({ id }: { id: BlockId }) {
  const block = useRegisters(id, 'reviewMinutes')
  const derived = useDerived(id, 'reviewMinutes')
  return block && derived ? <LoadedReview block={block} derived={derived} /> : null
})

const isClosed = ({ state }: Derived) => state === 'closed' || state === 'confirmed'

/** Somebody has written in the minutes already, before the review is held. */
const hasLines = (block: Review) => Object.values(block).some((value) => Array.isArray(value) && value.length > 0)

function LoadedReview({ block, derived }: { block: Review; derived: Derived }) {
  const session = usePlan()
  const canWrite = useCanWrite() && !isClosed(derived)
  const isLatest = usePlanValue(useCallback(({ facts }) => latestClosed(facts.reviews) === block.id, [block.id]))
  const [isOpen, setOpen] = useState(!isClosed(derived) || isLatest)
  const [hasMinutes, setMinutes] = useState(false)
  const isBegun = derived.state !== 'planned' || hasLines(block)
  const body = useId()
  const status = reviewStateWords[derived.state]
  const fold = <FoldButton isOpen={isOpen} name={words.this} controls={body} onChange={setOpen} />
  if (!isOpen)
    return (
      <BlockFrame id={block.id} kind="reviewMinutes" status={status.toLowerCase()} className={rowCard.row}>
        <PlanProvider session={session} canWrite={canWrite}>
          <div className={css.line}>
            <div className={css.lineTitle}>
              <TextField path="title" placeholder={words.title} singleLine />
            </div>
            <span className={css.when}>{block.heldOn ? fullDay(block.heldOn, session.locale) : null}</span>
            <span className={css.when}>{metWordsOf(derived)}</span>
            <span className={css.state}>{status}</span>
            {fold}
          </div>
        </PlanProvider>
      </BlockFrame>
    )
  return (
    <BlockFrame
      id={block.id}
      kind="reviewMinutes"
      long
      status={status.toLowerCase()}
      header={
        <PlanProvider session={session} canWrite={canWrite}>
          <div className={css.title}>
            <TextField path="title" placeholder={words.title} singleLine />
          </div>
          <span className={css.state}>
            {derived.state === 'confirmed' ? <Check size={16} strokeWidth={1.75} aria-hidden="true" /> : null}
            {status}
          </span>
          {fold}
        </PlanProvider>
      }
      footer={
        isClosed(derived) ? (
          <Closing block={block} derived={derived} />
        ) : isBegun ? undefined : (
          <>
            <span className={css.grow}>{words.notBegun}</span>
            <MoreButton isOpen={hasMinutes} controls={body} onChange={setMinutes} />
          </>
        )
      }
    >
      <PlanProvider session={session} canWrite={canWrite}>
        <div id={body}>
          <Facts derived={derived} />
          {isBegun || hasMinutes ? (
            <>
              <Verdicts />
              <CheckedActions />
              <Obstacles />
              <Changes />
              <Decisions />
              <NextSteps />
              <Attendees />
            </>
          ) : null}
          {derived.state === 'open' ? <ToClose problems={derived.toClose} /> : null}
        </div>
      </PlanProvider>
    </BlockFrame>
  )
}

function metWordsOf({ counts }: Derived): string {
  const judged = counts.met + counts.partly + counts.missed
  return judged === 0 ? words.nothingJudged : words.metOf(counts.met, judged)
}

/** When it was held, at which day the numbers stand, when both meet again, and how it went. */
function Facts({ derived }: { derived: Derived }) {
  const { locale, asOf } = usePlan()
  const { proposedNext, forecastQuality, counts } = derived
  const hasVerdicts = counts.met + counts.partly + counts.missed > 0
  const percent = (share: number) => share.toLocaleString(locale, { style: 'percent', maximumFractionDigits: 0 })
  return (
    <div className={css.facts}>
      <LabelledField path="heldOn" label={words.heldOn} placeholder={words.heldOnPrompt} />
      <LabelledField path="asOf" label={words.frozen} placeholder={words.frozenPrompt} />
      <LabelledField
        path="nextReviewOn"
        label={words.next}
        placeholder={isKnown(proposedNext) ? words.nextPrompt(shortDay(proposedNext.value, asOf, locale)) : undefined}
      />
      {hasVerdicts ? (
        <p className={css.sum}>
          <b>{metWordsOf(derived)}</b>
          {isKnown(forecastQuality) ? <span>{words.called(percent(forecastQuality.value))}</span> : null}
          <Mood derived={derived} />
        </p>
      ) : null}
    </div>
  )
}

/** How both felt about the plan, once both have said so. */
function Mood({ derived: { mood } }: { derived: Derived }) {
  const names = useShortNames()
  if (SIDES.every((side) => mood[side] === null)) return null
  return (
    <span className={css.mood}>
      {words.mood}
      {SIDES.filter((side) => mood[side] !== null).map((side) => (
        <span key={side} title={words.moodOf(names[side], String(mood[side]))}>
          <SideMark side={side} />
          {String(mood[side])}
        </span>
      ))}
    </span>
  )
}

/** How far the minutes are: closed when, and who has confirmed them. */
function Closing({ block, derived }: { block: Review; derived: Derived }) {
  const { locale } = usePlan()
  const names = useShortNames()
  const closed = usePlanValue(
    useCallback(({ facts }) => facts.reviews.find((review) => review.block === block.id)?.closedAt ?? null, [block.id]),
  )
  if (closed === null) return null
  const day = new Date(closed).toLocaleDateString(locale, { dateStyle: 'medium' })
  return (
    <>
      <span className={css.grow}>{words.closedOn(day)}</span>
      {derived.waitingFor.length === 0 ? (
        <span className={css.state}>
          {words.confirmed}
          {SIDES.map((side) => (
            <SideMark key={side} side={side} />
          ))}
        </span>
      ) : (
        derived.waitingFor.map((side) => <span key={side}>{words.waitingFor(names[side])}</span>)
      )}
    </>
  )
}
