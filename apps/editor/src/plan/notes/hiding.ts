import { useSyncExternalStore } from 'react'
import { Listeners } from '../../session/listeners.ts'

const KEY = 'concord-private-notes'
const listeners = new Listeners()

let isHidden = remembered()

/** Of this window alone, and also after a reload: what was put out of sight for others in the room stays so. */
function remembered(): boolean {
  try {
    return sessionStorage.getItem(KEY) === 'hidden'
  } catch {
    return false
  }
}

/**
 * Whether everything private to my side is out of sight in this window, such as while it is shown to the other company.
 * The one place that says so: whatever presents the plan hides here.
 */
export const arePrivateNotesHidden = (): boolean => isHidden

export function hidePrivateNotes(next: boolean): void {
  isHidden = next
  try {
    sessionStorage.setItem(KEY, next ? 'hidden' : 'shown')
  } catch {
    // It then lasts as long as the page.
  }
  listeners.tell()
}

export const usePrivateNotesHidden = (): boolean =>
  useSyncExternalStore((listener) => listeners.add(listener), arePrivateNotesHidden)
