import { type BodyNode, planDoc, planJson } from '@concord/schema'
import { lift, setBlockType, wrapIn } from '@tiptap/pm/commands'
import { liftListItem, sinkListItem, wrapInList } from '@tiptap/pm/schema-list'
import { type Command, TextSelection } from '@tiptap/pm/state'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { FakeNetwork } from '../support/fake-network.ts'
import { Peer } from '../support/peer.ts'

const says = (text: string): BodyNode => ({ type: 'paragraph', content: text ? [{ text }] : [] })
const bodyOf = ({ doc }: Peer) => planJson(doc).body

function people(count: number, body: readonly BodyNode[]) {
  const state = Y.encodeStateAsUpdate(planDoc({ meta: {}, body, blocks: {} }))
  const peers = Array.from({ length: count }, (_, number) => new Peer(number, state))
  return { peers, network: new FakeNetwork(peers.map(({ doc }) => doc)) }
}

/** Puts the caret somewhere and runs a command there, as a key or a menu does. */
function run({ view }: Peer, at: number, command: Command): boolean {
  view.dispatch(view.state.tr.setSelection(TextSelection.near(view.state.doc.resolve(at))))
  return command(view.state, (tr) => view.dispatch(tr))
}

const { nodes } = new Peer(0, Y.encodeStateAsUpdate(planDoc({ meta: {}, body: [], blocks: {} }))).view.state.schema
const node = (name: string) => nodes[name]!

const list: BodyNode = {
  type: 'list',
  style: 'bullet',
  items: ['one', 'two'].map((text) => ({ content: [says(text)] })),
}

describe.each<[string, readonly BodyNode[], number, Command, number]>([
  ['becomes a heading', [says('word')], 1, setBlockType(node('heading'), { level: 2 }), 3],
  [
    'becomes a paragraph',
    [{ type: 'heading', level: 1, content: [{ text: 'word' }] }],
    1,
    setBlockType(node('paragraph')),
    3,
  ],
  ['becomes a quote', [says('word')], 1, wrapIn(node('blockquote')), 3],
  ['leaves a quote', [{ type: 'quote', content: [says('word')] }], 2, lift, 4],
  ['becomes a list', [says('word')], 1, wrapInList(node('bulletList')), 3],
  ['leaves a list', [list], 3, liftListItem(node('listItem')), 5],
  ['is indented in a list', [list], 10, sinkListItem(node('listItem')), 12],
  ['becomes code', [says('word')], 1, setBlockType(node('codeBlock')), 3],
])('a line that %s while somebody writes in it', (_, body, at, command, typedAt) => {
  const turned = () => {
    const { peers, network } = people(2, body)
    const [ana, jo] = peers as [Peer, Peer]
    const before = ana.view.state.doc.textContent
    expect(run(ana, at, command)).toBe(true)
    jo.view.dispatch(jo.view.state.tr.insertText('XY', typedAt))
    return { ana, jo, network, before }
  }

  it('keeps what he writes, once, at its place', () => {
    const { ana, jo, network, before } = turned()
    const caret = jo.view.state.doc.textBetween(0, typedAt).length
    network.heal()
    expect(bodyOf(ana)).toEqual(bodyOf(jo))
    expect(ana.view.state.doc.textContent).toBe(`${before.slice(0, caret)}XY${before.slice(caret)}`)
  })

  it('keeps his caret behind what he wrote', () => {
    const { jo, network } = turned()
    jo.view.dispatch(jo.view.state.tr.setSelection(TextSelection.create(jo.view.state.doc, typedAt + 2)))
    network.heal()
    const { $from } = jo.view.state.selection
    expect($from.parent.textContent.slice(0, $from.parentOffset)).toMatch(/XY$/)
  })

  it('lets him take it back', () => {
    const { ana, jo, network, before } = turned()
    network.heal()
    jo.undo.undo()
    network.heal()
    expect(ana.view.state.doc.textContent).toBe(before)
  })

  it('loses nothing when the other takes the change back, before or after seeing it', () => {
    for (const sees of [true, false]) {
      const { ana, jo, network, before } = turned()
      if (sees) network.heal()
      ana.undo.undo()
      network.heal()
      const letters = [...ana.view.state.doc.textContent].sort().join('')
      expect(letters).toBe([...`${before}XY`].sort().join(''))
      expect(bodyOf(ana)).toEqual(bodyOf(jo))
      ana.undo.redo()
      network.heal()
      expect([...ana.view.state.doc.textContent].sort().join('')).toBe(letters)
    }
  })
})

it('a new line that its writer takes back while somebody else begins to write in it leaves a line with what he wrote', () => {
  const { peers, network } = people(2, [says('first')])
  const [ana, jo] = peers as [Peer, Peer]
  ana.view.dispatch(ana.view.state.tr.split(6).insertText('mine', 8))
  network.heal()
  jo.view.dispatch(jo.view.state.tr.insertText('theirs', 12))
  ana.undo.undo()
  network.heal()
  expect(bodyOf(ana)).toEqual([says('first'), says('theirs')])
  expect(bodyOf(jo)).toEqual(bodyOf(ana))
})

it('a line that two people turn at once keeps what a third writes in it, once', () => {
  const { peers, network } = people(3, [says('word')])
  const [ana, jo, sam] = peers as [Peer, Peer, Peer]
  run(ana, 1, setBlockType(node('heading'), { level: 2 }))
  run(jo, 1, wrapIn(node('blockquote')))
  sam.view.dispatch(sam.view.state.tr.insertText('XY', 3))
  network.heal()
  for (const peer of peers) expect(bodyOf(peer)).toEqual(bodyOf(ana))
  expect(ana.view.state.doc.textContent.split('XY').length).toBe(2)
})

it('a line that is deleted takes what somebody else writes in it: that is what deleting means', () => {
  const { peers, network } = people(2, [says('first'), says('second')])
  const [ana, jo] = peers as [Peer, Peer]
  ana.view.dispatch(ana.view.state.tr.delete(7, 15))
  jo.view.dispatch(jo.view.state.tr.insertText('XY', 10))
  network.heal()
  for (const peer of peers) expect(bodyOf(peer)).toEqual([says('first')])
})

it('a line that was turned a dozen times before a third person hears of it keeps what he writes, once', () => {
  const { peers, network } = people(3, [says('word'), says('next')])
  const [ana, jo, sam] = peers as [Peer, Peer, Peer]
  network.part([0, 0, 1])
  for (let times = 0; times < 6; times++) {
    run(ana, 1, setBlockType(node('heading'), { level: 2 }))
    network.exchange(0, 1)
    network.exchange(1, 0)
    run(jo, 1, setBlockType(node('paragraph')))
    network.exchange(0, 1)
    network.exchange(1, 0)
  }
  sam.view.dispatch(sam.view.state.tr.insertText('XY', 3))
  network.heal()
  for (const peer of peers) expect(bodyOf(peer)).toEqual([says('woXYrd'), says('next')])
})

it('letters on their way into a line that was turned and then deleted stand beside the lines around it', () => {
  const { peers, network } = people(3, [says('first'), says('word'), says('last')])
  const [ana, jo, sam] = peers as [Peer, Peer, Peer]
  network.part([0, 0, 1])
  run(ana, 8, setBlockType(node('heading'), { level: 2 }))
  network.exchange(1, 0)
  jo.view.dispatch(jo.view.state.tr.delete(7, 13))
  network.exchange(0, 1)
  sam.view.dispatch(sam.view.state.tr.insertText('XY', 10))
  network.heal()
  for (const peer of peers) expect(bodyOf(peer)).toEqual([says('first'), says('XY'), says('last')])
})
