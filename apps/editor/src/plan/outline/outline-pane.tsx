import { usePlan, usePlanValue } from '@concord/blocks'
import { type Day, daysBetween } from '@concord/schema'
import { ChevronLeft } from 'lucide-react'
import { IconButton } from '../../ui/button.tsx'
import { formatDay } from '../../ui/format.ts'
import { keyLabel } from '../../ui/keys.ts'
import { words } from '../../words.ts'
import styles from './outline.module.css'
import { OutlineTree } from './outline-tree.tsx'

/** The outline beside the plan. */
export function OutlinePane({ onHide }: { onHide: () => void }) {
  return (
    <nav className={styles.pane} aria-label={words.outline.label} data-pane="outline">
      <div className={styles.head}>
        <h2>{words.outline.label}</h2>
        <IconButton label={words.outline.hide} keys={keyLabel('Mod+\\')} size="small" onClick={onHide}>
          <ChevronLeft aria-hidden="true" />
        </IconButton>
      </div>
      <OutlineTree />
      <NextReview />
    </nav>
  )
}

/** The next planned meeting on the plan; null when none is planned. */
export function useNextReview(): { key: string; day: Day; days: number } | null {
  const { store } = usePlan()
  return usePlanValue(({ facts }) => {
    const asOf = store.asOf
    const next = facts.reviews
      .filter((review) => review.state === 'planned' && review.heldOn >= asOf)
      .sort((a, b) => (a.heldOn < b.heldOn ? -1 : 1))[0]
    return next
      ? { key: facts.keys[next.block] ?? `R${next.number}`, day: next.heldOn, days: daysBetween(asOf, next.heldOn) }
      : null
  })
}

/** Foot of the outline: the next meeting. */
export function NextReview() {
  const next = useNextReview()
  if (!next) return null
  return (
    <>
      <hr className={styles.rule} />
      <p className={styles.foot}>
        {words.outline.nextReview(next.key)}
        <br />
        <b>{formatDay(next.day, 'long')}</b>
        {words.outline.reviewIn(next.days)}
      </p>
    </>
  )
}
