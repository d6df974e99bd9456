import { blockIcons, cardElement, enterBlock, insertBlock, type PlanSession } from '@concord/blocks'
import { type BlockId, blockKinds, definitionOf } from '@concord/schema'
import type { Editor } from '@tiptap/core'
import {
  Heading2,
  Heading3,
  List,
  ListOrdered,
  ListTodo,
  type LucideIcon,
  Minus,
  Quote,
  Table,
  Type,
} from 'lucide-react'
import { words } from '../../words.ts'

/** Something that can be put into the plan. */
export interface InsertItem {
  readonly id: string
  readonly group: 'blocks' | 'text'
  readonly name: string
  readonly hint: string
  readonly icon: LucideIcon
  /** Puts it where the caret is; what was typed to find it is already gone. */
  readonly run: (editor: Editor, session: PlanSession) => void
}

const text = (
  id: keyof typeof words.insert.texts,
  icon: LucideIcon,
  run: (chain: ReturnType<Editor['chain']>) => ReturnType<Editor['chain']>,
): InsertItem => ({
  id,
  group: 'text',
  name: words.insert.texts[id][0],
  hint: words.insert.texts[id][1],
  icon,
  run: (editor) => void run(editor.chain().focus()).run(),
})

const texts: readonly InsertItem[] = [
  text('paragraph', Type, (chain) => chain.setParagraph()),
  text('section', Heading2, (chain) => chain.setHeading({ level: 2 })),
  text('heading', Heading3, (chain) => chain.setHeading({ level: 3 })),
  text('bullets', List, (chain) => chain.toggleBulletList()),
  text('numbers', ListOrdered, (chain) => chain.toggleOrderedList()),
  text('checklist', ListTodo, (chain) => chain.toggleList('taskList', 'taskItem')),
  text('quote', Quote, (chain) => chain.toggleBlockquote()),
  text('table', Table, (chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true })),
  text('divider', Minus, (chain) => chain.setHorizontalRule()),
]

const blocks: readonly InsertItem[] = blockKinds.flatMap((kind) => {
  const shape = definitionOf(kind)?.shape
  if (!shape) return []
  return [
    {
      id: kind,
      group: 'blocks' as const,
      name: shape.label,
      hint: shape.hint,
      icon: blockIcons[kind],
      run: (editor: Editor, session: PlanSession) => writeInto(editor, insertBlock(session, kind, placeFor(editor))),
    },
  ]
})

/** Everything the insert menu offers, Blocks first. */
export const insertItems: readonly InsertItem[] = [...blocks, ...texts]

/**
 * The index of the body at which a new Block goes: in place of the empty line with the caret, else behind the node
 * with the caret. The last line of a plan stays, so that there is always somewhere to write below.
 */
function placeFor(editor: Editor): number {
  const { $head } = editor.state.selection
  const at = $head.index(0)
  const node = editor.state.doc.maybeChild(at)
  const isEmptyLine = $head.depth === 1 && node?.type.name === 'paragraph' && node.content.size === 0
  if (!isEmptyLine) return node ? at + 1 : at
  if (at < editor.state.doc.childCount - 1) editor.commands.deleteRange({ from: $head.before(1), to: $head.after(1) })
  return at
}

/** Puts the caret where a new Block is written: its first text, whatever else stands before it. */
function writeInto(editor: Editor, id: BlockId): void {
  requestAnimationFrame(() => {
    const text = cardElement(editor.view, id)?.querySelector<HTMLElement>('textarea[data-fk]')
    if (text) text.focus()
    else enterBlock(editor.view, id)
  })
}

/** Items whose name has a word that begins with the query, then those that merely hold it; recent ones first when nothing is typed. */
export function matchItems(query: string, items: readonly InsertItem[] = insertItems): readonly InsertItem[] {
  const wanted = query.trim().toLowerCase()
  if (wanted === '') return items
  const starts = items.filter(({ name }) => matchAt(name, wanted) === 0 || wordStarts(name, wanted))
  // One letter is in nearly every name.
  if (wanted.length === 1) return starts
  const holds = items.filter((item) => !starts.includes(item) && matchAt(item.name, wanted) >= 0)
  return [...starts, ...holds]
}

export const matchAt = (name: string, query: string): number => name.toLowerCase().indexOf(query.trim().toLowerCase())
const wordStarts = (name: string, query: string) =>
  name
    .toLowerCase()
    .split(/\s+/)
    .some((word) => word.startsWith(query))
