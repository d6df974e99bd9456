import { movesRoot } from '@concord/schema'
import * as Y from 'yjs'
import { isStill, type LostCaret, lostCaret, moveCaret } from './following-caret.ts'
import {
  type Gone,
  goneAround,
  goneIn,
  idOf,
  outermostGone,
  type Piece,
  piecesOf,
  textsAround,
  textsGone,
  textsIn,
  wordsOf,
} from './line-items.ts'
import { type Move, movesOf, type Seen } from './move-notes.ts'
import { MoveTrail, type TrailEnd } from './move-trail.ts'
import { MOVE_ORIGIN, noteMoves } from './moved-texts.ts'
import type { Binding } from './steady-binding.ts'

/** Origin of letters that follow their line; undo tracks it, they are still mine. */
export const CARRY_ORIGIN = 'carry'

/** How many lost texts are remembered; the note on one comes with its deletion or not much later. */
const mostKept = 200

/** A text with letters or the caret of mine that somebody else took away. */
interface LostText {
  readonly id: string
  readonly clock: number
  readonly client: number
  readonly pieces: readonly Piece[]
  readonly caret: LostCaret | null
  /** The texts that went with it, in order, itself included. */
  readonly company: readonly string[]
  /** The nodes around it that went. */
  readonly within: readonly string[]
  /** The texts before and behind what went. */
  readonly around: readonly string[]
}

/**
 * Brings letters along when somebody else rebuilds the line in which I am typing: what he had not seen goes with the
 * old text, and is written again in the new one. Each client carries its own letters, so each letter is carried once.
 * Returns how to stop.
 *
 * @param isAtom tells by its name a node that holds nothing, where nobody can have put anything
 */
export function carryLetters(binding: Binding, isAtom: (name: string) => boolean): () => void {
  const { doc, type: body } = binding
  const lost = new Map<string, LostText>()
  let isWaiting = false
  const onTransaction = (transaction: Y.Transaction) => {
    if (transaction.local) {
      if (transaction.origin !== MOVE_ORIGIN) noteMoves(transaction, body, isAtom)
      return
    }
    const isNew = keepMine(transaction, binding, lost)
    if (lost.size === 0) return
    // A note comes after the deletion that it speaks of, and the text that it leads to may come after both.
    if (isNew || isWaiting || movesHaveCome(transaction))
      doc.transact(() => {
        isWaiting = carry(binding, lost, new MoveTrail(doc, movesOf(doc)))
      }, CARRY_ORIGIN)
  }
  doc.on('afterTransaction', onTransaction)
  return () => doc.off('afterTransaction', onTransaction)
}

const movesHaveCome = ({ changed, doc }: Y.Transaction) => {
  const moves: unknown = movesRoot(doc)
  return [...changed.keys()].some((type) => type === moves)
}

function keepMine(transaction: Y.Transaction, binding: Binding, lost: Map<string, LostText>): boolean {
  let isNew = false
  const gone = goneIn(transaction)
  const me = transaction.doc.clientID
  for (const text of textsGone(gone, binding.type)) {
    const pieces = piecesOf(text, gone)
    const caret = lostCaret(text, gone, binding)
    const isMine = caret !== null || pieces.some(({ client }) => client === me)
    if (!text._item || !isMine) continue
    isNew = true
    lost.set(idOf(text), {
      id: idOf(text),
      ...text._item.id,
      pieces,
      caret,
      company: companyOf(text, gone),
      within: goneAround(text, gone).map(idOf),
      around: textsAround(text, binding.type, gone).map(idOf),
    })
  }
  for (const id of lost.keys()) {
    if (lost.size <= mostKept) break
    lost.delete(id)
  }
  return isNew
}

const companyOf = (text: Y.XmlText, gone: Gone) => textsIn(outermostGone(text, gone), gone).map(idOf)

/** Brings along what can be brought; returns whether a note leads to something that has yet to come. */
function carry(binding: Binding, lost: Map<string, LostText>, trail: MoveTrail): boolean {
  const me = binding.doc.clientID
  let isWaiting = false
  for (const [id, text] of [...lost]) {
    const own = trail.movesFrom(id)
    const near = own.length > 0 ? own : movesNear(text, trail)
    if (near.length === 0) continue
    const end = trail.endOf(own.length > 0 ? [id] : near.map(({ from }) => from)) ?? besideEnd(text, trail)
    if (end === 'unheard') {
      isWaiting = true
      continue
    }
    const isSame = own.some(({ isBeside }) => !isBeside)
    // Who had not seen the text at all has seen no letter of it.
    const seen = isSame ? seenByAny(own) : (own[0]?.seen ?? {})
    const into = isSame && end && !end.isBeside ? end.to : null
    if (into) putBack(text.pieces, seen, into, me)
    const place = into ?? putBeside(text.pieces, seen, end?.to ?? null, binding)
    if (place && text.caret && isStill(text.caret, binding))
      bringCaret(text.caret, wordsOf(text.pieces), place, binding)
    lost.delete(id)
  }
  return isWaiting
}

