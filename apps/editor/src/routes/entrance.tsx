import { lazyPart } from '@concord/blocks'
import { Suspense, startTransition, useEffect, useState } from 'react'
import { PlanPage } from '../plan/plan-page.tsx'
import { Layers } from '../ui/layers.tsx'
import { followWith } from './follow.ts'
import { PageBoundary } from './page-boundary.tsx'
import { planInAddress } from './plan-in-address.ts'

const App = lazyPart(() => import('./app.tsx'))

/**
 * What a window begins with. A plan is drawn without the router, which would take as long as a part of its text; it
 * comes when one leaves the plan.
 */
export function Entrance() {
  const [plan, setPlan] = useState(planInAddress)
  useEffect(() => {
    if (plan === null) return
    const leave = () => startTransition(() => setPlan(null))
    followWith((address) => {
      history.pushState(null, '', address)
      leave()
    })
    const onPopState = () => {
      if (planInAddress() !== plan) leave()
    }
    window.addEventListener('popstate', onPopState)
    return () => window.removeEventListener('popstate', onPopState)
  }, [plan])
  if (plan === null)
    return (
      <Suspense fallback={null}>
        <App />
      </Suspense>
    )
  return (
    <>
      <PageBoundary>
        <PlanPage planId={plan} />
      </PageBoundary>
      <Layers />
    </>
  )
}
