import { useEffect } from 'react'
import { isChord } from '../ui/keys.ts'
import { hasLetterKeys } from '../ui/letter-keys.ts'
import { planEditor } from './canvas/plan-editor.ts'
import type { PageCommands } from './page-commands.ts'

/** Panes in the order F6 walks through them. */
const PANES = ['bar', 'outline', 'plan', 'toolbar'] as const

/** The page's keys, wherever the focus is; single letters only outside of text. */
export function usePageKeys(commands: PageCommands): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const run = commandFor(event, commands)
      if (!run) return
      event.preventDefault()
      run()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [commands])
}

function commandFor(event: KeyboardEvent, commands: PageCommands): (() => void) | null {
  if (isChord(event, 'Mod+K')) return commands.openPalette
  if (isChord(event, 'Mod+Alt+Shift+R')) return commands.openWhoIsHere
  if (isChord(event, 'Mod+F')) return commands.openFind
  if (isChord(event, 'Mod+H')) return commands.openReplace
  if (isChord(event, 'Mod+/')) return commands.openInsert
  if (isChord(event, 'Mod+Shift+/')) return commands.openShortcuts
  if (isChord(event, 'Mod+\\')) return commands.toggleOutline
  if (isChord(event, 'F6')) return () => cyclePane(1)
  if (isChord(event, 'Shift+F6')) return () => cyclePane(-1)
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey
  if (!isPlain || !hasLetterKeys() || isInText(event.target)) return null
  if (event.key === '?') return commands.openShortcuts
  if (event.key.toLowerCase() === 'e') return commands.startEditing
  return null
}

const isInText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  ((target.isContentEditable && planEditor.selectedCard === null) ||
    target.closest('input, textarea, select, [role="grid"], [role="dialog"]') !== null)

function cyclePane(step: 1 | -1): void {
  const panes = PANES.flatMap((name) => document.querySelector<HTMLElement>(`[data-pane="${name}"]`) ?? [])
  const at = panes.findIndex((pane) => pane.contains(document.activeElement))
  const next = panes[(at + step + panes.length) % panes.length]
  if (!next) return
  const inside =
    next.dataset.pane === 'plan'
      ? next.querySelector<HTMLElement>('.ProseMirror')
      : next.querySelector<HTMLElement>('[tabindex="0"], a[href], button:not([tabindex="-1"])')
  ;(inside ?? next).focus()
}
