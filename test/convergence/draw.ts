import { Rng } from '../support/rng.ts'
import type { EditName, NetworkName, Operation, OperationName, Run } from './operation.ts'

/** How often each thing happens among the others. People mostly type; undo and structure come between. */
const edits: Readonly<Record<EditName, number>> = {
  typeInField: 26,
  deleteInField: 6,
  setRegister: 14,
  setCell: 10,
  addRow: 5,
  moveRow: 3,
  removeRow: 2,
  insertBlock: 3,
  moveBlock: 8,
  deleteBlock: 3,
  duplicateBlock: 1,
  restoreBlock: 2,
  cutBlock: 2,
  pasteBlock: 3,
  typeInBody: 22,
  deleteInBody: 4,
  insertLine: 6,
  splitLine: 4,
  deleteLine: 5,
  markText: 3,
  turnLine: 2,
  undo: 10,
  redo: 4,
}
const network: Readonly<Record<NetworkName, number>> = { deliver: 40, drop: 3, part: 1, exchange: 6, heal: 1 }

/** Share of steps that a person makes; the rest is the network's. */
const editShare = 0.6

/** Draws a run: 3 to 5 peers and steps until `editCount` of them are edits. */
export function drawRun(seed: number, editCount: number): Run {
  const rng = new Rng(seed)
  const peers = 3 + rng.below(3)
  const operations: Operation[] = []
  for (let edited = 0; edited < editCount; ) {
    const isEdit = rng.chance(editShare)
    const name: OperationName = isEdit ? weighted(rng, edits) : weighted(rng, network)
    operations.push({ peer: rng.below(peers), name, picks: Array.from({ length: 6 }, () => rng.next()) })
    if (isEdit) edited += 1
  }
  return { seed, peers, operations }
}

function weighted<N extends string>(rng: Rng, weights: Readonly<Record<N, number>>): N {
  const entries = Object.entries(weights) as [N, number][]
  let at = rng.below(entries.reduce((sum, [, weight]) => sum + weight, 0))
  for (const [name, weight] of entries) {
    if (at < weight) return name
    at -= weight
  }
  return entries[0]![0]
}
