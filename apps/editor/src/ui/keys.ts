/** True on Apple's keyboards, where Mod is Command. */
export const isApple = /Mac|iPhone|iPad/.test(navigator.userAgent)

const apple: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧', Alt: '⌥', Ctrl: '⌃' }
const other: Readonly<Record<string, string>> = { Mod: 'Ctrl' }

/** A chord such as `Mod+Shift+K` as this keyboard labels it. */
export function keyLabel(chord: string): string {
  const parts = chord.split('+').map((part) => (isApple ? apple[part] : other[part]) ?? part)
  return parts.join(isApple ? '' : '+')
}

/** True when an event is the chord: `Mod+K`, `Mod+Shift+/`, `F6`, `Shift+F6`. */
export function isChord(event: KeyboardEvent, chord: string): boolean {
  const parts = chord.split('+')
  const key = parts.at(-1)!.toLowerCase()
  const wants = (name: string) => parts.slice(0, -1).includes(name)
  const mod = isApple ? event.metaKey : event.ctrlKey
  const otherMod = isApple ? event.ctrlKey : event.metaKey
  return (
    (event.key.toLowerCase() === key ||
      (key === '/' && event.code === 'Slash' && wants('Shift')) ||
      event.code === codeOf(key)) &&
    mod === wants('Mod') &&
    event.shiftKey === wants('Shift') &&
    event.altKey === wants('Alt') &&
    !otherMod
  )
}

/** Backslash needs Alt or Shift on many layouts; its place on the keyboard counts too. */
const codeOf = (key: string): string | null => (key === '\\' ? 'Backslash' : null)
