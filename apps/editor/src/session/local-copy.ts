import { IndexeddbPersistence } from 'y-indexeddb'
import type * as Y from 'yjs'
import { device, planDatabase } from './device.ts'
import type { OwnFrom } from './own-changes.ts'

/** Key of the number of changes that were unsaved when this copy was last written. */
const UNSAVED = 'unsaved'
/** Key of whose changes those were. */
const OWN = 'own'

/** The copy of a plan's Y.Doc on this device, for one Member. */
export interface LocalCopy {
  /** Origin of what it loads, so that old changes are not taken for new ones. */
  readonly origin: unknown
  /** Changes of an earlier visit that had not been acknowledged. */
  readonly unsaved: number
  /** From where on they are mine. */
  readonly own: readonly OwnFrom[]
  noteUnsaved(changes: number, own: readonly OwnFrom[]): void
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
  const note = (key: string) => stored.get(key).catch(() => undefined) as Promise<unknown>
  const [unsaved, own] = await Promise.all([note(UNSAVED), note(OWN)])
  return {
    origin: stored,
    unsaved: typeof unsaved === 'number' ? unsaved : 0,
    own: Array.isArray(own) ? (own as OwnFrom[]) : [],
    noteUnsaved: (changes, from) => {
      for (const [key, value] of [
        [UNSAVED, changes],
        [OWN, from],
      ] as const)
        void stored.set(key, value as never).catch(() => undefined)
    },
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
