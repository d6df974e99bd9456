import type { Scalar } from '@concord/schema'
import { type Brought, nameOf, type RegisterWrite, type WriteChain } from './register-writes.ts'

/** A value as the log tells it; null is empty, absent is no longer kept. */
type Told = Scalar | null | undefined

/** One change of a register. */
export interface FieldChange extends Brought {
  readonly from: Told
  readonly to: Told
  /** A write that did not stand: somebody else's, made without knowing of it, came first and counts more. */
  readonly isOverruled: boolean
}

/**
 * The changes of one register, oldest first, from what Updates did to its writes: a write changes the value when it
 * overrules the one that stood, a clearing when it takes away the one that stood.
 */
export function changesOf(chain: WriteChain, writes: readonly RegisterWrite[]): FieldChange[] {
  const ranks = new Map(chain.ids.map((id, rank) => [nameOf(id), rank]))
  const rankOf = (write: RegisterWrite) => ranks.get(nameOf(write.id)) ?? -1
  // Overwriting deletes what it overwrites, so within one Update the sets come first and say which clearings count.
  const inOrder = writes.toSorted(
    (a, b) => a.seq - b.seq || Number(a.act === 'clear') - Number(b.act === 'clear') || rankOf(a) - rankOf(b),
  )
  const changes: FieldChange[] = []
  const seen = new Set<string>()
  // What stood before the first write that is told of is known only when nothing did.
  const [first] = inOrder
  const told = new Set(writes.flatMap(({ act, id }) => (act === 'set' ? [nameOf(id)] : [])))
  const isFromStart = chain.isWhole && (told.size === chain.ids.length || (first && rankOf(first) === 0))
  let stands: { readonly rank: number; readonly value: Told } = { rank: -1, value: isFromStart ? null : undefined }
  for (const write of inOrder) {
    const { seq, at, member, side } = write
    const rank = rankOf(write)
    const note = (to: Told, isOverruled: boolean) =>
      changes.push({ seq, at, member, side, from: stands.value, to, isOverruled })
    if (write.act === 'set') {
      // An editor that was asked for what the server lacks may send again what was on its way.
      if (seen.has(nameOf(write.id))) continue
      seen.add(nameOf(write.id))
      note(write.value, rank < stands.rank)
      if (rank > stands.rank) stands = { rank, value: write.value }
    } else if (rank === stands.rank && stands.value !== null) {
      note(null, false)
      stands = { rank, value: null }
    }
  }
  return changes
}
