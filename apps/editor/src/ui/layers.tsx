import { lazy, Suspense, useEffect, useState } from 'react'
import { afterFirstThings } from './first-things.ts'

const Toasts = lazy(() => import('./toasts.tsx'))
const TooltipLayer = lazy(() => import('./tooltip-layer.tsx'))

/** What floats over every page. First the plan, then this. */
export function Layers() {
  const [isWanted, setWanted] = useState(false)
  useEffect(() => afterFirstThings(() => setTimeout(setWanted, 300, true)), [])
  return isWanted ? (
    <Suspense fallback={null}>
      <Toasts />
      <TooltipLayer />
    </Suspense>
  ) : null
}
