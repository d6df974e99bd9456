import { lazyPart } from '@concord/blocks'
import { Suspense, useEffect, useState } from 'react'
import { afterFirstThings } from './first-things.ts'

const Toasts = lazyPart(() => import('./toasts.tsx'))
const TooltipLayer = lazyPart(() => import('./tooltip-layer.tsx'))

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
