import { lazy, Suspense, useEffect, useState } from 'react'

const Toasts = lazy(() => import('./toasts.tsx'))
const TooltipLayer = lazy(() => import('./tooltip-layer.tsx'))

/** What floats over every page. It waits until the browser has nothing better to do: first the plan. */
export function Layers() {
  const [isWanted, setWanted] = useState(false)
  useEffect(() => {
    const want = () => setWanted(true)
    if (!('requestIdleCallback' in window)) return void setTimeout(want, 2000)
    const handle = requestIdleCallback(want, { timeout: 4000 })
    return () => cancelIdleCallback(handle)
  }, [])
  return isWanted ? (
    <Suspense fallback={null}>
      <Toasts />
      <TooltipLayer />
    </Suspense>
  ) : null
}
