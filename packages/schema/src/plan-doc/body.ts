import * as Y from 'yjs'
import type { BlockId } from '../ids.ts'
import type { JsonObject } from '../json.ts'
import { atomId, PLAN_BLOCK } from './layout.ts'

/** A run of text with its marks, or a line break. */
export type Inline = { readonly text: string; readonly marks?: Marks } | { readonly break: true }
export interface Marks {
  readonly bold?: true
  readonly italic?: true
  readonly strike?: true
  readonly code?: true
  readonly link?: string
}

export interface ListItem {
  /** Only in task lists. */
  readonly checked?: boolean
  readonly content: readonly BodyNode[]
}
export interface TableCell {
  readonly header?: true
  readonly content: readonly BodyNode[]
}

/** The body in neutral nodes: what is read, rendered, hashed and signed, whatever editor wrote it. */
export type BodyNode =
  | { readonly type: 'paragraph'; readonly content: readonly Inline[] }
  | { readonly type: 'heading'; readonly level: number; readonly content: readonly Inline[] }
  | { readonly type: 'list'; readonly style: 'bullet' | 'ordered' | 'task'; readonly items: readonly ListItem[] }
  | { readonly type: 'quote'; readonly content: readonly BodyNode[] }
  | { readonly type: 'code'; readonly text: string }
  | { readonly type: 'table'; readonly rows: readonly (readonly TableCell[])[] }
  | { readonly type: 'divider' }
  | { readonly block: BlockId }
  | { readonly type: 'other'; readonly name: string; readonly content: readonly BodyNode[] }

const LISTS = { bulletList: 'bullet', orderedList: 'ordered', taskList: 'task' } as const
const LIST_NODES = {
  bullet: ['bulletList', 'listItem'],
  ordered: ['orderedList', 'listItem'],
  task: ['taskList', 'taskItem'],
} as const
const isListName = (name: string): name is keyof typeof LISTS => name in LISTS

/** Reads the body. Of several atoms with one id only the first counts (two people may have moved a Block at once). */
export function readBody(fragment: Y.XmlFragment): BodyNode[] {
  return readNodes(fragment, new Set())
}

function readNodes(parent: Y.XmlFragment, seen: Set<BlockId>): BodyNode[] {
  return parent.toArray().flatMap((child) => {
    if (child instanceof Y.XmlElement) return readNode(child, seen)
    const content = child instanceof Y.XmlText ? readText(child) : []
    return content.length > 0 ? [{ type: 'paragraph' as const, content }] : []
  })
}

function readNode(node: Y.XmlElement, seen: Set<BlockId>): BodyNode[] {
  const name = node.nodeName
  if (name === PLAN_BLOCK) {
    const id = atomId(node)
    if (id === undefined || seen.has(id)) return []
    seen.add(id)
    return [{ block: id }]
  }
  if (name === 'paragraph') return [{ type: 'paragraph', content: readInline(node) }]
  if (name === 'heading') return [{ type: 'heading', level: levelOf(node), content: readInline(node) }]
  if (name === 'horizontalRule') return [{ type: 'divider' }]
  if (name === 'codeBlock') return [{ type: 'code', text: plainText(readInline(node)) }]
  if (name === 'blockquote') return [{ type: 'quote', content: readNodes(node, seen) }]
  if (isListName(name))
    return [{ type: 'list', style: LISTS[name], items: elements(node).map((item) => readItem(item, seen)) }]
  if (name === 'table')
    return [{ type: 'table', rows: elements(node).map((row) => elements(row).map((cell) => readCell(cell, seen))) }]
  return [{ type: 'other', name, content: readNodes(node, seen) }]
}

const elements = (node: Y.XmlElement) =>
  node.toArray().filter((child): child is Y.XmlElement => child instanceof Y.XmlElement)

function levelOf(node: Y.XmlElement): number {
  const level = Number(node.getAttribute('level') ?? 1)
  return level >= 1 && level <= 6 ? level : 1
}

function readItem(item: Y.XmlElement, seen: Set<BlockId>): ListItem {
  const content = readNodes(item, seen)
  if (item.nodeName !== 'taskItem') return { content }
  const checked: unknown = item.getAttribute('checked')
  return { checked: checked === true || checked === 'true', content }
}

const readCell = (cell: Y.XmlElement, seen: Set<BlockId>): TableCell => ({
  ...(cell.nodeName === 'tableHeader' ? { header: true as const } : {}),
  content: readNodes(cell, seen),
})

const readInline = (node: Y.XmlElement): Inline[] =>
  node.toArray().flatMap((child) => {
    if (child instanceof Y.XmlText) return readText(child)
    return child instanceof Y.XmlElement && child.nodeName === 'hardBreak' ? [{ break: true as const }] : []
  })

function readText(text: Y.XmlText): Inline[] {
  return (text.toDelta() as { insert: unknown; attributes?: JsonObject }[]).flatMap(({ insert, attributes }) => {
    if (typeof insert !== 'string' || insert === '') return []
    const marks = readMarks(attributes)
    const whole = insert.toWellFormed()
    return [marks ? { text: whole, marks } : { text: whole }]
  })
}

