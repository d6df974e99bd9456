import type { ListedPlan, Side } from '@concord/schema'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { CloudOff, Plus, Search } from 'lucide-react'
import { useEffect, useState } from 'react'
import { ApiError, api } from '../api/client.ts'
import { AccountLink } from '../plan/account-link.tsx'
import { SideNav } from '../plan/side-nav.tsx'
import { firstThingsDone } from '../ui/first-things.ts'
import { locale } from '../ui/format.ts'
import { Sentence } from '../ui/sentence.tsx'
import { words } from '../words.ts'
import { countsOf, type ListSearch, listed, readSearch, type Show, type Sort, shows, sorts } from './plan-list.ts'
import { DeletedRow, PlanRow } from './plan-row.tsx'
import styles from './plans-page.module.css'
import { type Listing, usePlans } from './use-plans.ts'

const say = words.plans
const route = getRouteApi('/plans')

/** Every plan of whoever is signed in: where each stands, what waits, and the way to a new one. */
export function PlansPage() {
  const { data, error } = usePlans()
  const session = useQuery({ queryKey: ['session'], queryFn: api.session, retry: false }).data
  useEffect(firstThingsDone, [])
  useEffect(() => {
    document.title = `${say.title} · ${words.product}`
  }, [])
  if (error && !data) {
    const isRefused = error instanceof ApiError
    const [title, sentence] = words.closed[isRefused ? 'signIn' : 'unreachable']
    return (
      <Sentence title={title}>
        <p>{isRefused ? sentence : say.unreachable}</p>
        <p>
          {isRefused ? (
            <a href="/sign-in?to=/plans">{words.closed.toSignIn}</a>
          ) : (
            <a href="/plans">{words.closed.retry}</a>
          )}
        </p>
      </Sentence>
    )
  }
  const side = data?.list.plans[0]?.side ?? null
  const me = session ? { name: session.person.name, side, company: session.company.shortName } : null
  return (
    <div className={styles.frame}>
      <SideNav me={me} />
      <main className={styles.page}>
        <header className={styles.head}>
          <h1>{say.title}</h1>
          {data?.list.mayStart ? <StartLink /> : null}
          {me ? <AccountLink me={me} className={styles.account} /> : null}
        </header>
        {data?.isKept ? (
          <p className={styles.kept} role="status">
            <CloudOff aria-hidden="true" />
            {say.cached(clock(data.at))}
          </p>
        ) : null}
        {data ? <Plans listing={data} /> : <Skeleton />}
      </main>
    </div>
  )
}

const StartLink = () => (
  <Link to="/plans/new" className={styles.start}>
    <Plus aria-hidden="true" />
    {say.start}
  </Link>
)

function Plans({ listing: { list } }: { listing: Listing }) {
  // The router leaves in its answer whatever else stands in the address.
  const search = readSearch(route.useSearch())
  const shown = listed(list.plans, search)
  if (list.plans.length === 0) return <Empty mayStart={list.mayStart} />
  const isDeleted = search.show === 'deleted'
  const groups = groupsOf(shown)
  return (
    <>
      <Filters plans={list.plans} search={search} />
      {shown.length === 0 ? (
        <div className={styles.empty}>
          <p>{say.nothingFits}</p>
          <p>
            <Link to="/plans" className={styles.link}>
              {say.showAll}
            </Link>
          </p>
        </div>
      ) : null}
      {shown.length > 0 && !isDeleted ? <Columns /> : null}
      {groups.map(({ side, plans }) => (
        <section key={side} aria-label={groups.length > 1 ? groupWords[side] : say.title}>
          {groups.length > 1 ? <h2 className={styles.group}>{groupWords[side]}</h2> : null}
          <ul className={styles.list}>
            {plans.map((plan) =>
              isDeleted ? <DeletedRow key={plan.id} plan={plan} /> : <PlanRow key={plan.id} plan={plan} />,
            )}
          </ul>
        </section>
      ))}
    </>
  )
}

const groupWords: Readonly<Record<Side, string>> = { vendor: say.asVendor, partner: say.asPartner }

/** Plans apart by what the reader's company is in them, because a company may be both. */
const groupsOf = (plans: readonly ListedPlan[]) =>
  (['vendor', 'partner'] as const).flatMap((side) => {
    const own = plans.filter((plan) => plan.side === side)
    return own.length > 0 ? [{ side, plans: own }] : []
  })

/** Choices that say something only when there is something. */
const rare: ReadonlySet<Show> = new Set(['archived', 'deleted'])

function Filters({ plans, search }: { plans: readonly ListedPlan[]; search: ListSearch }) {
  const navigate = route.useNavigate()
  const counts = countsOf(plans)
  const current = search.show ?? 'all'
  const [q, setQ] = useState(search.q ?? '')
  const change = (next: Partial<Record<keyof ListSearch, string>>, replace = false) =>
    void navigate({ search: (before: ListSearch) => ({ ...before, ...next }) as ListSearch, replace })
  return (
    <div className={styles.filters}>
      <nav className={styles.chips} aria-label={say.filters}>
        {shows
          .filter((show) => !rare.has(show) || counts[show] > 0 || show === current)
          .map((show) => (
            <Link
              key={show}
              to="/plans"
              search={{ ...search, show }}
              className={styles.chip}
              aria-current={show === current ? 'true' : undefined}
            >
              {say.shows[show]} <span className={styles.count}>{counts[show]}</span>
            </Link>
          ))}
      </nav>
      <label className={styles.find}>
        <Search aria-hidden="true" />
        <input
          type="search"
          aria-label={say.find}
          placeholder={say.find}
          value={q}
          onChange={({ target }) => {
            setQ(target.value)
            change({ q: target.value }, true)
          }}
        />
      </label>
      <select
        className={styles.sort}
        aria-label={say.sort}
        value={search.sort ?? 'name'}
        onChange={({ target }) => change({ sort: target.value as Sort })}
      >
        {sorts.map((sort) => (
          <option key={sort} value={sort}>
            {say.sorts[sort]}
          </option>
        ))}
      </select>
    </div>
  )
}

/** Headings over the columns for eyes; each row says its parts itself. */
const Columns = () => (
  <div className={styles.columns} aria-hidden="true">
    <span>{say.columns.plan}</span>
    <span>{say.columns.stage}</span>
    <span>{say.columns.status}</span>
    <span>{say.columns.progress}</span>
    <span>{say.columns.review}</span>
    <span>{say.columns.owners}</span>
    <span>{say.columns.changed}</span>
  </div>
)

const Empty = ({ mayStart }: { mayStart: boolean }) => (
  <div className={styles.first}>
    <h2>{mayStart ? say.emptyTitle : say.emptyGuestTitle}</h2>
    <p>{mayStart ? say.empty : say.emptyGuest}</p>
    {mayStart ? <StartLink /> : null}
  </div>
)

const SKELETON_MS = 150

/** Rows in grey, once waiting is noticed. */
function Skeleton() {
  const [isSlow, setSlow] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SKELETON_MS)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div role="status" aria-label={say.loading}>
      {isSlow
        ? ['a', 'b', 'c', 'd'].map((row) => (
            <div key={row} className={styles.waiting} aria-hidden="true">
              <i />
              <i />
              <i />
            </div>
          ))
        : null}
    </div>
  )
}

const clock = (at: number) => new Intl.DateTimeFormat(locale(), { hour: '2-digit', minute: '2-digit' }).format(at)
