import {
  Download,
  Keyboard,
  Link as LinkIcon,
  LogOut,
  Printer,
  ScrollText,
  Search,
  SquareSlash,
  Timer,
  UserRound,
} from 'lucide-react'
import type { RefObject } from 'react'
import { packAddress } from '../../api/client.ts'
import { signOut } from '../../session/sign-out.ts'
import { download } from '../../ui/download.ts'
import { keyLabel } from '../../ui/keys.ts'
import { setLetterKeys, useLetterKeys } from '../../ui/letter-keys.ts'
import { Menu, MenuChoice, MenuItem, MenuSeparator, MenuSwitch } from '../../ui/menu.tsx'
import { setTheme, themes, useTheme } from '../../ui/theme.ts'
import { words } from '../../words.ts'
import { hidePrivateNotes, usePrivateNotesHidden } from '../notes/hiding.ts'
import { useCommands } from '../page-commands.ts'
import { usePlanAnswer } from '../plan-context.tsx'

/** What can be done with the whole plan. Loaded when it is first opened. */
export default function MoreMenu({ anchor, onClose }: { anchor: RefObject<HTMLElement | null>; onClose: () => void }) {
  const commands = useCommands()
  const plan = usePlanAnswer()
  const theme = useTheme()
  const letters = useLetterKeys()
  const isHidden = usePrivateNotesHidden()
  return (
    <Menu label={words.frame.more} anchor={anchor} onClose={onClose}>
      <MenuItem icon={<SquareSlash aria-hidden="true" />} keys={keyLabel('Mod+K')} onSelect={commands.openPalette}>
        {words.menu.palette}
      </MenuItem>
      <MenuItem icon={<Search aria-hidden="true" />} keys={keyLabel('Mod+F')} onSelect={commands.openFind}>
        {words.menu.find}
      </MenuItem>
      <MenuItem icon={<LinkIcon aria-hidden="true" />} onSelect={commands.copyPlanLink}>
        {words.menu.copyLink}
      </MenuItem>
      <MenuItem icon={<Timer aria-hidden="true" />} onSelect={() => location.assign(`/p/${plan.id}/summary`)}>
        {words.menu.summary}
      </MenuItem>
      <MenuItem icon={<Printer aria-hidden="true" />} keys={keyLabel('Mod+P')} onSelect={() => window.print()}>
        {words.menu.print}
      </MenuItem>
      {plan.member.side !== null && plan.member.role === 'owner' ? (
        <>
          <MenuItem icon={<ScrollText aria-hidden="true" />} onSelect={() => location.assign(`/p/${plan.id}/audit`)}>
            {words.menu.audit}
          </MenuItem>
          <MenuItem icon={<Download aria-hidden="true" />} onSelect={() => download(packAddress(plan.id))}>
            {words.menu.pack}
          </MenuItem>
        </>
      ) : null}
      <MenuItem icon={<Keyboard aria-hidden="true" />} keys="?" onSelect={commands.openShortcuts}>
        {words.menu.shortcuts}
      </MenuItem>
      <MenuSeparator />
      {plan.rooms.side === null ? null : (
        <MenuSwitch isOn={isHidden} onChange={hidePrivateNotes}>
          {words.notes.hide}
        </MenuSwitch>
      )}
      <MenuSwitch isOn={letters} onChange={setLetterKeys}>
        {words.menu.letterKeys}
      </MenuSwitch>
      <MenuChoice
        label={words.menu.theme}
        value={theme}
        options={themes.map((name) => [name, words.menu.themes[name]] as const)}
        onChange={setTheme}
      />
      <MenuSeparator />
      <MenuItem icon={<UserRound aria-hidden="true" />} onSelect={() => location.assign('/account')}>
        {words.menu.account}
      </MenuItem>
      <MenuItem icon={<LogOut aria-hidden="true" />} onSelect={() => signOut(false)}>
        {words.menu.signOut}
      </MenuItem>
      <MenuItem onSelect={() => signOut(true)}>{words.menu.signOutEverywhere}</MenuItem>
    </Menu>
  )
}
