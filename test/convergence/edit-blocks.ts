import { deleteBlock, duplicateBlock, insertBlock, moveBlockTo, placePasted, restoreBlock } from '@concord/blocks'
import { blockKinds, bodyRoot, definitionOf, PLAN_BLOCK } from '@concord/schema'
import { Fragment, Slice } from '@tiptap/pm/model'
import { blocksInBody, blocksOutside, kindOfBlock } from './fields.ts'
import type { MayRemove } from './letter-ledger.ts'
import type { Player } from './player.ts'

const someIndex = ({ peer, pick }: Player) => pick(bodyRoot(peer.doc).length + 1)

function someBlock({ peer, pick }: Player): string | null {
  const blocks = blocksInBody(peer.doc)
  return blocks[pick(blocks.length)] ?? null
}

export function insertSomeBlock(player: Player): MayRemove {
  const kind = blockKinds[player.pick(blockKinds.length)]
  const sample = kind && player.pick(3) === 0 ? definitionOf(kind)?.sample : undefined
  if (kind) insertBlock(player.peer, kind, someIndex(player), sample)
  return null
}

export function moveSomeBlock(player: Player): MayRemove {
  const block = someBlock(player)
  if (block) moveBlockTo(player.peer, block, someIndex(player))
  return null
}

export function deleteSomeBlock(player: Player): MayRemove {
  const block = someBlock(player)
  if (block) deleteBlock(player.peer, block)
  return null
}

export function duplicateSomeBlock(player: Player): MayRemove {
  const block = someBlock(player)
  if (block) duplicateBlock(player.peer, block)
  return null
}

export function restoreSomeBlock(player: Player): MayRemove {
  const { doc } = player.peer
  const blocks = blocksOutside(doc)
  const block = blocks[player.pick(blocks.length)]
  if (block) restoreBlock(player.peer, block, kindOfBlock(doc, block), someIndex(player))
  return null
}

/** Cuts a card as the editor does: an ordinary editor transaction that deletes its atom. */
export function cutSomeBlock({ peer, pick }: Player): MayRemove {
  const { state } = peer.view
  const atoms: number[] = []
  state.doc.descendants((node, position) => {
    if (node.type.name === PLAN_BLOCK) atoms.push(position)
    return !node.isTextblock
  })
  const position = atoms[pick(atoms.length)]
  if (position !== undefined) peer.view.dispatch(state.tr.delete(position, position + 1))
  return null
}

/** Pastes a card that was cut, or one that is still there, at a place between two nodes. */
export function pasteSomeBlock(player: Player): MayRemove {
  const { peer, pick } = player
  const { state } = peer.view
  const outside = blocksOutside(peer.doc)
  const id = pick(3) === 0 ? someBlock(player) : (outside[pick(outside.length)] ?? null)
  const type = state.schema.nodes[PLAN_BLOCK]
  if (!id || !type) return null
  const slice = new Slice(Fragment.from(type.create({ id, kind: kindOfBlock(peer.doc, id) })), 0, 0)
  const placed = placePasted(peer.doc, slice, new Map())
  let at = 0
  for (let index = pick(state.doc.childCount + 1); index > 0; index--) at += state.doc.child(index - 1).nodeSize
  peer.view.dispatch(state.tr.insert(at, placed.content))
  return null
}
