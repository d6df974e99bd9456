import { useLayoutEffect, useRef } from 'react'
import { staticHead } from './static-plan.ts'

/** The head of the plan as the server wrote it. */
export function StaticHead() {
  const place = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const head = staticHead()
    if (head) place.current?.replaceChildren(head)
  }, [])
  return <div ref={place} className="static-plan" />
}
