const waiting = new Set<() => void>()
let isDone = false

/** Says that the page shows what it was opened for; whatever is only nice to have may load now. */
export function firstThingsDone(): void {
  isDone = true
  for (const run of waiting) run()
  waiting.clear()
}

/** Runs something once the first things are done; returns how to call it off. */
export function afterFirstThings(run: () => void): () => void {
  if (isDone) run()
  else waiting.add(run)
  return () => waiting.delete(run)
}
