import { type InsertItem, insertItems } from './insert-items.ts'

const KEY = 'concord-recent-inserts'
const MOST = 3

/** What was inserted last on this device, newest first. */
export function recentItems(): readonly InsertItem[] {
  try {
    const ids: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    if (!Array.isArray(ids)) return []
    return ids.flatMap((id) => insertItems.find((item) => item.id === id) ?? []).slice(0, MOST)
  } catch {
    return []
  }
}

export function rememberItem(item: InsertItem): void {
  const ids = [item.id, ...recentItems().map(({ id }) => id)].filter((id, at, all) => all.indexOf(id) === at)
  try {
    localStorage.setItem(KEY, JSON.stringify(ids.slice(0, MOST)))
  } catch {
    // Recent items are then those of this page only, which is no loss worth a word.
  }
}
