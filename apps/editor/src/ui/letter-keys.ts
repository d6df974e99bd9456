import { useSyncExternalStore } from 'react'
import { Listeners } from '../session/listeners.ts'

const KEY = 'concord-letter-keys'
const listeners = new Listeners()

let isOn = remembered()

function remembered(): boolean {
  try {
    return localStorage.getItem(KEY) !== 'off'
  } catch {
    return true
  }
}

/** Whether single letters outside of text are shortcuts; people who speak to their computer switch them off. */
export const hasLetterKeys = (): boolean => isOn

/** Switches the single letters on or off and remembers it on this device. */
export function setLetterKeys(next: boolean): void {
  isOn = next
  try {
    localStorage.setItem(KEY, next ? 'on' : 'off')
  } catch {
    // It then lasts as long as the page.
  }
  listeners.tell()
}

export const useLetterKeys = (): boolean => useSyncExternalStore((listener) => listeners.add(listener), hasLetterKeys)
