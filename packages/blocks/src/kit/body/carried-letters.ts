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
  textsGone,
  textsIn,
  wordsOf,
} from './line-items.ts'
import { MOVE_ORIGIN, type Move, movesIn, movesOf, noteMoves, notesBy, type Seen, writeMoves } from './moved-texts.ts'
import type { Binding } from './steady-binding.ts'

/** Origin of letters that follow their line; undo tracks it, they are still mine. */
export const CARRY_ORIGIN = 'carry'

/** How many texts of others' making are remembered; a note on one comes with its deletion or right after it. */
const mostKept = 200

/** A text with letters or the caret of mine that somebody else took away. */
interface LostText {
  readonly clock: number
  readonly client: number
  readonly pieces: readonly Piece[]
  /** My notes on it: somebody may still have to find his way by them. */
  readonly notes: readonly Move[]
  readonly caret: LostCaret | null
  /** The texts that went with it, in order, itself included. */
  readonly company: readonly string[]
  /** The nodes around it that went. */
  readonly within: readonly string[]
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
  const onTransaction = (transaction: Y.Transaction) => {
    if (transaction.local) {
      if (transaction.origin !== MOVE_ORIGIN) noteMoves(transaction, body, isAtom)
      return
    }
    const isNew = keepMine(transaction, binding, lost)
    if (lost.size === 0) return
    // A note may even have come before the deletion it speaks of, when an update was lost on the way.
    const moves = isNew ? movesOf(body) : movesIn(transaction)
    if (moves.length > 0) doc.transact(() => carry(binding, lost, moves), CARRY_ORIGIN)
  }
  doc.on('afterTransaction', onTransaction)
  return () => doc.off('afterTransaction', onTransaction)
}

function keepMine(transaction: Y.Transaction, binding: Binding, lost: Map<string, LostText>): boolean {
  let isNew = false
  const gone = goneIn(transaction)
  const me = transaction.doc.clientID
  for (const text of textsGone(gone, binding.type)) {
    const pieces = piecesOf(text, gone)
    const notes = notesBy(text, me, gone)
    const caret = lostCaret(text, gone, binding)
    const isMine = caret !== null || notes.length > 0 || pieces.some(({ client }) => client === me)
    if (!text._item || !isMine) continue
    isNew = true
    lost.set(idOf(text), {
      ...text._item.id,
      pieces,
      notes,
      caret,
      company: companyOf(text, gone),
      within: goneAround(text, gone).map(idOf),
    })
  }
  for (const id of lost.keys()) {
    if (lost.size <= mostKept) break
    lost.delete(id)
  }
  return isNew
}

const companyOf = (text: Y.XmlText, gone: Gone) => textsIn(outermostGone(text, gone), gone).map(idOf)

function carry(binding: Binding, lost: Map<string, LostText>, moves: readonly Move[]): void {
  const me = binding.doc.clientID
  for (const [id, text] of [...lost]) {
    const own = moves.filter(({ from }) => from === id)
    const move = own.find(({ isBeside }) => !isBeside) ?? own[0]
    const near = move ?? moveNear(id, text, moves)
    if (!near) continue
    const isSame = move !== undefined && !move.isBeside
    if (isSame) putBack(text.pieces, move, me)
    const place = isSame ? move.to : putBeside(text.pieces, near, me)
    if (place && text.caret && isStill(text.caret, binding))
      bringCaret(text.caret, wordsOf(text.pieces), place, binding)
    writeMoves(text.notes.map((note) => ({ ...note, to: near.to, isBeside: note.isBeside || near.isBeside || !move })))
    lost.delete(id)
  }
}

/** Puts the caret between the letters between which it stood, once the page shows them. */
function bringCaret({ index }: LostCaret, words: string, to: Y.XmlText, binding: Binding): void {
  const at = placeIn(wordsOf(piecesOf(to)), words.slice(0, index), words.slice(index))
  binding.doc.once('afterAllTransactions', () => moveCaret(to, at, binding))
}

/** Writes my unseen letters into the new text, each where the letters around it stand now. */
function putBack(pieces: readonly Piece[], { to, seen }: Move, me: number): void {
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
 * Where a line of mine stood that the other had not seen at all, for instance in a list that he rebuilt. When no line
 * around it went anywhere, he deleted the list, and my line with it.
 */
function moveNear(id: string, { company, within, client, clock }: LostText, moves: readonly Move[]): Move | undefined {
  const at = company.indexOf(id)
  const near = [...company.slice(0, at).reverse(), ...company.slice(at + 1)]
  const all = [
    ...near.flatMap((other) => moves.filter(({ from }) => from === other)),
    ...moves.filter((move) => within.includes(move.within)),
  ]
  return all.find(({ seen }) => clock >= (seen[client] ?? 0))
}

/** Writes my unseen letters as a line of their own after another one; null when there are none. */
function putBeside(pieces: readonly Piece[], { to, seen }: Move, me: number): Y.XmlText | null {
  const words = pieces.map((piece) => (piece.client === me ? piece.text.slice(knownLength(piece, seen)) : '')).join('')
  const line = to.parent
  const parent = line?.parent
  if (!(line instanceof Y.XmlElement && parent instanceof Y.XmlFragment) || words === '') return null
  const paragraph = new Y.XmlElement('paragraph')
  const text = new Y.XmlText(words)
  paragraph.insert(0, [text])
  parent.insert(parent.toArray().indexOf(line) + 1, [paragraph])
  return text
}
