import { Menu } from '@base-ui/react/menu'
import { type BlockId, cardToMail, cardToMailText, hashOf } from '@concord/schema'
import { ArrowDown, ArrowUp, Copy, FolderInput, Link2, Lock, Mail, Trash2 } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useRef, useState } from 'react'
import { cardOf } from '../clipboard/copy-out.ts'
import { kitWords } from '../words.ts'
import { deleteBlock, duplicateBlock, moveBlockBy } from './block-commands.ts'
import { TEXT_FOCUS } from './focus.ts'
import { usePlan } from './plan-context.tsx'
import styles from './popup.module.css'
import type { PlanSession } from './session.ts'

interface BlockMenuProps {
  readonly anchor: RefObject<HTMLElement | null>
  readonly id: BlockId
  readonly kind: string
  onClose(): void
  /** It has the focus. */
  onFocus(): void
}

interface Command {
  readonly name: string
  readonly icon: typeof Copy
  /** The letter that runs it while the menu is open. */
  readonly letter: string
  readonly shortcut: string
  readonly run: (session: PlanSession, id: BlockId) => void
  readonly isOffered?: (session: PlanSession) => boolean
  /** It leads elsewhere: the focus does not return to the card's handle. */
  readonly leadsAway?: boolean
}

const words = kitWords.menu
const commands: readonly Command[] = [
  { name: words.copyLink, icon: Link2, letter: 'l', shortcut: 'L', run: copyLink },
  { name: words.copyForMail, icon: Mail, letter: 'e', shortcut: 'E', run: copyForMail },
  {
    name: words.privateNote,
    icon: Lock,
    letter: 'n',
    shortcut: 'N',
    run: (session, id) => session.actions.onPrivateNote?.(id),
    isOffered: ({ actions }) => actions.canNote?.() === true,
    leadsAway: true,
  },
  { name: words.duplicate, icon: Copy, letter: 'd', shortcut: 'D', run: duplicateBlock },
  {
    name: words.moveUp,
    icon: ArrowUp,
    letter: 'k',
    shortcut: 'Alt+Shift+↑',
    run: (session, id) => moveBlockBy(session, id, -1),
  },
  {
    name: words.moveDown,
    icon: ArrowDown,
    letter: 'j',
    shortcut: 'Alt+Shift+↓',
    run: (session, id) => moveBlockBy(session, id, 1),
  },
  {
    name: words.moveTo,
    icon: FolderInput,
    letter: 'm',
    shortcut: 'M',
    run: (session, id) => session.actions.onMoveTo?.(id),
    isOffered: ({ actions }) => actions.onMoveTo !== undefined,
  },
  { name: words.remove, icon: Trash2, letter: 'delete', shortcut: 'Del', run: remove },
]

function copyLink({ linkTo, actions }: PlanSession, id: BlockId): void {
  navigator.clipboard.writeText(linkTo(id)).then(
    () => actions.onLinkCopied?.(id),
    () => actions.onRefused?.(words.linkNotCopied(linkTo(id))),
  )
}

/** Rich and plain at once: each mail program takes what it can. */
function copyForMail(session: PlanSession, id: BlockId): void {
  const { actions, asOf, linkTo } = session
  const card = cardOf(session, id)
  if (!card) return
  const hash = hashOf(session.plan().content.stored[id]).slice(0, 8)
  const source = { link: linkTo(id), hash, asOf }
  const part = (type: string, content: string) => new Blob([content], { type })
  const item = new ClipboardItem({
    'text/html': part('text/html', cardToMail(card, source)),
    'text/plain': part('text/plain', cardToMailText(card, source)),
  })
  navigator.clipboard.write([item]).then(
    () => actions.onCopiedForMail?.(id),
    () => actions.onRefused?.(words.notCopied),
  )
}

function remove(session: PlanSession, id: BlockId): void {
  deleteBlock(session, id)
  session.actions.onDeleted?.(id)
}

/** The verbs of a block. Letters run them directly while the menu is open, so nothing has to be memorised. */
export default function BlockMenu({ anchor, id, onClose, onFocus }: BlockMenuProps) {
  const session = usePlan()
  const offered = commands.filter((command) => command.isOffered?.(session) ?? true)
  const leads = useRef(false)
  const [body] = useState(() => anchor.current?.closest('.plan-body'))
  const giveBackFocus = () => {
    if (leads.current) return false
    if (anchor.current?.isConnected) return anchor.current
    // A block that was removed took its handle along: then the caret is where the block stood.
    body?.dispatchEvent(new CustomEvent(TEXT_FOCUS))
    return false
  }
  const run = (command: Command) => {
    leads.current = command.leadsAway === true
    onClose()
    command.run(session, id)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const command = offered.find(({ letter }) => letter === event.key.toLowerCase())
    if (!command) return
    event.preventDefault()
    event.stopPropagation()
    run(command)
  }
  return (
    <Menu.Root open onOpenChange={(open) => !open && onClose()}>
      <Menu.Portal>
        <Menu.Positioner anchor={anchor} align="start" side="bottom" sideOffset={4} className={styles.positioner}>
          <Menu.Popup
            className={styles.popup}
            finalFocus={giveBackFocus}
            onFocus={onFocus}
            onKeyDownCapture={onKeyDown}
          >
            {offered.map((command) => (
              <Menu.Item key={command.name} className={styles.item} onClick={() => run(command)} closeOnClick={false}>
                <command.icon size={16} aria-hidden="true" />
                <span className={styles.itemText}>{command.name}</span>
                <span className={styles.shortcut}>{command.shortcut}</span>
              </Menu.Item>
            ))}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  )
}
