import { classNames } from '../ui/class-names.ts'
import { NARROW, useMedia } from '../ui/use-media.ts'
import frame from './frame.module.css'
import styles from './plan-skeleton.module.css'

/** The frame of a plan before it is here, so that nothing jumps when it comes. */
export function PlanSkeleton({ isShown, label }: { isShown: boolean; label: string }) {
  const isNarrow = useMedia(NARROW)
  const hasOutline = !isNarrow && localStorage.getItem('concord-outline') !== 'hidden'
  return (
    <div className={classNames(frame.frame, !hasOutline && frame.withoutOutline)} aria-busy="true">
      <EmptyFrame hasOutline={hasOutline} />
      <main className={frame.canvas} aria-label={label}>
        <div className={frame.column}>{isShown ? <Shape /> : null}</div>
      </main>
    </div>
  )
}

/** The lines of the frame before there is anything in it. */
export function EmptyFrame({ hasOutline }: { hasOutline: boolean }) {
  return (
    <>
      <div className={styles.nav} />
      <div className={styles.bar} />
      {hasOutline ? <div className={styles.outline} /> : null}
    </>
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
