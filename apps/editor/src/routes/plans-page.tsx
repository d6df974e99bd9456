import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { ApiError, api } from '../api/client.ts'
import { SideNav } from '../plan/side-nav.tsx'
import { device, type KeptPlans } from '../session/device.ts'
import { firstThingsDone } from '../ui/first-things.ts'
import { CompanyMark } from '../ui/identity.tsx'
import { Sentence } from '../ui/sentence.tsx'
import { words } from '../words.ts'
import styles from './plans-page.module.css'

interface Listing extends KeptPlans {
  /** The list is this device's own, because the server did not answer. */
  readonly isKept: boolean
}

async function plans(): Promise<Listing> {
  try {
    const answer = await api.plans()
    const listing = { plans: answer.plans, at: Date.now() }
    void device.keepPlans(listing)
    return { ...listing, isKept: false }
  } catch (error) {
    const kept = error instanceof ApiError ? null : await device.plans()
    if (!kept) throw error
    return { ...kept, isKept: true }
  }
}

/** The plans this person is a Member of. */
export function PlansPage() {
  const { data, error } = useQuery({ queryKey: ['plans'], queryFn: plans, retry: false })
  const session = useQuery({ queryKey: ['session'], queryFn: api.session, retry: false }).data
  useEffect(firstThingsDone, [])
  if (error) {
    const [title, sentence] = words.closed[error instanceof ApiError ? 'signIn' : 'unreachable']
    return (
      <Sentence title={title}>
        <p>{error instanceof ApiError ? sentence : words.plans.unreachable}</p>
      </Sentence>
    )
  }
  const side = data?.plans[0]?.side ?? null
  return (
    <div className={styles.frame}>
      <SideNav me={session ? { name: session.person.name, side, company: session.company.shortName } : null} />
      <main className={styles.page}>
        <h1>{words.plans.title}</h1>
        {data?.isKept ? <p className={styles.kept}>{words.plans.cached(clock(data.at))}</p> : null}
        {data && data.plans.length === 0 ? (
          <div className={styles.empty}>
            <h2>{words.plans.emptyTitle}</h2>
            <p>{words.plans.empty}</p>
          </div>
        ) : null}
        <ul className={styles.list}>
          {data?.plans.map((plan) => (
            <li key={plan.id}>
              <Link to="/p/$plan" params={{ plan: plan.id }} className={styles.plan}>
                <span className={styles.marks}>
                  <CompanyMark name={plan.companies.vendor.shortName} side="vendor" />
                  <CompanyMark name={plan.companies.partner.shortName} side="partner" />
                </span>
                <span className={styles.names}>
                  <b>{plan.title || words.outline.untitled}</b>
                  <small>
                    {plan.companies.vendor.name} {words.header.times} {plan.companies.partner.name}
                  </small>
                </span>
                <span className={styles.role}>{words.plans.roles[plan.role]}</span>
              </Link>
            </li>
          ))}
        </ul>
      </main>
    </div>
  )
}

const clock = (at: number) => new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' }).format(at)
