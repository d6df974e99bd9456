const isApple = /Mac|iPhone|iPad/.test(globalThis.navigator?.userAgent ?? '')

interface Key {
  readonly key: string
  readonly altKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
}

/** Up or down for the keys that move a block, as in Word: Alt+Shift and an arrow, on Apple Ctrl+Shift; else 0. */
export function moveStep({ key, altKey, ctrlKey, metaKey, shiftKey }: Key): -1 | 0 | 1 {
  const isChord = shiftKey && !metaKey && (isApple ? ctrlKey && !altKey : altKey && !ctrlKey)
  return isChord && key === 'ArrowUp' ? -1 : isChord && key === 'ArrowDown' ? 1 : 0
}
