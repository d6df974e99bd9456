import type { PlansResponse } from '@concord/schema'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import { useEffect } from 'react'
import { api } from '../api/client.ts'
import { SideNav } from '../plan/side-nav.tsx'
import { firstThingsDone } from '../ui/first-things.ts'
import { Sentence } from '../ui/sentence.tsx'
import { words } from '../words.ts'
import styles from './new-plan.module.css'
import { NewPlanFormView } from './new-plan-form.tsx'
import { usePlans } from './use-plans.ts'

const say = words.plans.begin
const route = getRouteApi('/plans/new')

/** Starts a plan: how to begin, with whom, who is invited first. */
export function NewPlanPage() {
  const { data, error } = usePlans()
  const session = useQuery({ queryKey: ['session'], queryFn: api.session, retry: false }).data
  useEffect(firstThingsDone, [])
  useEffect(() => {
    document.title = `${say.title} · ${words.product}`
  }, [])
  if (error || data?.isKept)
    return (
      <Sentence title={words.closed.unreachable[0]}>
        <p>{words.plans.failed}</p>
        <BackLink />
      </Sentence>
    )
  return (
    <div className={styles.frame}>
      <SideNav me={session ? { name: session.person.name, side: null, company: session.company.shortName } : null} />
      <main className={styles.page}>
        <BackLink />
        <h1>{say.title}</h1>
        {data ? <Body list={data.list} /> : null}
      </main>
    </div>
  )
}

const BackLink = () => (
  <Link to="/plans" className={styles.back}>
    <ArrowLeft aria-hidden="true" />
    {say.back}
  </Link>
)

function Body({ list }: { list: PlansResponse }) {
  const { from } = route.useSearch()
  if (!list.mayStart)
    return (
      <>
        <h2>{say.mayNot}</h2>
        <p>{say.mayNotWhy}</p>
      </>
    )
  return <NewPlanFormView key={from ?? ''} list={list} earlier={list.plans.find(({ id }) => id === from)} />
}
