import type { ReactNode } from 'react'
import { classNames } from '../ui/class-names.ts'
import { NARROW, useMedia } from '../ui/use-media.ts'
import frame from './frame.module.css'
import './static-plan.css'
import styles from './plan-skeleton.module.css'
import { SideNav } from './side-nav.tsx'

/** The frame of a plan before it is here, so that nothing jumps when it comes; holds its text where that is known. */
export function PlanSkeleton({ isShown, label, children }: { isShown: boolean; label: string; children: ReactNode }) {
  const isNarrow = useMedia(NARROW)
  const hasOutline = !isNarrow && localStorage.getItem('concord-outline') !== 'hidden'
  return (
    <div className={classNames(frame.frame, !hasOutline && frame.withoutOutline)} aria-busy="true">
      <SideNav me={null} />
      <div className={styles.bar} />
      {hasOutline ? <div className={styles.outline} /> : null}
      <main className={frame.canvas} aria-label={label}>
        <div className={frame.column}>{children ?? (isShown ? <Shape /> : null)}</div>
      </main>
    </div>
  )
}

function Shape() {
  return (
    <div className={styles.shape} aria-hidden="true">
      <i style={{ width: '40%' }} />
      <i className={styles.title} />
      <i />
      <i style={{ width: '80%' }} />
      <i className={styles.card} />
      <i className={styles.card} />
    </div>
  )
}
