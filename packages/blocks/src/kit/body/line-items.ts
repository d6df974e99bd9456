import * as Y from 'yjs'

/** A run of letters of one client in a text, at the clock of its first letter. */
export interface Piece {
  readonly text: string
  readonly client: number
  readonly clock: number
}

/** A node of the body. */
export type BodyNode = Y.XmlText | Y.XmlElement | Y.XmlFragment

/** What a transaction takes away. Each item of it lies wholly inside or outside. */
export type Gone = ReadonlySet<Y.Item>

export const idOf = ({ _item: item }: BodyNode) => (item ? `${item.id.client}-${item.id.clock}` : '')

/** The items that a transaction has deleted so far; their content is there until it is over. */
export function goneIn(transaction: Y.Transaction): Gone {
  const gone = new Set<Y.Item>()
  Y.iterateDeletedStructs(transaction, transaction.deleteSet, (struct) => {
    if (struct instanceof Y.Item) gone.add(struct)
  })
  return gone
}

/** The letters of a text as they were before the given items went. */
export function piecesOf(text: Y.XmlText, gone?: Gone): Piece[] {
  const pieces: Piece[] = []
  for (let item = text._start; item; item = item.right)
    if (item.content instanceof Y.ContentString && (!item.deleted || gone?.has(item)))
      pieces.push({ text: item.content.str, client: item.id.client, clock: item.id.clock })
  return pieces
}

export const wordsOf = (pieces: readonly Piece[]) => pieces.map(({ text }) => text).join('')

/** The texts that went with these items and stood in a root, in no order. */
export function textsGone(gone: Gone, root: Y.XmlFragment): Y.XmlText[] {
  return [...gone].flatMap(({ content }) =>
    content instanceof Y.ContentType && content.type instanceof Y.XmlText && isIn(content.type, root)
      ? [content.type]
      : [],
  )
}

/** A node that went and the nodes around it that went as well, from the inside out. */
export function goneAround(node: BodyNode, gone: Gone): BodyNode[] {
  const around: BodyNode[] = []
  for (let at: BodyNode | null = node; at?._item && gone.has(at._item); at = at._item.parent as BodyNode | null)
    around.push(at)
  return around
}

export const outermostGone = (node: BodyNode, gone: Gone): BodyNode => goneAround(node, gone).at(-1) ?? node

/** Every text of a node in order, as it was before the given items went. */
export const textsIn = (node: BodyNode, gone: Gone): Y.XmlText[] =>
  leavesIn(node, gone).filter((leaf) => leaf instanceof Y.XmlText)

/** Every text of a node and every element with nothing in it, in order, as it was before the given items went. */
export function leavesIn(node: BodyNode, gone: Gone): BodyNode[] {
  const leaves: BodyNode[] = []
  for (let item = node._start; item && !(node instanceof Y.XmlText); item = item.right)
    if (item.content instanceof Y.ContentType && (!item.deleted || gone.has(item)))
      leaves.push(...leavesIn(item.content.type as BodyNode, gone))
  return leaves.length > 0 ? leaves : [node]
}

/** The texts before and behind a node that went: either may be deleted by a third person. */
export function textsAround(node: BodyNode, body: Y.XmlFragment, gone: Gone): Y.XmlText[] {
  const nodes = leavesIn(body, gone)
  const at = nodes.indexOf(node)
  const stays = (each: BodyNode): each is Y.XmlText => each instanceof Y.XmlText && !each._item?.deleted
  return [nodes.slice(0, at).findLast(stays), nodes.slice(at + 1).find(stays)].filter((each) => each !== undefined)
}

/** The outermost nodes that went and had no text in them: somebody else may have put a line there. */
export const hollowGone = (gone: Gone, root: Y.XmlFragment): Y.XmlElement[] =>
  [...gone].flatMap(({ content }) =>
    content instanceof Y.ContentType &&
    content.type instanceof Y.XmlElement &&
    isIn(content.type, root) &&
    outermostGone(content.type, gone) === content.type &&
    textsIn(content.type, gone).length === 0
      ? [content.type]
      : [],
  )

export function isIn(type: BodyNode, root: Y.XmlFragment): boolean {
  let at: unknown = type
  while (at instanceof Y.AbstractType && at !== root) at = at._item?.parent
  return at === root
}

/** The items that this transaction has added, of every client. */
export function* freshItems(transaction: Y.Transaction): Generator<Y.Item> {
  for (const [client, structs] of transaction.doc.store.clients) {
    const from = transaction.beforeState.get(client) ?? 0
    for (let at = structs.length - 1; at >= 0; at--) {
      const struct = structs[at]
      if (!struct || struct.id.clock < from) break
      if (struct instanceof Y.Item) yield struct
    }
  }
}
