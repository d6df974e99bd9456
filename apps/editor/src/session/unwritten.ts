import { isJsonObject, type Json } from '@concord/schema'
import { fromBase64, toBase64 } from 'lib0/buffer'

/** What a copy has been given and not yet written to its database. */
export interface Unwritten {
  readonly updates: readonly Uint8Array[]
  /** Notes by their name; null takes the note away. */
  readonly notes: ReadonlyMap<string, Json>
}

/**
 * Puts what is not written aside at once, in the one storage that does not answer later: a database gives up what it
 * has not finished when its page goes away. False where there is no room or the browser refuses.
 */
export function putAside(name: string, { updates, notes }: Unwritten): boolean {
  try {
    localStorage.setItem(name, JSON.stringify({ updates: updates.map(toBase64), notes: [...notes] }))
    return true
  } catch {
    return false
  }
}

/** Everything put aside under names that begin like this, whichever page did it. */
export function asideOf(shelf: string): { readonly name: string; readonly unwritten: Unwritten }[] {
  try {
    const names = Object.keys(localStorage).filter((name) => name.startsWith(shelf))
    return names.flatMap((name) => {
      const unwritten = parse(localStorage.getItem(name) ?? '')
      return unwritten ? [{ name, unwritten }] : []
    })
  } catch {
    return []
  }
}

export function clearAside(names: Iterable<string>): void {
  try {
    for (const name of names) localStorage.removeItem(name)
  } catch {
    // What cannot be read cannot be left behind either.
  }
}

function parse(text: string): Unwritten | null {
  try {
    const stored: unknown = JSON.parse(text)
    if (!isJsonObject(stored) || !Array.isArray(stored.updates) || !Array.isArray(stored.notes)) return null
    return { updates: stored.updates.map((update) => fromBase64(String(update))), notes: new Map(stored.notes) }
  } catch {
    return null
  }
}
