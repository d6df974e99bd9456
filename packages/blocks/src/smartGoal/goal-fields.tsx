import { type Day, daysBetween, type Measure, parseRef, type Side } from '@concord/schema'
import { memo } from 'react'
import { FieldHints } from '../kit/card-scope.tsx'
import { usePlanValue } from '../kit/hooks.ts'
import type { Option } from '../kit/inputs/options.ts'
import { ValueField } from '../kit/inputs/value-field.tsx'
import { LabelledField } from '../kit/labelled-field.tsx'
import { usePlan } from '../kit/plan-context.tsx'
import { RowList } from '../kit/rows.tsx'
import { measureFormat } from '../kpiTable/measure-format.ts'
import { RowCards } from '../kpiTable/row-cards.tsx'
import { useTableData } from '../kpiTable/table-data.ts'
import css from './goal.module.css'
import type { GoalFacts } from './goal-facts.ts'
import { formatsOf } from './measure-facts.ts'
import { smartGoalWords as words } from './words.ts'

const ofSide: Readonly<Record<Side, (option: Option) => boolean>> = {
  vendor: ({ side }) => side === 'vendor',
  partner: ({ side }) => side === 'partner',
}

/** Both owners: one role of each company. */
export const Owners = memo(function Owners() {
  const companies = usePlanValue(({ facts }) => facts.companies)
  return (
    <div className={css.owners}>
      {(['vendor', 'partner'] as const).map((side) => (
        <div key={side}>
          <ValueField
            path={side === 'vendor' ? 'ownerVendor' : 'ownerPartner'}
            label={words.owner(companies[side].shortName)}
            placeholder={words.noOwner(companies[side].shortName)}
            filter={ofSide[side]}
          />
        </div>
      ))}
    </div>
  )
})

/** The due day, and how far it is as its label. */
export function Due({ due }: { due: Day | null }) {
  const { asOf } = usePlan()
  return (
    <div className={css.fact}>
      <span className={css.label}>{due ? words.dueIn(daysBetween(asOf, due)) : words.facts.due}</span>
      <ValueField path="due" placeholder={words.dueOpen} />
    </div>
  )
}

/** Where the first measure comes from and where it goes. */
export function Move({ measure }: { measure: Measure }) {
  const { locale } = usePlan()
  const [table] = usePlanValue((plan) => formatsOf([measure], plan, locale))
  if (!table) return null
  const { baseline, target } = measure.row
  const format = measureFormat(measure.row, table)
  return (
    <p className={css.move}>
      {baseline === null ? null : `${format.computed(baseline)} ${words.arrow} `}
      <b>{target === null ? '—' : format.withUnit(target)}</b>
    </p>
  )
}

export const ScopeFields = memo(function ScopeFields() {
  return (
    <>
      <LabelledField path="product" placeholder={words.scope.product} />
      <LabelledField path="territory" placeholder={words.scope.territory} />
      <LabelledField path="segment" placeholder={words.scope.segment} />
    </>
  )
})

/** The measures of the goal: which rows of the plan's tables, and how much each counts. */
export const MeasurePicker = memo(function MeasurePicker({ withWeights }: { withWeights: boolean }) {
  return (
    <>
      <RowList list="kpis" noun={words.measures.noun}>
        {(row) => (
          <div className={css.pick}>
            <ValueField path={`kpis/${row}/kpi`} placeholder={words.measures.choose} />
            {withWeights ? (
              <span className={css.weight}>
                <ValueField path={`kpis/${row}/weight`} placeholder={words.measures.weight} />
              </span>
            ) : null}
          </div>
        )}
      </RowList>
      <FieldHints path="kpis" />
    </>
  )
})

/** Everything about a goal that its open card does not show. */
export const MoreFields = memo(function MoreFields({ facts, withScope }: { facts: GoalFacts; withScope: boolean }) {
  return (
    <div className={css.more}>
      {withScope ? <ScopeFields /> : null}
      <LabelledField path="start" />
      <LabelledField path="stage" words={words.stage} />
      <LabelledField path="statusOverride" words={words.override} placeholder={words.byNumbers} />
      {facts.stage === 'dropped' ? (
        <div className={css.whole}>
          <LabelledField path="stageReason" singleLine={false} />
        </div>
      ) : null}
      {facts.statusOverride === null ? null : (
        <>
          <LabelledField path="statusSide" />
          <div className={css.two}>
            <LabelledField path="statusReason" singleLine={false} />
          </div>
        </>
      )}
      <div className={css.whole}>
        <LabelledField path="whyRealistic" placeholder={words.why} singleLine={false} />
      </div>
      {withScope ? (
        <div className={css.whole}>
          <span className={css.label}>{words.measures.edit}</span>
          <MeasurePicker withWeights />
        </div>
      ) : null}
    </div>
  )
})

/** On a phone each measure is a row of cards, newest period first. */
export function MeasureCards({ measures }: { measures: readonly Measure[] }) {
  return (
    <div className={css.cards}>
      <span className={css.label}>{words.fields.measuredBy}</span>
      {measures.map((measure) => (
        <MeasureCard key={measure.id} measure={measure} />
      ))}
    </div>
  )
}

function MeasureCard({ measure }: { measure: Measure }) {
  const { block } = parseRef(measure.kpi)
  const data = useTableData(block)
  return <RowCards block={block} data={data} row={measure.row} />
}
