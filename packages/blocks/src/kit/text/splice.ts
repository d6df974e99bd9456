/** One replacement inside a string: at `at`, `remove` UTF-16 units go and `insert` comes. */
export interface Splice {
  readonly at: number
  readonly remove: number
  readonly insert: string
}

/** The part of a Yjs text delta that moves indexes. */
export interface DeltaStep {
  readonly insert?: string | object
  readonly delete?: number
  readonly retain?: number
}

const isHighSurrogate = (unit: string | undefined) => unit !== undefined && /^[\ud800-\udbff]$/.test(unit)
const isLowSurrogate = (unit: string | undefined) => unit !== undefined && /^[\udc00-\udfff]$/.test(unit)

/**
 * The smallest splice that turns `before` into `after`, or null when they are equal.
 * The common end is measured first and never past the caret: typing "a" in "aa|" lands where it was typed,
 * not at the end of the run. A pair of surrogates is never cut in two.
 *
 * @param caret where the caret stands in `after`, in UTF-16 units
 */
export function spliceBetween(before: string, after: string, caret: number): Splice | null {
  if (before === after) return null
  const shorter = Math.min(before.length, after.length)
  const mostEnd = Math.min(shorter, Math.max(0, after.length - caret))
  let end = 0
  while (end < mostEnd && before.at(-1 - end) === after.at(-1 - end)) end++
  let start = 0
  while (start < shorter - end && before[start] === after[start]) start++
  if (start > 0 && isHighSurrogate(after[start - 1])) start--
  if (end > 0 && isLowSurrogate(after[after.length - end])) end--
  return { at: start, remove: before.length - end - start, insert: after.slice(start, after.length - end) }
}

const insertedLength = (step: DeltaStep) => (typeof step.insert === 'string' ? step.insert.length : 1)

/**
 * Where an index of the old text stands after a delta. Text inserted exactly at the index comes after it,
 * so a remote insertion at my caret does not carry the caret along.
 */
export function mapIndex(index: number, delta: readonly DeltaStep[]): number {
  let at = 0
  let mapped = index
  for (const step of delta) {
    if (at > mapped) break
    if (step.retain !== undefined) at += step.retain
    else if (step.insert !== undefined) {
      if (at < mapped) mapped += insertedLength(step)
      at += insertedLength(step)
    } else if (step.delete !== undefined && at < mapped) mapped = Math.max(at, mapped - step.delete)
  }
  return mapped
}

/** The same splice, written against the text as it is after `deltas` were applied one after another. */
export function rebaseSplice(splice: Splice, deltas: readonly (readonly DeltaStep[])[]): Splice {
  let from = splice.at
  let to = splice.at + splice.remove
  for (const delta of deltas) {
    const insertsOnly = from === to
    from = mapIndex(from, delta)
    to = insertsOnly ? from : Math.max(from, mapIndex(to, delta))
  }
  return { at: from, remove: to - from, insert: splice.insert }
}
