import {
  type BlockId,
  type BlockOf,
  blockOf,
  type DerivedOf,
  formatNumber,
  isKnown,
  jvpWords,
  shapes,
} from '@concord/schema'
import { Check } from 'lucide-react'
import { memo, useCallback, useId, useState } from 'react'
import { AckMarks } from '../charts/ack-marks.tsx'
import { BlockFrame } from '../kit/block-frame.tsx'
import { LabelledField } from '../kit/labelled-field.tsx'
import { usePlan } from '../kit/plan-context.tsx'
import { MoreButton } from '../marks/more-button.tsx'
import { AllowedTerms } from './allowed-terms.tsx'
import { CheckRow } from './check-row.tsx'
import { FiveSecondMeter } from './five-second-meter.tsx'
import { FlaggedWords } from './flagged-words.tsx'
import { FlashDots } from './flash-dots.tsx'
import { Headline } from './headline.tsx'
import { type LiveDerived, useLive, useLiveDerived } from './live-derived.ts'
import { ProofClaims, ProofSources } from './proof-list.tsx'
import { Readability } from './readability.tsx'
import css from './view.module.css'
import { jvpViewWords as words } from './words.ts'

/** The joint value proposition with its five-second lab. */
export const JvpCardView = memo(function JvpCardView({ id }: { id: BlockId }) {
  const { locale, store } = usePlan()
  const live = useLiveDerived(id, 'jvpCard')
  const status = useLive(live, selectStatus)
  const [isOpen, setOpen] = useState(() => isOpenAtFirst(blockOf(store.plan().content, id, 'jvpCard')))
  const details = useId()
  const read = useCallback(() => readingOf(live.get()), [live])

  return (
    <BlockFrame
      id={id}
      kind="jvpCard"
      status={status ? jvpWords.states[status].toLowerCase() : undefined}
      header={<Header id={id} status={status} />}
      footer={
        <>
          <FlashTests live={live} />
          <MoreButton isOpen={isOpen} controls={details} onChange={setOpen} />
        </>
      }
    >
      <Headline live={live} />
      <FiveSecondMeter locale={locale} read={read} subscribe={live.subscribe} />
      <CheckRow live={live} />
      <FlaggedWords live={live} />
      <div className={css.fields}>
        <LabelledField path="idealCustomer" label={words.for} placeholder={words.forWhom} singleLine />
        <div>
          <span className={css.label}>{words.proof}</span>
          <ProofClaims />
        </div>
        <LabelledField path="versus" label={words.insteadOf} placeholder={words.insteadOfWhat} />
      </div>
      {isOpen ? (
        <div id={details} className={css.details}>
          <LabelledField path="problem" label={words.problem} placeholder={words.problemPrompt} />
          <LabelledField path="result" label={words.result} placeholder={words.resultPrompt} />
          <LabelledField path="differentiator" placeholder={words.differentiatorPrompt} />
          <div className={css.full}>
            <span className={css.label}>{words.proofSources}</span>
            <ProofSources />
          </div>
          <div className={css.twoThirds}>
            <span className={css.label}>{words.terms}</span>
            <AllowedTerms />
          </div>
          <Readability live={live} />
        </div>
      ) : null}
    </BlockFrame>
  )
})

/** A card that is being written shows everything that is still to be said. */
const isOpenAtFirst = (block: BlockOf<'jvpCard'> | undefined) =>
  block === undefined || block.problem === '' || block.result === '' || block.differentiator === ''

type JvpDerived = DerivedOf<'jvpCard'> | null

const selectStatus = (derived: JvpDerived) => derived?.status ?? null
const selectTests = (derived: JvpDerived) => derived?.tests ?? { count: 0, hits: 0 }
const readingOf = (derived: JvpDerived) => (derived && isKnown(derived.reading) ? derived.reading.value : null)

function Header({ id, status }: { id: BlockId; status: NonNullable<JvpDerived>['status'] | null }) {
  return (
    <div className={css.header}>
      <span className={css.kind}>{shapes.jvpCard.label}</span>
      <span className={css.grow} />
      {status ? (
        <span className={css.state}>
          {status === 'draft' ? null : <Check size={16} strokeWidth={1.75} aria-hidden="true" />}
          {jvpWords.states[status]}
        </span>
      ) : null}
      <span className={css.state}>
        <AckMarks target={id} />
      </span>
    </div>
  )
}

/** How many people could say it back after five seconds. */
function FlashTests({ live }: { live: LiveDerived<'jvpCard'> }) {
  const { locale } = usePlan()
  const { count, hits } = useLive(live, selectTests)
  const share = `${formatNumber((hits / count) * 100, 1, locale)} %`
  return (
    <>
      <FlashDots hits={hits} tests={count} />
      <span className={css.grow}>{count === 0 ? words.flash.none : words.flash.recalled(hits, count, share)}</span>
    </>
  )
}
