import type { NodeType, Node as ProseMirrorNode } from '@tiptap/pm/model'
import * as Y from 'yjs'
import type { Binding, BodyType } from './steady-binding.ts'

/**
 * A line is born with its text, and its text lives as long as the line. The binding would make the text with the first
 * letter and delete it with the last: of two people who begin to write in one empty line at once, or of whom one
 * empties a line in which the other writes, one would lose letters.
 */

/** The lines that were emptied: their letters are deleted here, and the binding is told that nothing is left to do. */
export function emptyLines(binding: Binding, parent: Y.XmlFragment, node: ProseMirrorNode): void {
  const types = parent.toArray() as BodyType[]
  if (types.length !== node.childCount) return
  node.forEach((child, _, index) => {
    const type = types[index]
    if (!(type instanceof Y.XmlElement) || binding.mapping.get(type) === child || type.nodeName !== child.type.name)
      return
    if (!child.isTextblock) emptyLines(binding, type, child)
    else if (child.content.size === 0 && hasOnlyText(type) && hasAttributes(type, child)) {
      for (const text of type.toArray() as Y.XmlText[]) text.delete(0, text.length)
      binding.mapping.set(type, child)
    }
  })
}

const hasOnlyText = (type: Y.XmlElement) =>
  type.length > 0 && type.toArray().every((child) => child instanceof Y.XmlText)

/** A line that is changed in another way too is left to the binding. */
const hasAttributes = (type: Y.XmlElement, { attrs }: ProseMirrorNode) => {
  const stored: Record<string, unknown> = type.getAttributes()
  return Object.keys(attrs).every((name) => (stored[name] ?? null) === (attrs[name] ?? null))
}

/** Gives a text to every empty line that this transaction made. Lines of others are never given one: they have theirs. */
export function giveTexts(transaction: Y.Transaction, nodes: Readonly<Record<string, NodeType>>): void {
  const { clientID } = transaction.doc
  const from = transaction.beforeState.get(clientID) ?? 0
  const isFresh = ({ _item: item }: Y.XmlElement) => item?.id.client === clientID && item.id.clock >= from
  const give = (parent: Y.XmlFragment) => {
    for (const child of parent.toArray()) {
      if (!(child instanceof Y.XmlElement) || !isFresh(child)) continue
      if (!nodes[child.nodeName]?.isTextblock) give(child)
      else if (child.length === 0) child.insert(0, [new Y.XmlText()])
    }
  }
  // Only types that were there before are listed as changed; what is new stands inside of them.
  for (const parent of [...transaction.changed.keys()])
    if (parent instanceof Y.XmlFragment && !nodes[(parent as Y.XmlElement).nodeName]?.isTextblock) give(parent)
}
