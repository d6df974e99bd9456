import { IndexeddbPersistence } from 'y-indexeddb'
import type * as Y from 'yjs'
import { device, planDatabase } from './device.ts'

/** Key of the number of changes that were unsaved when this copy was last written. */
const UNSAVED = 'unsaved'

/** The copy of a plan's Y.Doc on this device, for one Member. */
export interface LocalCopy {
  /** Origin of what it loads, so that old changes are not taken for new ones. */
  readonly origin: unknown
  /** Changes of an earlier visit that had not been acknowledged. */
  readonly unsaved: number
  noteUnsaved(changes: number): void
  close(): void
  /** Removes the copy from the device. */
  erase(): Promise<void>
}

/** Loads the copy into `doc` and keeps it current; null where the browser refuses to keep anything. */
export async function openLocalCopy(plan: string, member: string, doc: Y.Doc): Promise<LocalCopy | null> {
  if (!(await device.keeps())) return null
  const stored = new IndexeddbPersistence(planDatabase(plan, member), doc)
  try {
    await Promise.race([stored.whenSynced, failure(stored)])
  } catch {
    void stored.destroy().catch(() => undefined)
    return null
  }
  const unsaved: unknown = await stored.get(UNSAVED).catch(() => 0)
  return {
    origin: stored,
    unsaved: typeof unsaved === 'number' ? unsaved : 0,
    noteUnsaved: (changes) => void stored.set(UNSAVED, changes).catch(() => undefined),
    close: () => void stored.destroy(),
    erase: () => stored.clearData(),
  }
}

/** Rejects when the database cannot be opened; the library itself would wait for ever. */
function failure(stored: IndexeddbPersistence): Promise<never> {
  return new Promise((_resolve, reject) => {
    ;(stored as unknown as { _db: Promise<IDBDatabase> })._db.catch(reject)
  })
}
