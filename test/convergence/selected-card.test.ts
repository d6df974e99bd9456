import { moveBlock, type PlanJson, planDoc, removeBlock } from '@concord/schema'
import { NodeSelection, TextSelection } from '@tiptap/pm/state'
import { expect, it } from 'vitest'
import * as Y from 'yjs'
import { FakeNetwork } from '../support/fake-network.ts'
import { Peer } from '../support/peer.ts'

const goal = { kind: 'smartGoal', title: 'Win ten plants' }
const plan: PlanJson = {
  meta: {},
  body: [
    { type: 'paragraph', content: [{ text: 'before' }] },
    { block: 'goalOne00001' },
    { type: 'heading', level: 2, content: [{ text: 'Numbers' }] },
    { type: 'paragraph', content: [{ text: 'after' }] },
  ],
  blocks: { goalOne00001: goal },
}

function jo() {
  const state = Y.encodeStateAsUpdate(planDoc(plan))
  const [ana, jo] = [new Peer(0, state), new Peer(1, state)]
  const network = new FakeNetwork([ana.doc, jo.doc])
  const card = 8
  jo.view.dispatch(jo.view.state.tr.setSelection(NodeSelection.create(jo.view.state.doc, card)))
  return { ana, jo, network }
}

it('a selected card that somebody removes leaves the caret where it stood, and the next letter replaces nothing', () => {
  const { ana, jo: peer, network } = jo()
  removeBlock(ana.doc, 'goalOne00001')
  network.heal()
  expect(peer.view.state.selection).toBeInstanceOf(TextSelection)
  peer.view.dispatch(peer.view.state.tr.insertText('!'))
  expect(peer.view.state.doc.textContent).toBe('before!Numbersafter')
})

it('the same when the lines around it changed meanwhile', () => {
  const { ana, jo: peer, network } = jo()
  ana.view.dispatch(ana.view.state.tr.insertText('long ', 1))
  removeBlock(ana.doc, 'goalOne00001')
  network.heal()
  peer.view.dispatch(peer.view.state.tr.insertText('!'))
  expect(peer.view.state.doc.textContent).toBe('long before!Numbersafter')
})

it('a selected card that somebody moves stays selected', () => {
  const { ana, jo: peer, network } = jo()
  moveBlock(ana.doc, 'goalOne00001', 4)
  network.heal()
  const { selection } = peer.view.state
  expect(selection).toBeInstanceOf(NodeSelection)
  expect((selection as NodeSelection).node.attrs.id).toBe('goalOne00001')
})
