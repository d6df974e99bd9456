import { usePlanValue } from '@concord/blocks'
import { Link } from '@tanstack/react-router'
import {
  ArrowLeft,
  ChevronRight,
  Ellipsis,
  Keyboard,
  Link as LinkIcon,
  ListTree,
  Printer,
  Search,
  Share,
  SquareSlash,
} from 'lucide-react'
import { Button, IconButton } from '../../ui/button.tsx'
import { keyLabel } from '../../ui/keys.ts'
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '../../ui/menu.tsx'
import { setTheme, themes, useTheme } from '../../ui/theme.ts'
import { PHONE, useMedia } from '../../ui/use-media.ts'
import { words } from '../../words.ts'
import { useCommands } from '../page-commands.ts'
import { usePlanAnswer } from '../plan-context.tsx'
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
      <Presence most={isPhone ? 2 : 5} />
      {isPhone ? null : <ShareButton />}
      <MoreMenu />
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
      <Link to="/" className={styles.pair}>
        {companies.vendor.shortName} {words.header.times} {companies.partner.shortName}
      </Link>
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
      <Link to="/" className={styles.back} aria-label={words.frame.back}>
        <ArrowLeft aria-hidden="true" />
      </Link>
      <b className={styles.title}>{title || words.outline.untitled}</b>
    </div>
  )
}

function ShareButton() {
  const { copyPlanLink } = useCommands()
  return (
    <Button onClick={copyPlanLink} className={styles.share}>
      <Share aria-hidden="true" />
      {words.share.button}
    </Button>
  )
}

function MoreMenu() {
  const commands = useCommands()
  const theme = useTheme()
  return (
    <Menu
      label={words.frame.more}
      trigger={
        <IconButton label={words.frame.more}>
          <Ellipsis aria-hidden="true" />
        </IconButton>
      }
    >
      <MenuItem icon={<SquareSlash aria-hidden="true" />} keys={keyLabel('Mod+K')} onSelect={commands.openPalette}>
        {words.menu.palette}
      </MenuItem>
      <MenuItem icon={<Search aria-hidden="true" />} keys={keyLabel('Mod+F')} onSelect={commands.openFind}>
        {words.menu.find}
      </MenuItem>
      <MenuItem icon={<LinkIcon aria-hidden="true" />} onSelect={commands.copyPlanLink}>
        {words.menu.copyLink}
      </MenuItem>
      <MenuItem icon={<Printer aria-hidden="true" />} keys={keyLabel('Mod+P')} onSelect={() => window.print()}>
        {words.menu.print}
      </MenuItem>
      <MenuItem icon={<Keyboard aria-hidden="true" />} keys="?" onSelect={commands.openShortcuts}>
        {words.menu.shortcuts}
      </MenuItem>
      <MenuSeparator />
      <MenuChoice
        label={words.menu.theme}
        value={theme}
        options={themes.map((name) => [name, words.menu.themes[name]] as const)}
        onChange={setTheme}
      />
    </Menu>
  )
}
