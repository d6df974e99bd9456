import { openSqliteStore, type Store } from '@concord/sync-server'

/** A store whose commits fail, or wait, when the test says so. */
export function aMoodyStore(): {
  open: (folder: string) => Promise<Store>
  mood: { next: 'keep' | 'fail'; gate: Promise<void> }
} {
  const mood: { next: 'keep' | 'fail'; gate: Promise<void> } = { next: 'keep', gate: Promise.resolve() }
  return {
    mood,
    async open(folder) {
      const store = await openSqliteStore(folder)
      const { log } = store
      return {
        ...store,
        log: {
          load: (room) => log.load(room),
          putSnapshot: (room, snapshot, at) => log.putSnapshot(room, snapshot, at),
          async append(updates) {
            await mood.gate
            if (mood.next === 'fail') throw new Error('disk full')
            return log.append(updates)
          },
        },
      }
    },
  }
}
