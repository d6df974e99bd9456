import type { NodeType, Node as ProseMirrorNode, Schema } from '@tiptap/pm/model'
import { Selection } from '@tiptap/pm/state'
import * as Y from 'yjs'
import { type BodyNode, freshItems, type Gone, goneIn, idOf, piecesOf, wordsOf } from './line-items.ts'
import type { Binding } from './steady-binding.ts'
import { UNKNOWN_NODE } from './unknown-node.ts'

/**
 * What the editor's schema cannot build, the binding deletes from the plan for everybody: a node or a mark of a newer
 * Concord, or something that a script put where it does not belong. It is given a node that stands for it instead,
 * which nobody can write in, so nothing of it is ever compared or written.
 */
export function keepUnknown(binding: Binding, schema: Schema): void {
  const { mapping, type: body } = binding
  const known = mapping.get.bind(mapping)
  // Every node is looked up here before it is built.
  mapping.get = (type) => {
    const node = known(type)
    if (node || type._item?.deleted || canBuild(type, body, schema)) return node
    const standIn = schema.node(UNKNOWN_NODE, { of: idOf(type), words: wordsIn(type).join(' ') })
    mapping.set(type, standIn)
    return standIn
  }
  // All but the topmost nodes when a plan is opened: then it is drawn as it is after a change.
  const draw = binding._forceRerender.bind(binding)
  binding._forceRerender = () => {
    if (canBuildAll(body, schema)) draw()
    else drawAsAfterChange(binding)
  }
}

function drawAsAfterChange(binding: Binding): void {
  const anchor = binding.prosemirrorView?.state.selection.anchor ?? 0
  const nothing = { deleteSet: Y.createDeleteSet(), changed: new Map(), changedParentTypes: new Map(), origin: null }
  binding._typeChanged([null], nothing)
  const view = binding.prosemirrorView
  if (!view) return
  const { doc, tr } = view.state
  const selection = Selection.near(doc.resolve(Math.min(anchor, doc.content.size)))
  view.dispatch(tr.setSelection(selection).setMeta('addToHistory', false))
}

function canBuild(node: BodyNode, body: Y.XmlFragment, schema: Schema): boolean {
  if (node === body) return true
  const parent = node.parent === body ? schema.topNodeType : null
  // A text is looked up by itself only where a line should be.
  if (!(node instanceof Y.XmlElement)) return !parent
  const type = schema.nodes[node.nodeName]
  if (!type || type.name === UNKNOWN_NODE || (parent && !canHold(parent, [type]))) return false
  const children = node.toArray()
  if (!children.every((child) => child instanceof Y.XmlElement || hasKnownMarks(child, type, schema))) return false
  return canHold(
    type,
    children.flatMap((child) => (isEmptyText(child) ? [] : [typeOf(child, schema)])),
  )
}

const isEmptyText = (child: unknown) => child instanceof Y.XmlText && child.length === 0

/** What a child is built as: if it cannot be, what stands for it is a block. */
function typeOf(child: unknown, { nodes }: Schema): NodeType {
  if (child instanceof Y.XmlText) return nodes.text!
  return nodes[(child as Y.XmlElement).nodeName] ?? nodes[UNKNOWN_NODE]!
}

function canHold({ contentMatch }: NodeType, types: readonly NodeType[]): boolean {
  let match: NodeType['contentMatch'] | null = contentMatch
  for (const type of types) match = match?.matchType(type) ?? null
  return match?.validEnd ?? false
}

/** Reads the items themselves: this is asked for every line whenever the body is drawn anew. */
function hasKnownMarks(text: unknown, type: NodeType, { marks }: Schema): boolean {
  if (!(text instanceof Y.XmlText)) return false
  const unknown = new Set<string>()
  for (let item = text._start; item; item = item.right) {
    if (item.deleted) continue
    const { content } = item
    if (content instanceof Y.ContentFormat) {
      // The binding may append `--<hash>` to a mark that can overlap itself.
      const mark = marks[content.key.replace(/--[a-zA-Z0-9+/=]{8}$/, '')]
      if (mark && type.allowsMarkType(mark)) continue
      if (content.value === null) unknown.delete(content.key)
      else unknown.add(content.key)
    } else if (!(content instanceof Y.ContentString) || unknown.size > 0) return false
  }
  return true
}

