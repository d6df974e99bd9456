import { Dialog } from '../../ui/dialog.tsx'
import { PHONE, useMedia } from '../../ui/use-media.ts'
import { words } from '../../words.ts'
import styles from './outline.module.css'
import { NextReview } from './outline-pane.tsx'
import { OutlineTree } from './outline-tree.tsx'

/** The outline over the plan, where there is no room beside it. */
export default function OutlineOverlay({ onClose }: { onClose: () => void }) {
  const isPhone = useMedia(PHONE)
  return (
    <Dialog title={words.outline.label} place={isPhone ? 'sheet' : 'left'} onClose={onClose}>
      <nav className={styles.inDialog} aria-label={words.outline.label}>
        <OutlineTree onGo={onClose} />
        <NextReview />
      </nav>
    </Dialog>
  )
}
