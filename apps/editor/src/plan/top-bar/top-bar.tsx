import { lazyPart, usePlanValue } from '@concord/blocks'
import { ArrowLeft, ChevronRight, Ellipsis, ListTree, Share } from 'lucide-react'
import { Suspense, useRef, useState } from 'react'
import { PageLink } from '../../routes/page-link.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { keyLabel } from '../../ui/keys.ts'
import { PHONE, useMedia } from '../../ui/use-media.ts'
import { words } from '../../words.ts'
import { useCommands } from '../page-commands.ts'
import { usePlanAnswer } from '../plan-context.tsx'
import { NetworkNote } from './network-note.tsx'
import { Presence } from './presence.tsx'
import { SaveChip } from './save-chip.tsx'
import styles from './top-bar.module.css'

/** The bar over the plan: where we are, whether it is saved, who is here, and what can be done with the whole. */
export function TopBar() {
  const isPhone = useMedia(PHONE)
  return (
    <header className={styles.bar} data-pane="bar">
      {isPhone ? <PhoneTitle /> : <Breadcrumb />}
      <SaveChip />
      <span className={styles.space} />
      <NetworkNote />
      <Presence most={isPhone ? 2 : 5} />
      {isPhone ? null : <ShareButton />}
      <MoreButton />
    </header>
  )
}

const useTitle = () => usePlanValue(({ content }) => content.meta.title)

function Breadcrumb() {
  const { companies } = usePlanAnswer()
  const { toggleOutline } = useCommands()
  const title = useTitle()
  return (
    <nav className={styles.crumbs} aria-label={words.frame.plans}>
      <IconButton label={words.outline.show} keys={keyLabel('Mod+\\')} size="small" onClick={toggleOutline}>
        <ListTree aria-hidden="true" />
      </IconButton>
      <PageLink to="/plans" className={styles.pair}>
        {companies.vendor.shortName} {words.header.times} {companies.partner.shortName}
      </PageLink>
      <ChevronRight className={styles.chevron} aria-hidden="true" />
      <b className={styles.title} aria-current="page">
        {title || words.outline.untitled}
      </b>
    </nav>
  )
}

function PhoneTitle() {
  const title = useTitle()
  return (
    <div className={styles.phoneTitle}>
      <PageLink to="/plans" className={styles.back} aria-label={words.frame.back}>
        <ArrowLeft aria-hidden="true" />
      </PageLink>
      <b className={styles.title}>{title || words.outline.untitled}</b>
    </div>
  )
}

function ShareButton() {
  const { openShare } = useCommands()
  const { member } = usePlanAnswer()
  if (member.side === null) return null
  return (
    <Button onClick={openShare} className={styles.share}>
      <Share aria-hidden="true" />
      {words.share.button}
    </Button>
  )
}

const MoreMenu = lazyPart(() => import('./more-menu.tsx'))

function MoreButton() {
  const [isOpen, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  return (
    <>
      <IconButton
        ref={button}
        label={words.frame.more}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setOpen((was) => !was)}
      >
        <Ellipsis aria-hidden="true" />
      </IconButton>
      {isOpen ? (
        <Suspense fallback={null}>
          <MoreMenu anchor={button} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </>
  )
}
