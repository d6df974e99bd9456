import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { SIDE_ROOTS } from './layout.ts'
import { beginNote, isBlankNote, isUnwrittenNote, noteAt, notesOf } from './private-note.ts'

const BLOCK = 'goalGoalGoal'

/** Two colleagues who were apart know of each other's changes. */
function meet(one: Y.Doc, two: Y.Doc): void {
  const [first, second] = [Y.encodeStateAsUpdate(one), Y.encodeStateAsUpdate(two)]
  Y.applyUpdate(one, second, 'remote')
  Y.applyUpdate(two, first, 'remote')
}

const said = (doc: Y.Doc) =>
  notesOf(doc)
    .get(BLOCK)
    ?.map(({ text }) => text.toString())

describe('SN3 private notes in the Y.Doc of a side', () => {
  it('two colleagues who begin the first note of a Block at once both keep every letter', () => {
    const [ana, lee] = [new Y.Doc(), new Y.Doc()]
    noteAt(ana, beginNote(ana, BLOCK))!.text.insert(0, 'from Ana')
    noteAt(lee, beginNote(lee, BLOCK))!.text.insert(0, 'from Lee')
    meet(ana, lee)
    expect(said(ana)?.toSorted()).toEqual(['from Ana', 'from Lee'])
    expect(said(lee)).toEqual(said(ana))
  })

  it('a note that another one began is written in by both', () => {
    const [ana, lee] = [new Y.Doc(), new Y.Doc()]
    const id = beginNote(ana, BLOCK)
    meet(ana, lee)
    noteAt(ana, id)!.text.insert(0, 'Clear both ')
    noteAt(lee, id)!.text.insert(0, 'before we ask.')
    meet(ana, lee)
    expect(said(lee)).toEqual(said(ana))
    expect(said(ana)).toHaveLength(1)
    for (const words of ['Clear both ', 'before we ask.']) expect(said(ana)![0]).toContain(words)
  })

  it('clearing a note while a colleague writes in it leaves what he wrote, and undo brings back the rest', () => {
    const [ana, lee] = [new Y.Doc(), new Y.Doc()]
    const id = beginNote(ana, BLOCK)
    const note = noteAt(ana, id)!
    note.text.insert(0, 'Old words')
    meet(ana, lee)
    const undo = new Y.UndoManager(note.text)
    note.text.delete(0, note.text.length)
    noteAt(lee, id)!.text.insert(9, ', new words')
    meet(ana, lee)
    expect(said(ana)).toEqual([', new words'])
    undo.undo()
    expect(said(ana)).toEqual(['Old words, new words'])
  })

  it('keeps order on every screen, and passes over what something foreign left there', () => {
    const doc = new Y.Doc()
    const ids = [beginNote(doc, BLOCK), beginNote(doc, BLOCK), beginNote(doc, BLOCK)]
    doc.getMap('notes').set('text', 'no row')
    doc.getMap('notes').set('damaged', new Y.Map([['block', BLOCK]]))
    expect(
      notesOf(doc)
        .get(BLOCK)
        ?.map(({ id }) => id),
    ).toEqual(ids)
    expect(noteAt(doc, 'damaged')).toBeUndefined()
  })

  it('says of a note without a word that it is blank, and uses no root but its own', () => {
    const doc = new Y.Doc()
    const note = noteAt(doc, beginNote(doc, BLOCK))!
    expect([isBlankNote(note), isUnwrittenNote(note)]).toEqual([true, true])
    note.text.insert(0, ' \n')
    expect(isBlankNote(note)).toBe(true)
    note.text.insert(0, 'x')
    expect(isBlankNote(note)).toBe(false)
    note.text.delete(0, note.text.length)
    expect([isBlankNote(note), isUnwrittenNote(note)]).toEqual([true, false])
    expect(SIDE_ROOTS).toEqual(expect.arrayContaining([...doc.share.keys()]))
  })
})
