import { Rng } from '../support/rng.ts'
import type { EditName, NetworkName, Operation, OperationName, Run } from './operation.ts'

/** How often each thing happens among the others. People mostly type; undo and structure come between. */
const edits: Readonly<Partial<Record<EditName, number>>> = {
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
  joinLines: 3,
  indentItem: 3,
}
const network: Readonly<Record<NetworkName, number>> = { deliver: 40, drop: 3, part: 1, exchange: 6, heal: 1 }

/** Share of steps that a person makes; the rest is the network's. */
const editShare = 0.6

/** What people do who only write: every change of words, lines and lists, many of them of structure, and no card. */
const bodyEdits: Readonly<Partial<Record<EditName, number>>> = {
  ...Object.fromEntries(Object.entries(edits).filter(([name]) => /Body|Line|Text|Item|undo|redo/.test(name))),
  turnLine: 3,
}

/** Draws a run: 3 to 5 peers and steps until `editCount` of them are edits. */
export const drawRun = (seed: number, editCount: number): Run => draw(seed, editCount, [3, 5], edits)

/** Draws a run of two or three people who only write. */
export const drawBodyRun = (seed: number, editCount: number): Run => draw(seed, editCount, [2, 3], bodyEdits)

function draw(
  seed: number,
  editCount: number,
  [fewest, most]: readonly [number, number],
  edits: Readonly<Partial<Record<EditName, number>>>,
): Run {
  const rng = new Rng(seed)
  const peers = fewest + rng.below(most - fewest + 1)
  const operations: Operation[] = []
  for (let edited = 0; edited < editCount; ) {
    const isEdit = rng.chance(editShare)
    const name: OperationName = isEdit ? weighted(rng, edits) : weighted(rng, network)
    operations.push({ peer: rng.below(peers), name, picks: Array.from({ length: 6 }, () => rng.next()) })
    if (isEdit) edited += 1
  }
  return { seed, peers, operations }
}

function weighted<N extends string>(rng: Rng, weights: Readonly<Partial<Record<N, number>>>): N {
  const entries = Object.entries(weights) as [N, number][]
  let at = rng.below(entries.reduce((sum, [, weight]) => sum + weight, 0))
  for (const [name, weight] of entries) {
    if (at < weight) return name
    at -= weight
  }
  return entries[0]![0]
}
