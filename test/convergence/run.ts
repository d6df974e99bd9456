import { blocksRoot, type PlanJson, planDoc } from '@concord/schema'
import * as Y from 'yjs'
import { FakeNetwork } from '../support/fake-network.ts'
import { Peer } from '../support/peer.ts'
import { withSeededCrypto } from '../support/seeded-crypto.ts'
import { CellLedger } from './cell-ledger.ts'
import { type Finding, findFaults } from './check.ts'
import { type Edit, edits } from './edits.ts'
import { LetterLedger } from './letter-ledger.ts'
import type { EditName, NetworkName, Operation, OperationName, Run } from './operation.ts'
import { type Player, playerOf } from './player.ts'
import { seedPlan } from './seed-plan.ts'

type EditTable = Readonly<Record<EditName, Edit>>

/** What a run came to: nothing wrong, or what. */
export interface Outcome {
  readonly faults: readonly Finding[]
  readonly letters: number
  /** How many operations of each name changed something. */
  readonly acted: Readonly<Partial<Record<OperationName, number>>>
  /** How often the peers had to repair and exchange again before nothing changed any more. */
  readonly rounds: number
}

/** Everything that takes part in a run. */
interface Stage {
  readonly peers: readonly Peer[]
  readonly network: FakeNetwork
  readonly letters: LetterLedger
  readonly cells: CellLedger
  /** Ids of all blocks that ever were. */
  readonly born: Set<string>
  readonly table: EditTable
  readonly acted: Partial<Record<OperationName, number>>
}

const mostRounds = 6

/**
 * Plays a run from its first step to the end of all partitions and judges the result.
 * @param changes edits made in another way: how a test plants a mistake
 */
export function play(run: Run, changes: Partial<EditTable> = {}, plan: PlanJson = seedPlan): Outcome {
  return withSeededCrypto(run.seed, () => {
    const state = Y.encodeStateAsUpdate(planDoc(plan))
    const peers = Array.from({ length: run.peers }, (_, number) => new Peer(number, state))
    const stage: Stage = {
      peers,
      network: new FakeNetwork(peers.map(({ doc }) => doc)),
      letters: new LetterLedger(),
      cells: new CellLedger(),
      born: new Set(),
      table: { ...edits, ...changes },
      acted: {},
    }
    const { letters, cells, born, acted } = stage
    for (const peer of peers) {
      cells.follow(peer)
      const blocks = blocksRoot(peer.doc)
      blocks.observe(() => {
        for (const id of blocks.keys()) born.add(id)
      })
    }
    try {
      const early = playSteps(run, stage)
      const rounds = early.length > 0 ? 0 : settle(stage)
      const faults =
        early.length > 0 ? early : findFaults({ peers, letters, cells, born, isRestless: rounds >= mostRounds })
      return { faults, letters: letters.typed, acted, rounds }
    } finally {
      for (const peer of peers) peer.destroy()
    }
  })
}

/** Plays step after step; returns what went wrong in the first one that did. */
function playSteps({ operations }: Run, stage: Stage): Finding[] {
  for (const [at, operation] of operations.entries()) {
    const peer = stage.peers[operation.peer % stage.peers.length]!
    const writes = stage.cells.writes
    try {
      if (changes(peer, () => playStep(operation, peer, stage)))
        stage.acted[operation.name] = (stage.acted[operation.name] ?? 0) + 1
      stage.letters.watch(peer, () => {
        peer.repair()
        return null
      })
    } catch (error) {
      const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
      return [{ law: 'nothing throws', detail: `step ${at}, ${operation.name}: ${detail}` }]
    }
    const isOneCell = operation.name === 'setCell' || operation.name === 'setRegister'
    if (isOneCell && stage.cells.writes > writes + 1)
      return [{ law: 'an edit of one cell writes one cell', detail: `step ${at} wrote ${stage.cells.writes - writes}` }]
  }
  return []
}

function playStep(operation: Operation, peer: Peer, stage: Stage): void {
  const player = playerOf(peer, operation.picks)
  stage.letters.watch(peer, () => {
    if (!isEdit(operation.name)) {
      travel(operation.name, player, stage)
      return null
    }
    // Most steps of a person are undo steps of their own; some run together, as typing without a pause does.
    if ((operation.picks.at(-1) ?? 0) % 3 > 0) peer.undo.stopCapturing()
    return stage.table[operation.name](player, stage.letters)
  })
}

const isEdit = (name: OperationName): name is EditName => Object.hasOwn(edits, name)

function changes({ doc }: Peer, step: () => void): boolean {
  let changed = false
  const note = () => {
    changed = true
  }
  doc.on('update', note)
  step()
  doc.off('update', note)
  return changed
}

function travel(name: NetworkName, { peer, pick }: Player, { peers, network }: Stage): void {
  const number = peers.indexOf(peer)
  const acts: Readonly<Record<NetworkName, () => void>> = {
    deliver: () => network.deliver(number, 1 + pick(8), pick),
    drop: () => network.drop(number, pick(network.waiting(number))),
    part: () => network.part(peers.map(() => pick(2))),
    exchange: () => network.exchange(number, pick(peers.length)),
    heal: () => network.part(peers.map(() => 0)),
  }
  acts[name]()
}

/** Joins everybody, and lets each repair what it got, until nothing changes any more. Returns how many rounds that took. */
function settle({ peers, network, letters }: Stage): number {
  for (let round = 1; round < mostRounds; round++) {
    let changed = false
    for (const peer of peers)
      changed =
        changes(peer, () => {
          letters.watch(peer, () => {
            network.heal()
            return null
          })
          letters.watch(peer, () => {
            peer.repair()
            return null
          })
        }) || changed
    if (!changed) return round
  }
  return mostRounds
}
