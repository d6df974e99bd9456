import * as Y from 'yjs'
import {
  type BodyNode,
  freshItems,
  type Gone,
  goneIn,
  hollowGone,
  idOf,
  isIn,
  outermostGone,
  piecesOf,
  textsAround,
  textsGone,
  textsIn,
  wordsOf,
} from './line-items.ts'
import { type MoveNote, writeNotes } from './move-notes.ts'

/** Origin of the notes; undo does not take them back, since what is under way has to find its way all the same. */
export const MOVE_ORIGIN = 'move'

/** A text that this transaction made or added to. */
interface Place {
  readonly text: Y.XmlText
  readonly added: string
  readonly isFresh: boolean
}

/**
 * A text cannot be moved in a Y.Doc. When a line becomes a heading, enters a list or is joined to the one before it,
 * its text is deleted and written anew somewhere else. Notes which new texts of a transaction of mine stand for which
 * old ones, and how much of those I had seen: whoever wrote there at the same time finds his way by it.
 * Call before the content of what went is gone.
 */
export function noteMoves(transaction: Y.Transaction, body: Y.XmlFragment, isAtom: (name: string) => boolean): void {
  const gone = goneIn(transaction)
  const isMine = ({ _item: item }: BodyNode) => item !== null && isOlder(item, transaction)
  const old = textsGone(gone, body).filter(isMine)
  const hollow = hollowGone(gone, body).filter((node) => isMine(node) && !isAtom(node.nodeName))
  if (old.length === 0 && hollow.length === 0) return
  const notes = new Notes(transaction, gone)
  const moved = matches(old, placesIn(transaction, body), gone)
  for (const [text, place] of moved) notes.of(text).moved[idOf(text)] = idOf(place.text)
  // Taking back a line takes what its writer saw there, and that was mine; what others began there is theirs.
  const isUndo = transaction.origin instanceof Y.UndoManager
  const empty = old.filter((text) => !moved.has(text) && (isUndo || isEmpty(text, gone)))
  for (const node of [...empty, ...hollow]) notes.of(node).beside[idOf(node)] = textsAround(node, body, gone).map(idOf)
  if (notes.all.length > 0) transaction.doc.transact(() => writeNotes(transaction.doc, notes.all), MOVE_ORIGIN)
}

/** The notes on one transaction: one for each outermost node that went. */
class Notes {
  readonly #byNode = new Map<BodyNode, MoveNote & { moved: Record<string, string>; beside: Record<string, string[]> }>()
  readonly #beforeState: Y.Transaction['beforeState']
  readonly #gone: Gone

  constructor({ beforeState }: Y.Transaction, gone: Gone) {
    this.#beforeState = beforeState
    this.#gone = gone
  }

  get all(): readonly MoveNote[] {
    return [...this.#byNode.values()]
  }

  /** The note on the outermost node that went with this one. */
  of(node: BodyNode) {
    const outermost = outermostGone(node, this.#gone)
    const seen = () =>
      Object.fromEntries([...clientsIn(outermost)].map((client) => [client, this.#beforeState.get(client) ?? 0]))
    const note = this.#byNode.get(outermost) ?? { within: idOf(outermost), seen: seen(), moved: {}, beside: {} }
    this.#byNode.set(outermost, note)
    return note
  }
}

/** Nothing was written in the whole node that went with a text. */
const isEmpty = (text: Y.XmlText, gone: Gone) =>
  textsIn(outermostGone(text, gone), gone).every((each) => piecesOf(each, gone).length === 0)

const isOlder = ({ id }: Y.Item, { beforeState }: Y.Transaction) => id.clock < (beforeState.get(id.client) ?? 0)

function placesIn(transaction: Y.Transaction, body: Y.XmlFragment): Place[] {
  const texts = new Set<Y.XmlText>()
  for (const { content, parent, deleted } of freshItems(transaction)) {
    if (deleted) continue
    if (content instanceof Y.ContentString && parent instanceof Y.XmlText) texts.add(parent)
    if (content instanceof Y.ContentType && content.type instanceof Y.XmlText) texts.add(content.type)
  }
  return [...texts]
    .filter((text) => isIn(text, body))
    .map((text) => ({
      text,
      added: wordsOf(piecesOf(text).filter(({ client, clock }) => clock >= (transaction.beforeState.get(client) ?? 0))),
      isFresh: text._item !== null && !isOlder(text._item, transaction),
    }))
}

/** Which old text stands where now: told by the words, since the editor says only how the plan looks afterwards. */
function matches(old: readonly Y.XmlText[], places: readonly Place[], gone: Gone): Map<Y.XmlText, Place> {
  const free = new Set(places)
  const found = new Map<Y.XmlText, Place>()
  for (const text of old) {
    const words = wordsOf(piecesOf(text, gone))
    const same = [...free].find(({ added, isFresh }) => isFresh && added === words)
    if (same) free.delete(same)
    const place = same ?? mostAlike(words, places)
    if (place) found.set(text, place)
  }
  return found
}

function mostAlike(words: string, places: readonly Place[]): Place | undefined {
  let best: { place: Place; common: number } | undefined
  for (const place of places) {
    const common = commonEnds(words, place.added)
    if (common > (best?.common ?? 0)) best = { place, common }
  }
  return best?.place
}

/** How many letters two texts share at their beginning and their end. */
function commonEnds(a: string, b: string): number {
  const most = Math.min(a.length, b.length)
  let start = 0
  while (start < most && a[start] === b[start]) start++
  let end = 0
  while (end < most - start && a.at(-1 - end) === b.at(-1 - end)) end++
  return start + end
}

/** Everybody who has written in a node. */
function clientsIn(node: BodyNode, clients = new Set<number>()): Set<number> {
  for (let item = node._start; item; item = item.right) {
    clients.add(item.id.client)
    if (item.content instanceof Y.ContentType) clientsIn(item.content.type as Y.XmlText, clients)
  }
  return clients
}
