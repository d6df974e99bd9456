import { BothEditedNotice, CardScope, TextField, usePlan, usePlanValue } from '@concord/blocks'
import { META, type PlanStage, planStage, planStages, type SignOffFact } from '@concord/schema'
import { formatDay, formatMonth } from '../../ui/format.ts'
import { CompanyMark } from '../../ui/identity.tsx'
import { StatusGlyph } from '../../ui/status-glyph.tsx'
import { PHONE, useMedia } from '../../ui/use-media.ts'
import { words } from '../../words.ts'
import { useHeadline } from '../outline/glance.ts'
import { useNextReview } from '../outline/outline-pane.tsx'
import { usePlanAnswer } from '../plan-context.tsx'
import styles from './plan-header.module.css'
import { useDrift } from './use-drift.ts'

/** The head of the plan: both companies, the title, the sentence the numbers say, and where the plan stands. */
export function PlanHeader() {
  const { companies } = usePlanAnswer()
  const isPhone = useMedia(PHONE)
  const name = isPhone ? 'shortName' : 'name'
  return (
    <header className={styles.header}>
      <p className={styles.pair}>
        <CompanyMark name={companies.vendor.shortName} side="vendor" size={isPhone ? 'small' : 'large'} />
        {companies.vendor[name]}
        <span className={styles.times}>{words.header.times}</span>
        <CompanyMark name={companies.partner.shortName} side="partner" size={isPhone ? 'small' : 'large'} />
        {companies.partner[name]}
        {isPhone ? null : <DemoDay />}
      </p>
      <CardScope block={META} kind={META}>
        <h1 className={styles.title}>
          <TextField path="title" singleLine label={words.header.title} placeholder={words.header.title} />
        </h1>
        <BothEditedNotice />
      </CardScope>
      <Headline />
      {isPhone ? <PhoneFacts /> : <PlanFacts />}
    </header>
  )
}

function Headline() {
  const isPhone = useMedia(PHONE)
  const headline = useHeadline()
  if (!headline) return null
  return (
    <p className={styles.lead}>
      <span className={styles.status}>
        <StatusGlyph status={headline.status} />
        {headline.word}.
      </span>{' '}
      {headline.gap} {isPhone ? null : headline.ask}
    </p>
  )
}

function PlanFacts() {
  return (
    <dl className={styles.facts}>
      <div>
        <dt>{words.header.stage}</dt>
        <dd>
          <Stages />
        </dd>
      </div>
      <div>
        <dt>{words.header.period}</dt>
        <dd>
          <PeriodAndCurrency />
        </dd>
      </div>
      <Signed />
    </dl>
  )
}

function PhoneFacts() {
  const next = useNextReview()
  const signed = useSigned()
  return (
    <p className={styles.phoneFacts}>
      {signed ? <Drift signed={signed} /> : null}
      {next ? <span>{words.outline.reviewShort(next.days)}</span> : null}
      <DemoDay />
    </p>
  )
}

function Stages() {
  const { store } = usePlan()
  const stage = usePlanValue((plan) => planStage(plan, store.asOf))
  return (
    <ol className={styles.stages}>
      {planStages.map((name: PlanStage) => (
        <li key={name} aria-current={name === stage ? 'step' : undefined}>
          {words.header.stages[name]}
        </li>
      ))}
    </ol>
  )
}

function PeriodAndCurrency() {
  const { start, end, currency } = usePlanValue(({ content }) => {
    const { meta } = content
    return { start: meta.start, end: meta.end, currency: meta.currency }
  })
  const isOneYear = start?.slice(0, 4) === end?.slice(0, 4)
  const period = start && end ? `${formatMonth(start, !isOneYear)}–${formatMonth(end, true)}` : null
  return <>{[period, currency].filter(Boolean).join(', ') || '—'}</>
}

const useSigned = (): SignOffFact | null =>
  usePlanValue(({ facts }) => facts.signOffs.filter(({ signatures }) => signatures.length === 2).at(-1) ?? null)

function Signed() {
  const signed = useSigned()
  const lastSignature = signed?.signatures
    .map(({ at }) => at)
    .sort()
    .at(-1)
  return (
    <div>
      <dt>
        {signed && lastSignature
          ? words.header.signed(signed.version, formatDay(lastSignature.slice(0, 10) as never, 'short'))
          : words.header.notSigned}
      </dt>
      <dd>{signed ? <Drift signed={signed} /> : words.header.never}</dd>
    </div>
  )
}

function Drift({ signed }: { signed: SignOffFact }) {
  const drift = useDrift(signed.version)
  // Until the signed Revision is here nothing is claimed about it.
  if (drift === null) return null
  return (
    <span className={styles.chip}>
      {drift ? words.header.drift(drift, signed.version) : words.header.noDrift(signed.version)}
    </span>
  )
}

function DemoDay() {
  const today = usePlanValue(({ facts }) => facts.today)
  if (!today) return null
  return (
    <span className={styles.demo} title={words.header.demoHelp}>
      {words.header.demoDay(formatDay(today, 'long'))}
    </span>
  )
}
