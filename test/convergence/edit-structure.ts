import { joinBackward, joinForward, lift, setBlockType, wrapIn } from '@tiptap/pm/commands'
import { liftListItem, sinkListItem, splitListItem, wrapInList } from '@tiptap/pm/schema-list'
import { type Command, TextSelection } from '@tiptap/pm/state'
import { linesOf, someLine } from './edit-body.ts'
import type { MayRemove } from './letter-ledger.ts'
import type { Player } from './player.ts'

/** Puts the caret at a place and runs a command there, as a key or a menu does. */
function runAt({ peer: { view } }: Player, at: number, command: Command): void {
  const state = view.state.apply(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(at))))
  command(state, ({ steps }) => {
    const own = view.state.tr
    for (const step of steps) own.step(step)
    view.dispatch(own)
  })
}

/** Makes a heading of a line, a list, a quote, code, or the reverse. The line is written anew, its words are not. */
export function turnLine(player: Player): MayRemove {
  const line = someLine(player)
  if (!line) return null
  const { heading, paragraph, blockquote, codeBlock, bulletList, orderedList } = player.peer.view.state.schema.nodes
  const commands: Command[] = [
    setBlockType(heading!, { level: 2 }),
    setBlockType(paragraph!),
    setBlockType(codeBlock!),
    wrapIn(blockquote!),
    wrapInList(bulletList!),
    wrapInList(orderedList!),
    lift,
  ]
  const command = commands[player.pick(commands.length)]!
  runAt(player, line.position + 1, command)
  return null
}

/** Tab, Shift+Tab and Enter in an item of a list. */
export function indentItem(player: Player): MayRemove {
  const lines = linesOf(player).filter(({ position }) => itemAt(player, position))
  const line = lines[player.pick(lines.length)]
  const item = line && itemAt(player, line.position)
  if (!line || !item) return null
  const commands = [sinkListItem(item), liftListItem(item), splitListItem(item)]
  const at = line.position + 1 + player.pick(line.node.content.size + 1)
  const command = commands[player.pick(commands.length)]!
  runAt(player, at, command)
  return null
}

function itemAt({ peer }: Player, position: number) {
  const { type } = peer.view.state.doc.resolve(position).parent
  return type.name === 'listItem' || type.name === 'taskItem' ? type : null
}

/** Backspace at the beginning of a line, or Delete at its end: one line remains of two. */
export function joinLines(player: Player): MayRemove {
  const line = someLine(player)
  if (!line) return null
  const isBack = player.pick(2) === 0
  const at = line.position + 1 + (isBack ? 0 : line.node.content.size)
  runAt(player, at, isBack ? joinBackward : joinForward)
  return null
}