function readMarks(attributes: JsonObject | undefined): Marks | undefined {
  const marks: { bold?: true; italic?: true; strike?: true; code?: true; link?: string } = {}
  for (const [key, value] of Object.entries(attributes ?? {})) {
    // The binding may append `--<hash>` to a mark that can overlap itself.
    const name = key.split('--')[0]
    if (name === 'bold' || name === 'italic' || name === 'strike' || name === 'code') marks[name] = true
    const href = name === 'link' && typeof value === 'object' && value !== null ? (value as JsonObject).href : undefined
    if (typeof href === 'string') marks.link = href
  }
  return Object.keys(marks).length > 0 ? marks : undefined
}

/** The words of inline content without marks. */
export const plainText = (content: readonly Inline[]): string =>
  content.map((part) => ('text' in part ? part.text : '\n')).join('')

/** Ids of the Blocks in a body, in order. */
export function blockIds(body: readonly BodyNode[]): BlockId[] {
  return body.flatMap((node) => {
    if ('block' in node) return [node.block]
    if (node.type === 'list') return node.items.flatMap((item) => blockIds(item.content))
    if (node.type === 'table') return node.rows.flat().flatMap((cell) => blockIds(cell.content))
    return node.type === 'quote' || node.type === 'other' ? blockIds(node.content) : []
  })
}

/** Makes the Y nodes of a body; `kindOf` names each Block's kind for its atom. */
export function writeBody(fragment: Y.XmlFragment, body: readonly BodyNode[], kindOf: (id: BlockId) => string): void {
  fragment.push(body.map((node) => writeNode(node, kindOf)))
}

function writeNode(node: BodyNode, kindOf: (id: BlockId) => string): Y.XmlElement {
  if ('block' in node) return planBlockAtom(node.block, kindOf(node.block))
  const within = (name: string, content: readonly BodyNode[]) =>
    element(
      name,
      {},
      content.map((child) => writeNode(child, kindOf)),
    )
  switch (node.type) {
    case 'paragraph':
      return element('paragraph', {}, writeInline(node.content))
    case 'heading':
      return element('heading', { level: node.level }, writeInline(node.content))
    case 'code':
      return element('codeBlock', {}, writeInline([{ text: node.text }]))
    case 'divider':
      return element('horizontalRule', {}, [])
    case 'quote':
      return within('blockquote', node.content)
    case 'other':
      return within(node.name, node.content)
    case 'list': {
      const [list, item] = LIST_NODES[node.style]
      const items = node.items.map(({ checked, content }) =>
        element(
          item,
          node.style === 'task' ? { checked: checked ?? false } : {},
          content.map((child) => writeNode(child, kindOf)),
        ),
      )
      return element(list, {}, items)
    }
    case 'table':
      return element(
        'table',
        {},
        node.rows.map((cells) =>
          element(
            'tableRow',
            {},
            cells.map(({ header, content }) => within(header ? 'tableHeader' : 'tableCell', content)),
          ),
        ),
      )
  }
}

/** The atom that stands for a Block in the body. */
export const planBlockAtom = (id: BlockId, kind: string): Y.XmlElement => element(PLAN_BLOCK, { id, kind }, [])

function element(
  name: string,
  attributes: Readonly<Record<string, string | number | boolean>>,
  children: (Y.XmlElement | Y.XmlText)[],
) {
  const node = new Y.XmlElement<Record<string, string | number | boolean>>(name)
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value)
  if (children.length > 0) node.insert(0, children)
  return node as unknown as Y.XmlElement
}

/**
 * One Y.XmlText for each run of text between breaks, and an empty one for an empty line: an editor that found several,
 * or none, would make its own when somebody types, and of two people who type there at once one would lose.
 */
function writeInline(content: readonly Inline[]): (Y.XmlElement | Y.XmlText)[] {
  const nodes: (Y.XmlElement | Y.XmlText)[] = []
  let runs: Run[] = []
  const endText = () => {
    if (runs.length > 0 || nodes.length === 0) nodes.push(writeText(runs))
    runs = []
  }
  for (const part of content) {
    if ('text' in part) runs.push(runOf(part.text, part.marks))
    else {
      if (runs.length > 0) endText()
      nodes.push(element('hardBreak', {}, []))
    }
  }
  endText()
  return nodes
}

interface Run {
  readonly insert: string
  readonly attributes: JsonObject
}

function runOf(insert: string, { link, ...marks }: Marks = {}): Run {
  const attributes = Object.fromEntries(Object.keys(marks).map((name) => [name, {}]))
  return { insert, attributes: link === undefined ? attributes : { ...attributes, link: { href: link } } }
}

function writeText(runs: readonly Run[]): Y.XmlText {
  const text = new Y.XmlText()
  text.applyDelta(runs.filter(({ insert }) => insert !== ''))
  return text
}
