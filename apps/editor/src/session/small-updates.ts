import * as Y from 'yjs'

/** Updates are merged this many at a time: merging is quick for a few and slow for a long flat list. */
const GROUP = 50
/** Bytes above which an update costs more to merge than to keep as it is. */
const SMALL = 1024

/** The same updates in fewer pieces, in the same order. */
export function mergeSmall(updates: readonly Uint8Array[]): Uint8Array[] {
  const merged: Uint8Array[] = []
  let run: Uint8Array[] = []
  const endRun = () => {
    if (run.length > 0) merged.push(run.length === 1 ? run[0]! : Y.mergeUpdates(run))
    run = []
  }
  for (const update of updates) {
    if (update.length > SMALL || run.length === GROUP) endRun()
    if (update.length > SMALL) merged.push(update)
    else run.push(update)
  }
  endRun()
  return merged
}
