import type { Node as ProseMirrorNode } from '@tiptap/pm/model'
import * as Y from 'yjs'
import type { Holder, LetterLedger, MayRemove } from './letter-ledger.ts'
import type { Player } from './player.ts'

export interface Line {
  readonly node: ProseMirrorNode
  readonly position: number
}

/** The lines of text in the body: paragraphs and headings, wherever they stand. */
export function linesOf({ peer }: Player): Line[] {
  const lines: Line[] = []
  peer.view.state.doc.descendants((node, position) => {
    if (node.isTextblock) lines.push({ node, position })
    return !node.isTextblock
  })
  return lines
}

export function someLine(player: Player): Line | null {
  const lines = linesOf(player)
  return lines[player.pick(lines.length)] ?? null
}

/** The Y types that stand for a line: its element and the runs of text in it. */
function typesOf({ peer }: Player, { node }: Line): Set<Holder> {
  for (const [type, mapped] of peer.mapping)
    if (mapped === node && type instanceof Y.XmlElement && !type._item?.deleted)
      return new Set<Holder>([type, ...(type.toArray() as Holder[])])
  return new Set()
}

export function typeInBody(player: Player, letters: LetterLedger): MayRemove {
  const line = someLine(player)
  if (!line) return null
  const { view } = player.peer
  const at = line.position + 1 + player.pick(line.node.content.size + 1)
  view.dispatch(view.state.tr.insertText(letters.letters(1 + player.pick(5)), at))
  return null
}

export function deleteInBody(player: Player): MayRemove {
  const line = someLine(player)
  if (!line || line.node.content.size === 0) return null
  const { view } = player.peer
  // At times the whole line: an emptied line is a line still.
  const isAll = player.pick(3) === 0
  const from = isAll ? 0 : player.pick(line.node.content.size)
  const to = isAll ? line.node.content.size : Math.min(line.node.content.size, from + 1 + player.pick(4))
  const letters = line.node.textBetween(from, to)
  view.dispatch(view.state.tr.delete(line.position + 1 + from, line.position + 1 + to))
  return { letters }
}

export function insertLine(player: Player, letters: LetterLedger): MayRemove {
  const { view } = player.peer
  const { schema, doc } = view.state
  const text = player.pick(4) === 0 ? null : schema.text(letters.letters(1 + player.pick(4)))
  const name = ['paragraph', 'paragraph', 'paragraph', 'heading', 'bulletList', 'taskList', 'blockquote', 'table'][
    player.pick(8)
  ]
  const line = schema.nodes[name === 'heading' ? 'heading' : 'paragraph']?.create(null, text)
  if (!line) return null
  const wrap = (...names: string[]) =>
    names.reduceRight((inner, each) => schema.nodes[each]?.create(null, inner) ?? inner, line)
  const node =
    name === 'bulletList'
      ? wrap('bulletList', 'listItem')
      : name === 'taskList'
        ? wrap('taskList', 'taskItem')
        : name === 'blockquote'
          ? wrap('blockquote')
          : name === 'table'
            ? wrap('table', 'tableRow', 'tableCell')
            : line
  let at = 0
  for (let index = player.pick(doc.childCount + 1); index > 0; index--) at += doc.child(index - 1).nodeSize
  view.dispatch(view.state.tr.insert(at, node))
  return null
}

/** Enter in the middle of a line. What stood behind the caret is written anew in the second line. */
export function splitLine(player: Player): MayRemove {
  const line = someLine(player)
  if (!line) return null
  const { view } = player.peer
  view.dispatch(view.state.tr.split(line.position + 1 + player.pick(line.node.content.size + 1)))
  return null
}

export function deleteLine(player: Player): MayRemove {
  const line = someLine(player)
  if (!line) return null
  const { view } = player.peer
  const inside = typesOf(player, line)
  view.dispatch(view.state.tr.delete(line.position, line.position + line.node.nodeSize))
  return { inside }
}

export function markText(player: Player): MayRemove {
  const line = someLine(player)
  const { view } = player.peer
  const mark = view.state.schema.marks[['bold', 'italic', 'strike'][player.pick(3)] ?? 'bold']
  if (!line || line.node.content.size === 0 || !mark) return null
  const from = line.position + 1 + player.pick(line.node.content.size)
  const to = Math.min(line.position + 1 + line.node.content.size, from + 1 + player.pick(4))
  const { tr } = view.state
  view.dispatch(player.pick(4) === 0 ? tr.removeMark(from, to, mark) : tr.addMark(from, to, mark.create()))
  return null
}
