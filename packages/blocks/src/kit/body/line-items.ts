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