/** Where the trail was lost, since others deleted the lines that it led to: beside the lines that stood around. */
function besideEnd({ around }: LostText, trail: MoveTrail): TrailEnd | 'unheard' | null {
  const end = trail.endOf(around)
  return end && end !== 'unheard' ? { to: end.to, isBeside: true } : end
}

/** What any of those who wrote a line anew had seen stands in his, and must not be written again. */
function seenByAny(moves: readonly Move[]): Seen {
  const seen: Record<string, number> = {}
  for (const move of moves)
    if (!move.isBeside)
      for (const [client, clock] of Object.entries(move.seen)) seen[client] = Math.max(seen[client] ?? 0, clock)
  return seen
}

/** Puts the caret between the letters between which it stood, once the page shows them. */
function bringCaret({ index }: LostCaret, words: string, to: Y.XmlText, binding: Binding): void {
  const at = placeIn(wordsOf(piecesOf(to)), words.slice(0, index), words.slice(index))
  binding.doc.once('afterAllTransactions', () => moveCaret(to, at, binding))
}

/** Writes my unseen letters into the new text, each where the letters around it stand now. */
function putBack(pieces: readonly Piece[], seen: Seen, to: Y.XmlText, me: number): void {
  let left = ''
  const runs: { left: string; text: string }[] = []
  for (const piece of pieces) {
    const known = knownLength(piece, seen)
    left += piece.text.slice(0, known)
    const text = piece.client === me ? piece.text.slice(known) : ''
    if (text === '') continue
    const last = runs.at(-1)
    if (last && last.left === left) last.text += text
    else runs.push({ left, text })
  }
  for (const run of runs) to.insert(placeIn(wordsOf(piecesOf(to)), run.left, left.slice(run.left.length)), run.text)
}

/** How many letters of a piece were seen. */
const knownLength = ({ client, clock, text }: Piece, seen: Seen) =>
  Math.max(0, Math.min(text.length, (seen[client] ?? 0) - clock))

/** The index in a text with most of the given letters on its left and its right. */
function placeIn(words: string, left: string, right: string): number {
  let best = { at: 0, common: -1 }
  for (let at = 0; at <= words.length; at++) {
    let common = 0
    for (let n = 1; n <= left.length && n <= at && words[at - n] === left.at(-n); n++) common++
    for (let n = 0; n < right.length && words[at + n] === right[n]; n++) common++
    if (common > best.common) best = { at, common }
  }
  return best.at
}

/**
 * Where the lines around one of mine went that the other had not seen at all, for instance in a list that he rebuilt.
 * When no line around it went anywhere, he deleted the list, and my line with it.
 */
function movesNear({ company, within, client, clock, id }: LostText, trail: MoveTrail): readonly Move[] {
  const at = company.indexOf(id)
  const near = [...company.slice(0, at).reverse(), ...company.slice(at + 1)]
  return [...near.flatMap((other) => trail.movesFrom(other)), ...trail.movesWithin(within)].filter(
    ({ seen }) => clock >= (seen[client] ?? 0),
  )
}

/** Writes my unseen letters as a line of their own after another one, or as the last; null when there are none. */
function putBeside(pieces: readonly Piece[], seen: Seen, to: Y.XmlText | null, { doc, type }: Binding) {
  const isMine = ({ client }: Piece) => client === doc.clientID
  const words = pieces.map((piece) => (isMine(piece) ? piece.text.slice(knownLength(piece, seen)) : '')).join('')
  if (words === '') return null
  const line = to?.parent
  const parent = line?.parent instanceof Y.XmlFragment ? line.parent : type
  const paragraph = new Y.XmlElement('paragraph')
  const text = new Y.XmlText(words)
  paragraph.insert(0, [text])
  parent.insert(line ? parent.toArray().indexOf(line as Y.XmlElement) + 1 : parent.length, [paragraph])
  return text
}