/** Whether the editor's schema can build everything in a body. */
export const canBuildAll = (body: Y.XmlFragment, schema: Schema): boolean =>
  [...nodesIn(body)].every((node) => canBuild(node, body, schema))

function* nodesIn(parent: Y.XmlFragment): Generator<BodyNode> {
  for (const child of parent.toArray() as BodyNode[]) {
    yield child
    if (child instanceof Y.XmlElement) yield* nodesIn(child)
  }
}

function wordsIn(node: BodyNode): string[] {
  if (node instanceof Y.XmlText) return [wordsOf(piecesOf(node))].filter((words) => words !== '')
  return node.toArray().flatMap((child) => wordsIn(child as BodyNode))
}

/** Writes what a stand-in stands for wherever the editor put the stand-in anew, in a list that was rebuilt or by paste. */
export function restoreUnknown(transaction: Y.Transaction, mapping: Binding['mapping']): void {
  const fresh = [...freshItems(transaction)].flatMap(({ content, deleted }) =>
    !deleted && content instanceof Y.ContentType && content.type instanceof Y.XmlElement ? [content.type] : [],
  )
  const standIns = fresh.filter(({ nodeName }) => nodeName === UNKNOWN_NODE)
  if (standIns.length === 0) return
  const gone = goneIn(transaction)
  for (const standIn of standIns) {
    const parent = standIn.parent as Y.XmlFragment
    const index = parent.toArray().indexOf(standIn)
    const copy = copyOf(original(transaction.doc, String(standIn.getAttribute('of'))), gone)
    const shown = mapping.get(standIn)
    mapping.delete(standIn)
    parent.delete(index, 1)
    if (!copy) continue
    parent.insert(index, [copy])
    mapping.set(copy, shown as ProseMirrorNode)
  }
}

function original({ store }: Y.Doc, id: string): unknown {
  const [client = Number.NaN, clock = Number.NaN] = id.split('-').map(Number)
  if (!(clock < Y.getState(store, client))) return null
  const item = Y.getItem(store, Y.createID(client, clock))
  return item instanceof Y.Item && item.content instanceof Y.ContentType ? item.content.type : null
}

/** A copy of a node as it was before the given items went; null when nothing of it is left. */
function copyOf(node: unknown, gone: Gone): Y.XmlElement | Y.XmlText | null {
  if (node instanceof Y.XmlText) return copyOfText(node, gone)
  if (!(node instanceof Y.XmlElement)) return null
  const copy = new Y.XmlElement<Record<string, never>>(node.nodeName)
  for (const [name, item] of node._map)
    if (isThere(item, gone)) copy.setAttribute(name, item.content.getContent().at(-1) as never)
  const children: (Y.XmlElement | Y.XmlText)[] = []
  for (let item = node._start; item; item = item.right) {
    const child = isThere(item, gone) && item.content instanceof Y.ContentType ? copyOf(item.content.type, gone) : null
    if (child) children.push(child)
  }
  copy.insert(0, children)
  return copy as unknown as Y.XmlElement
}

function copyOfText(text: Y.XmlText, gone: Gone): Y.XmlText {
  const delta: { insert: string; attributes: Record<string, unknown> }[] = []
  let attributes: Record<string, unknown> = {}
  for (let item = text._start; item; item = item.right) {
    if (!isThere(item, gone)) continue
    const { content } = item
    if (content instanceof Y.ContentFormat) attributes = { ...attributes, [content.key]: content.value }
    else if (content instanceof Y.ContentString) delta.push({ insert: content.str, attributes })
  }
  const copy = new Y.XmlText()
  copy.applyDelta(delta)
  return copy
}

const isThere = (item: Y.Item, gone: Gone) => !item.deleted || gone.has(item)
