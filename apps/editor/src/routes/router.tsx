import { isId } from '@concord/schema'
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { PlanPage } from '../plan/plan-page.tsx'
import { readSearch } from '../plans/plan-list.ts'
import { Layers } from '../ui/layers.tsx'
import { words } from '../words.ts'
import { followWith } from './follow.ts'
import { Says } from './says.tsx'

const root = createRootRoute({
  component: () => (
    <>
      <Outlet />
      <Layers />
    </>
  ),
  notFoundComponent: () => <Says words={words.closed.pageMissing} />,
  errorComponent: () => <Says words={words.closed.failed} />,
})

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/plans', replace: true })
  },
})

const plans = createRoute({
  getParentRoute: () => root,
  path: '/plans',
  validateSearch: readSearch,
  component: lazyRouteComponent(() => import('../plans/plans-page.tsx'), 'PlansPage'),
})

const newPlan = createRoute({
  getParentRoute: () => root,
  path: '/plans/new',
  validateSearch: ({ from }: Record<string, unknown>): { from?: string } => (isId(from) ? { from } : {}),
  component: lazyRouteComponent(() => import('../plans/new-plan-page.tsx'), 'NewPlanPage'),
})

const plan = createRoute({
  getParentRoute: () => root,
  path: '/p/$plan',
  component: function Plan() {
    return <PlanPage planId={plan.useParams().plan} />
  },
})

/** Addresses of the app: `/plans` the plans, `/plans/new` to start one, `/p/<plan>` one plan, `#b-<block>` a place in it. */
export const router = createRouter({
  routeTree: root.addChildren([home, plans, newPlan, plan]),
  scrollRestoration: false,
  defaultPreload: false,
})
followWith((address) => router.history.push(address))

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
