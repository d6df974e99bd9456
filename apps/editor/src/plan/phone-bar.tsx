import { ListTree, Search, Share, SquareSlash } from 'lucide-react'
import { words } from '../words.ts'
import { useCommands } from './page-commands.ts'
import styles from './phone-bar.module.css'
import { usePlanAnswer } from './plan-context.tsx'

/** The bar at the lower edge of a phone: what a thumb reaches. */
export function PhoneBar() {
  const { toggleOutline, openFind, openPalette, openShare } = useCommands()
  const { member } = usePlanAnswer()
  return (
    <nav className={styles.bar} aria-label={words.canvas.label}>
      <button type="button" onClick={toggleOutline}>
        <ListTree aria-hidden="true" />
        {words.outline.label}
      </button>
      <button type="button" onClick={openFind}>
        <Search aria-hidden="true" />
        {words.find.short}
      </button>
      <button type="button" onClick={openPalette}>
        <SquareSlash aria-hidden="true" />
        {words.palette.goTo}
      </button>
      {member.side === null ? null : (
        <button type="button" onClick={openShare}>
          <Share aria-hidden="true" />
          {words.share.button}
        </button>
      )}
    </nav>
  )
}
