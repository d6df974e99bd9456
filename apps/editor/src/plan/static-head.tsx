import { useLayoutEffect, useRef, useState } from 'react'
import { PlanHeader } from './header/plan-header.tsx'
import { useIsHeadlineKnown } from './outline/glance.ts'
import { staticHead } from './static-plan.ts'

/** The head of the plan; as the server wrote it until all of it can be drawn, so that the text below does not jump. */
export function Head({ isWhole }: { isWhole: boolean }) {
  const [hasStatic] = useState(() => staticHead() !== null)
  return hasStatic ? <HeadInTime isWhole={isWhole} /> : <PlanHeader />
}

function HeadInTime({ isWhole }: { isWhole: boolean }) {
  return useIsHeadlineKnown(isWhole) ? <PlanHeader /> : <StaticHead />
}

/** The head of the plan as the server wrote it. */
function StaticHead() {
  const place = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const head = staticHead()
    if (head) place.current?.replaceChildren(head)
  }, [])
  return <div ref={place} className="static-plan" />
}
