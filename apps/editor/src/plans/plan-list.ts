import { daysBetween, type ListedPlan, otherSide, type Rag } from '@concord/schema'

/** Which plans are shown. */
export const shows = ['all', 'mine', 'needs', 'risk', 'review', 'archived', 'deleted'] as const
export type Show = (typeof shows)[number]
/** How they are ordered. */
export const sorts = ['name', 'review', 'status', 'changed'] as const
export type Sort = (typeof sorts)[number]

/** What the address of the list says. */
export interface ListSearch {
  readonly show?: Show
  readonly sort?: Sort
  readonly q?: string
}

const oneOf = <T extends string>(all: readonly T[], value: unknown): T | undefined => all.find((each) => each === value)

/** Reads an address; what is not understood, or goes without saying, is left out. */
export function readSearch(search: Readonly<Record<string, unknown>>): ListSearch {
  const show = oneOf(shows, search.show)
  const sort = oneOf(sorts, search.sort)
  const q = typeof search.q === 'string' || typeof search.q === 'number' ? String(search.q).slice(0, 80) : ''
  return {
    ...(show && show !== 'all' && { show }),
    ...(sort && sort !== 'name' && { sort }),
    ...(q !== '' && { q }),
  }
}

/** The company that a plan is with, from where its reader sits. */
export const companyWith = ({ side, companies }: ListedPlan) => companies[otherSide(side)]

/** A title as a person sees it: what is invisible, or one space among many, nobody can type again. */
const seen = (title: string) => title.normalize('NFC').replace(/\s+/gu, ' ').replace(/\p{C}/gu, '').trim()

/** What somebody types to say which plan he means: its title, or the other company where there is none to be seen. */
export const spokenTitle = (plan: ListedPlan): string => seen(plan.title ?? '') || companyWith(plan).name

export const isSpoken = (typed: string, plan: ListedPlan): boolean =>
  seen(typed).toLocaleLowerCase() === seen(spokenTitle(plan)).toLocaleLowerCase()

/** What waits for the reader's side in a plan. */
export interface Needs {
  readonly overdue: number
  readonly toSign: boolean
  readonly deletion: boolean
}

export function needsOf({ side, role, isGuest, life, glance }: ListedPlan): Needs {
  const mayDecide = role === 'owner' && !isGuest
  return {
    overdue: role === 'owner' || role === 'editor' ? (glance?.promises[side].overdue ?? 0) : 0,
    toSign: mayDecide && (glance?.toSign.includes(side) ?? false),
    deletion: mayDecide && life.deletionAskedBy === otherSide(side),
  }
}

export const needsMe = (plan: ListedPlan): boolean => {
  const { overdue, toSign, deletion } = needsOf(plan)
  return overdue > 0 || toSign || deletion
}

const isAtRisk = ({ glance }: ListedPlan) => glance?.status === 'amber' || glance?.status === 'red'
const isReviewedThisMonth = ({ glance, asOf }: ListedPlan) => glance?.nextReview?.slice(0, 7) === asOf.slice(0, 7)

const fits: Readonly<Record<Show, (plan: ListedPlan) => boolean>> = {
  all: () => true,
  mine: ({ role, isGuest }) => role === 'owner' && !isGuest,
  needs: needsMe,
  risk: isAtRisk,
  review: isReviewedThisMonth,
  archived: () => true,
  deleted: () => true,
}

function isIn(show: Show, plan: ListedPlan): boolean {
  const { archivedAt, deletedAt } = plan.life
  if (show === 'deleted') return deletedAt !== null
  if (deletedAt !== null) return false
  return (archivedAt !== null) === (show === 'archived') && fits[show](plan)
}

/** How many plans each choice shows. */
export const countsOf = (plans: readonly ListedPlan[]): Readonly<Record<Show, number>> =>
  Object.fromEntries(shows.map((show) => [show, plans.filter((plan) => isIn(show, plan)).length])) as Record<
    Show,
    number
  >

const worstFirst: readonly Rag[] = ['red', 'amber', 'green', 'grey']

const orders: Readonly<Record<Sort, (a: ListedPlan, b: ListedPlan) => number>> = {
  name: () => 0,
  review: (a, b) => (a.glance?.nextReview ?? '9').localeCompare(b.glance?.nextReview ?? '9'),
  status: (a, b) => worstFirst.indexOf(a.glance?.status ?? 'grey') - worstFirst.indexOf(b.glance?.status ?? 'grey'),
  changed: (a, b) => (b.changedAt ?? 0) - (a.changedAt ?? 0),
}

const byName = (a: ListedPlan, b: ListedPlan) =>
  companyWith(a).name.localeCompare(companyWith(b).name) || (b.glance?.start ?? '').localeCompare(a.glance?.start ?? '')

/** The plans that an address shows, in its order. */
export function listed(
  plans: readonly ListedPlan[],
  { show = 'all', sort = 'name', q = '' }: ListSearch,
): ListedPlan[] {
  const wanted = q.trim().toLocaleLowerCase()
  const says = (plan: ListedPlan) =>
    [plan.companies.vendor.name, plan.companies.partner.name, plan.title ?? ''].some((text) =>
      text.toLocaleLowerCase().includes(wanted),
    )
  return plans
    .filter((plan) => isIn(show, plan) && (wanted === '' || says(plan)))
    .sort((a, b) => orders[sort](a, b) || byName(a, b))
}

/** Days from the plan's own today to its next review; null while none is planned. */
export const daysToReview = ({ glance, asOf }: ListedPlan): number | null =>
  glance?.nextReview ? daysBetween(asOf, glance.nextReview) : null
