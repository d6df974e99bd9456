import type { Day, ListedPlan, PlansResponse, Side, StartRequest } from '@concord/schema'
import { domainOf } from '../api/mail-domain.ts'
import { companyWith } from './plan-list.ts'

/** A company of another plan, or the one that the form names. */
export const NEW_COMPANY = 'new'

/** The form as typed. */
export interface NewPlanForm {
  readonly from: StartRequest['from']['kind']
  readonly earlier: string
  readonly company: string
  readonly name: string
  readonly domains: string
  readonly invite: string
  readonly isStranger: boolean
  readonly side: Side
  readonly title: string
  readonly start: string
  readonly end: string
  readonly currency: string
}

export interface Choice {
  readonly id: string
  readonly name: string
}

/** Plans that may be begun from: those that can be read, newest first. */
export const earlierPlans = (plans: readonly ListedPlan[]): readonly ListedPlan[] =>
  plans
    .filter(({ glance, life }) => glance !== null && life.deletedAt === null)
    .toSorted((a, b) => (b.glance?.end ?? '').localeCompare(a.glance?.end ?? ''))

/** Companies that the reader's company has a plan with, each once, by name. */
export function knownCompanies({ plans }: PlansResponse): readonly Choice[] {
  const own = plans.filter(({ isGuest }) => !isGuest).map(companyWith)
  return [...new Map(own.map(({ id, name }) => [id, { id, name }])).values()].sort((a, b) =>
    a.name.localeCompare(b.name),
  )
}

/** From September on people plan the next year. */
const PLANS_NEXT_FROM_MONTH = 9

const yearOf = (now: Date) => now.getFullYear() + (now.getMonth() + 1 >= PLANS_NEXT_FROM_MONTH ? 1 : 0)

const addYear = (day: Day): string => `${Number(day.slice(0, 4)) + 1}${day.slice(4).replace('-02-29', '-02-28')}`

/** What the form holds at first; with an earlier plan its company, side and the year after its own. */
export function firstForm(
  list: PlansResponse,
  earlier: ListedPlan | undefined,
  now: Date,
  titled: (year: number) => string,
  locale: string,
): NewPlanForm {
  const year = yearOf(now)
  const glance = earlier?.glance
  const start = glance?.start ? addYear(glance.start) : `${year}-01-01`
  const end = glance?.end ? addYear(glance.end) : `${year}-12-31`
  return {
    from: earlier ? 'lastYear' : 'template',
    earlier: earlier?.id ?? earlierPlans(list.plans)[0]?.id ?? '',
    company: earlier ? companyWith(earlier).id : (NEW_COMPANY as string),
    name: '',
    domains: '',
    invite: '',
    isStranger: false,
    side: earlier?.side ?? 'vendor',
    title: titled(Number(end.slice(0, 4))),
    start,
    end,
    currency: glance?.progress?.currency ?? currencyOf(locale),
  }
}

const regional: Readonly<Record<string, string>> = {
  US: 'USD',
  GB: 'GBP',
  CH: 'CHF',
  CA: 'CAD',
  AU: 'AUD',
  JP: 'JPY',
  IN: 'INR',
}
const currencyOf = (locale: string): string => regional[new Intl.Locale(locale).maximize().region ?? ''] ?? 'EUR'

export const domainsIn = (typed: string): string[] =>
  typed
    .split(/[\s,;]+/)
    .map((domain) => domain.replace(/^@/, '').toLowerCase())
    .filter(Boolean)

/** What is wrong with an invited address as far as this page can tell; the server knows more. */
export function inviteTrouble(form: NewPlanForm, own: readonly string[]): 'own' | 'stranger' | null {
  const domain = domainOf(form.invite)
  if (!domain) return null
  if (own.includes(domain)) return 'own'
  return form.company === NEW_COMPANY && !domainsIn(form.domains).includes(domain) ? 'stranger' : null
}

/** The first field, as they stand in the form, that must be filled in and is not; null when all are. */
export function missingIn(form: NewPlanForm): 'name' | 'invite' | 'domains' | 'title' | 'start' | 'end' | null {
  const ofNew = form.company === NEW_COMPANY ? (['name', 'invite', 'domains'] as const) : (['invite'] as const)
  return (
    [...ofNew, 'title' as const, 'start' as const, 'end' as const].find((field) => form[field].trim() === '') ?? null
  )
}

/** The request of a form. */
export const requestOf = (form: NewPlanForm, timeZone: string): StartRequest => ({
  title: form.title.trim(),
  side: form.side,
  start: form.start as Day,
  end: form.end as Day,
  currency: form.currency,
  timeZone,
  other:
    form.company === NEW_COMPANY
      ? { name: form.name.trim(), domains: domainsIn(form.domains) }
      : { company: form.company },
  invite: form.invite.trim(),
  isStranger: form.isStranger,
  from: form.from === 'lastYear' ? { kind: 'lastYear', plan: form.earlier } : { kind: form.from },
})
