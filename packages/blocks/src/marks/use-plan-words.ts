import { formatNumber, type Plan, type Side, toUnits } from '@concord/schema'
import { useCallback } from 'react'
import { usePlanValue } from '../kit/hooks.ts'
import { usePlan } from '../kit/plan-context.tsx'

const currencyOf = ({ content }: Plan) => content.meta.currency
const namesOf = ({ facts }: Plan): Readonly<Record<Side, string>> => ({
  vendor: facts.companies.vendor.shortName,
  partner: facts.companies.partner.shortName,
})

/** Writes an amount of minor units as whole units of the plan's currency, without a sign: the page names it once. */
export function useAmount(): (minor: number, digits?: number) => string {
  const { locale } = usePlan()
  const currency = usePlanValue(currencyOf)
  return useCallback((minor, digits = 0) => formatNumber(toUnits(minor, currency), digits, locale), [locale, currency])
}

/** The two companies in one word each. */
export const useShortNames = (): Readonly<Record<Side, string>> => usePlanValue(namesOf)
