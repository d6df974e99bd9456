import { useCanWrite } from '@concord/blocks'
import { Gauge } from 'lucide-react'
import { words } from '../words.ts'
import { usePlanAnswer } from './plan-context.tsx'
import styles from './reading-notice.module.css'

/** Warns whoever writes before the plan takes no more. */
export function NearlyFullNotice() {
  const { isNearlyFull } = usePlanAnswer()
  const canWrite = useCanWrite()
  if (!isNearlyFull || !canWrite) return null
  return (
    <section className={styles.notice} role="status" aria-label={words.nearlyFull.label}>
      <Gauge aria-hidden="true" />
      <p>{words.nearlyFull.sentence}</p>
    </section>
  )
}
