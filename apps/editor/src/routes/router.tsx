import { createRootRoute, createRoute, createRouter, Link, lazyRouteComponent, Outlet } from '@tanstack/react-router'
import { PlanPage } from '../plan/plan-page.tsx'
import { Layers } from '../ui/layers.tsx'
import { Sentence } from '../ui/sentence.tsx'
import { words } from '../words.ts'

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

function Says({ words: [title, sentence] }: { words: readonly [string, string] }) {
  return (
    <Sentence title={title}>
      <p>{sentence}</p>
      <p>
        <Link to="/" reloadDocument>
          {words.closed.toPlans}
        </Link>
      </p>
    </Sentence>
  )
}

const plans = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('./plans-page.tsx'), 'PlansPage'),
})

const plan = createRoute({
  getParentRoute: () => root,
  path: '/p/$plan',
  component: function Plan() {
    return <PlanPage planId={plan.useParams().plan} />
  },
})

/** Addresses of the app: `/` the plans, `/p/<plan>` one plan, `#b-<block>` a place in it. */
export const router = createRouter({
  routeTree: root.addChildren([plans, plan]),
  scrollRestoration: false,
  defaultPreload: false,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
