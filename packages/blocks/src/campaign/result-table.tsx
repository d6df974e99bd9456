import { type CampaignDerived, campaignWords, type Derived, isKnown } from '@concord/schema'
import type { ReactNode } from 'react'
import { ValueField } from '../kit/inputs/value-field.tsx'
import { usePlan } from '../kit/plan-context.tsx'
import { fullDay } from '../marks/day-words.ts'
import { useAmount } from '../marks/use-plan-words.ts'
import { pointWords, returnWords, shareWords } from './figure-words.ts'
import css from './result-table.module.css'
import { campaignViewWords as words } from './words.ts'

/** What was planned, what came, and the difference. Counts and amounts are edited in place, the rest follows. */
export function ResultTable({ derived }: { derived: CampaignDerived }) {
  const { locale } = usePlan()
  const amount = useAmount()
  const { planned, actual, changes } = derived
  const count = (value: Derived<number>) => (isKnown(value) ? value.value.toLocaleString(locale) : words.unknown)
  const price = (value: Derived<number>) => (isKnown(value) ? amount(value.value) : words.unknown)
  return (
    <table className={css.table} aria-label={words.table}>
      <thead>
        <tr>
          <td />
          <th scope="col">{words.planned}</th>
          <th scope="col">{words.actual}</th>
          <th scope="col">{words.difference}</th>
        </tr>
      </thead>
      <tbody>
        <Row name={words.leads} difference={shareWords(changes.leads, locale)}>
          {count(planned.leads)}
          {count(actual.leads)}
        </Row>
        <Row name={words.opportunities} difference={shareWords(changes.opps, locale)}>
          <ValueField path="expectedOpps" placeholder={words.unknown} />
          <ValueField path="actualOpps" placeholder={words.unknown} />
        </Row>
        <Row name={words.pipeline} difference={shareWords(changes.pipeline, locale)}>
          <ValueField path="expectedPipeline" placeholder={words.unknown} />
          <ValueField path="actualPipeline" placeholder={words.unknown} />
        </Row>
        <Row name={words.costPerLead} difference={shareWords(changes.costPerLead, locale)}>
          {price(planned.costPerLead)}
          {price(actual.costPerLead)}
        </Row>
        <tr>
          <th scope="row">{words.return}</th>
          <td>{returnWords(planned.roi, locale)}</td>
          <td className={css.actual}>
            {derived.isEarly && isKnown(actual.roi) ? <EarlyChip until={derived.earlyUntil} /> : null}
            {returnWords(actual.roi, locale)}
          </td>
          <td>{pointWords(changes.roi, locale)}</td>
        </tr>
      </tbody>
    </table>
  )
}

function Row({ name, difference, children }: { name: string; difference: string; children: [ReactNode, ReactNode] }) {
  return (
    <tr>
      <th scope="row">{name}</th>
      <td>{children[0]}</td>
      <td className={css.actual}>{children[1]}</td>
      <td>{difference}</td>
    </tr>
  )
}

/** Deals may still come in: the return is not the last word. */
export function EarlyChip({ until }: { until: CampaignDerived['earlyUntil'] }) {
  const { locale } = usePlan()
  return (
    <span className={css.early} title={until ? campaignWords.earlyUntil(fullDay(until, locale)) : undefined}>
      {campaignWords.early}
    </span>
  )
}
