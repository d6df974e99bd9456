import * as Y from 'yjs'
import {
  type BodyNode,
  freshItems,
  type Gone,
  goneIn,
  hollowGone,
  idOf,
  isIn,
  leavesIn,
  outermostGone,
  piecesOf,
  textsGone,
  textsIn,
  wordsOf,
} from './line-items.ts'

/**
 * A text cannot be moved in a Y.Doc. When a line becomes a heading, enters a list or is joined to the one before it,
 * its text is deleted and written anew somewhere else. Then the new text keeps a note on the old one: which text it
 * was, and how much of it the writer had seen. Whoever wrote there at the same time finds his way by it.
 */
const MOVED = 'from-'
/** An empty line or item went, and this text stood beside it: what somebody began there becomes a line of its own. */
const EMPTY = 'empty-'
/** Notes that a text takes over from the one it replaces; enough for changes made faster than they are seen. */
const mostInherited = 8

/** For each client that had written around the old text, how much of its writing was seen. */
export type Seen = Readonly<Record<string, number>>

/** Origin of the notes; undo does not take them back, since what is under way has to find its way all the same. */
export const MOVE_ORIGIN = 'move'

/** A note that came with a transaction. */
export interface Move {
  /** The id of the old text. */
  readonly from: string
  readonly to: Y.XmlText
  readonly seen: Seen
  /** The id of the outermost node that went with the old text. */
  readonly within: string
  /** The old text was empty and has no new one; `to` stood next to it. */
  readonly isBeside: boolean
}

/** A text that this transaction made or added to. */
interface Place {
  readonly text: Y.XmlText
  readonly added: string
  readonly isFresh: boolean
}

/** Notes on the new texts of a transaction of mine which old ones they stand for. Call before its content goes. */
export function noteMoves(transaction: Y.Transaction, body: Y.XmlFragment, isAtom: (name: string) => boolean): void {
  const gone = goneIn(transaction)
  const isMine = ({ _item: item }: BodyNode) => item !== null && isOlder(item, transaction)
  const old = textsGone(gone, body).filter(isMine)
  const hollow = hollowGone(gone, body).filter((node) => isMine(node) && !isAtom(node.nodeName))
  if (old.length === 0 && hollow.length === 0) return
  const moved = matches(old, placesIn(transaction, body), gone)
  const notes = [...moved].flatMap(([text, place]) => notesOn(text, place.text, false, gone, transaction))
  // Taking back a line takes what its writer saw there, and that was mine; what others began there is theirs.
  const isUndo = transaction.origin instanceof Y.UndoManager
  const empty = old.filter((text) => !moved.has(text) && (isUndo || isEmpty(text, gone)))
  for (const node of [...empty, ...hollow])
    for (const to of textsAround(node, body, gone)) notes.push(...notesOn(node, to, true, gone, transaction))
  if (notes.length > 0) transaction.doc.transact(() => writeMoves(notes), MOVE_ORIGIN)
}

export function writeMoves(moves: readonly Move[]): void {
  for (const { from, to, isBeside, seen, within } of moves)
    to.setAttribute((isBeside ? EMPTY : MOVED) + from, { seen, within })
}

/** Nothing was written in the whole node that went with a text. */
const isEmpty = (text: Y.XmlText, gone: Gone) =>
  textsIn(outermostGone(text, gone), gone).every((each) => piecesOf(each, gone).length === 0)

/** The texts before and behind a node that went: either may be deleted by a third person. */
function textsAround(node: BodyNode, body: Y.XmlFragment, gone: Gone): Y.XmlText[] {
  const nodes = leavesIn(body, gone)
  const at = nodes.indexOf(node)
  const stays = (each: BodyNode): each is Y.XmlText => each instanceof Y.XmlText && !each._item?.deleted
  return [nodes.slice(0, at).findLast(stays), nodes.slice(at + 1).find(stays)].filter((each) => each !== undefined)
}

/** The notes that a transaction brought. */
export function movesIn(transaction: Y.Transaction): Move[] {
  const moves: Move[] = []
  for (const { parentSub, parent, deleted, content } of freshItems(transaction))
    if (parentSub && parent instanceof Y.XmlText && !deleted) moves.push(...noteOf(parentSub, parent, content))
  return moves
}

/** Every note that stands in the body. */
export const movesOf = (body: Y.XmlFragment): Move[] => textsIn(body, new Set()).flatMap((text) => notesBy(text, null))

/** The notes on a text as they were before the given items went, of one client or of all. */
export const notesBy = (node: BodyNode, client: number | null, gone?: Gone): Move[] =>
  [...(node instanceof Y.XmlText ? node._map : [])].flatMap(([name, item]) => {
    const isThere = !item.deleted || gone?.has(item)
    const isAsked = client === null || item.id.client === client
    return isThere && isAsked ? noteOf(name, node as Y.XmlText, item.content) : []
  })

function noteOf(name: string, to: Y.XmlText, content: Y.Item['content']): Move[] {
  const prefix = [MOVED, EMPTY].find((each) => name.startsWith(each))
  const note = prefix && noteIn(content)
  return note ? [{ ...note, from: name.slice(prefix.length), to, isBeside: prefix === EMPTY }] : []
}

/** The value of a note, which anybody may have written. */
function noteIn(content: Y.Item['content']): Pick<Move, 'seen' | 'within'> | null {
  const value: unknown = content.getContent().at(-1)
  if (typeof value !== 'object' || value === null) return null
  const { seen, within } = value as Partial<Move>
  return typeof seen === 'object' && seen !== null && typeof within === 'string' ? { seen, within } : null
}

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

function notesOn(node: BodyNode, to: Y.XmlText, isBeside: boolean, gone: Gone, { beforeState }: Y.Transaction): Move[] {
  const outermost = outermostGone(node, gone)
  const clients = clientsIn(outermost)
  const seen = Object.fromEntries([...clients].map((client) => [client, beforeState.get(client) ?? 0]))
  const inherited = notesBy(node, null, gone).map((note) => ({ ...note, to }))
  const own = { from: idOf(node), to, seen, within: idOf(outermost), isBeside }
  return [...inherited.slice(-mostInherited).map((note) => ({ ...note, isBeside: note.isBeside || isBeside })), own]
}

/** Everybody who has written in a node. */
function clientsIn(node: BodyNode, clients = new Set<number>()): Set<number> {
  for (let item = node._start; item; item = item.right) {
    clients.add(item.id.client)
    if (item.content instanceof Y.ContentType) clientsIn(item.content.type as Y.XmlText, clients)
  }
  return clients
}
