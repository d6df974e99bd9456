import { CircleHelp, Search, TextAlignStart } from 'lucide-react'
import { PageLink } from '../routes/page-link.tsx'
import { IconButton } from '../ui/button.tsx'
import { keyLabel } from '../ui/keys.ts'
import { Logo } from '../ui/logo.tsx'
import { tip } from '../ui/tooltip.ts'
import { words } from '../words.ts'
import { AccountLink, type AccountLinkProps } from './account-link.tsx'
import styles from './side-nav.module.css'

export interface SideNavProps {
  readonly me: AccountLinkProps['me'] | null
  readonly onSearch?: () => void
  readonly onHelp?: () => void
}

/** The narrow bar at the left edge: places outside of this plan, and what is the same everywhere. */
export function SideNav({ me, onSearch, onHelp }: SideNavProps) {
  return (
    <nav className={styles.nav} aria-label={words.frame.workspace} data-pane="nav">
      <PageLink to="/plans" className={styles.logo}>
        <Logo />
      </PageLink>
      <PageLink
        to="/plans"
        className={styles.place}
        aria-label={words.frame.plans}
        data-here="true"
        {...tip({ label: words.frame.plans, side: 'right' })}
      >
        <TextAlignStart aria-hidden="true" />
      </PageLink>
      <span className={styles.space} />
      {onSearch ? (
        <IconButton label={words.frame.search} keys={keyLabel('Mod+K')} tooltipSide="right" onClick={onSearch}>
          <Search aria-hidden="true" />
        </IconButton>
      ) : null}
      {onHelp ? (
        <IconButton label={words.frame.shortcuts} keys="?" tooltipSide="right" onClick={onHelp}>
          <CircleHelp aria-hidden="true" />
        </IconButton>
      ) : null}
      {me ? <AccountLink me={me} className={styles.me} side="right" /> : null}
    </nav>
  )
}
