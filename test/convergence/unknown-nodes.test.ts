import { type BodyNode, bodyRoot, planDoc, planJson } from '@concord/schema'
import { lift, setBlockType, wrapIn } from '@tiptap/pm/commands'
import { TextSelection } from '@tiptap/pm/state'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { FakeNetwork } from '../support/fake-network.ts'
import { Peer } from '../support/peer.ts'

const says = (text: string): BodyNode => ({ type: 'paragraph', content: text ? [{ text }] : [] })

function element(name: string, attributes: Record<string, string>, children: (Y.XmlElement | Y.XmlText)[]) {
  const node = new Y.XmlElement(name)
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value)
  node.insert(0, children)
  return node
}

const marked = (attributes: object) => {
  const text = new Y.XmlText()
  text.applyDelta([{ insert: 'plain ' }, { insert: 'lit', attributes }])
  return text
}

/** What a newer Concord or a careless script may put into a body. */
const strange: Readonly<Record<string, () => Y.XmlElement | Y.XmlText>> = {
  'a node of an unknown type': () =>
    element('callout', { tone: 'warning' }, [element('paragraph', {}, [marked({ bold: {} })])]),
  'a line with an unknown mark': () => element('paragraph', {}, [marked({ highlight: { colour: 'green' } })]),
  'a line with an unknown node in it': () =>
    element('paragraph', {}, [new Y.XmlText('ask '), element('mention', { of: 'jo' }, [])]),
  'a quote with bare text in it': () => element('blockquote', {}, [new Y.XmlText('bare')]),
  'a list with something else than items in it': () =>
    element('bulletList', {}, [element('paragraph', {}, [new Y.XmlText('no item')])]),
  'an item without a list': () => element('listItem', {}, [element('paragraph', {}, [new Y.XmlText('alone')])]),
  'text without a line': () => new Y.XmlText('loose'),
}

describe.each(Object.entries(strange))('%s', (_, make) => {
  function open() {
    const doc = planDoc({
      meta: {},
      body: [says('first'), { type: 'quote', content: [says('quoted')] }, says('last')],
      blocks: {},
    })
    bodyRoot(doc).insert(1, [make()])
    const stored = bodyRoot(doc).toArray()[1]!.toString()
    const state = Y.encodeStateAsUpdate(doc)
    const [ana, jo] = [new Peer(0, state), new Peer(1, state)]
    const network = new FakeNetwork([ana.doc, jo.doc])
    const kept = (peer: Peer) =>
      bodyRoot(peer.doc)
        .toArray()
        .map(String)
        .filter((node) => node === stored).length
    return { ana, jo, network, kept, state }
  }

  it('is shown with its words and is not touched by opening the plan', () => {
    const { ana, state, kept } = open()
    expect(Y.encodeStateAsUpdate(ana.doc)).toEqual(state)
    expect(kept(ana)).toBe(1)
    expect(ana.view.state.doc.child(1).type.name).toBe('unknownNode')
    expect(ana.view.state.doc.child(1).attrs.words).toMatch(/plain\s?lit|ask|bare|no item|alone|loose/)
  })

  it('stays while people write around it, join lines, turn them and take that back', () => {
    const { ana, jo, network, kept } = open()
    jo.view.dispatch(jo.view.state.tr.insertText('!', 1))
    ana.view.dispatch(ana.view.state.tr.insertText('?', 6))
    network.heal()
    const at = (peer: Peer, position: number) =>
      peer.view.dispatch(peer.view.state.tr.setSelection(TextSelection.near(peer.view.state.doc.resolve(position))))
    at(ana, 1)
    setBlockType(ana.view.state.schema.nodes.heading!, { level: 1 })(ana.view.state, (tr) => ana.view.dispatch(tr))
    at(jo, 12)
    lift(jo.view.state, (tr) => jo.view.dispatch(tr))
    network.heal()
    ana.undo.undo()
    jo.undo.undo()
    network.heal()
    ana.undo.redo()
    network.heal()
    for (const peer of [ana, jo]) expect(kept(peer)).toBe(1)
    expect(ana.view.state.doc.toJSON()).toEqual(jo.view.state.doc.toJSON())
    expect(planJson(ana.doc)).toEqual(planJson(jo.doc))
  })

  it('can be deleted, and comes back with undo', () => {
    const { ana, jo, network, kept } = open()
    const { doc, tr } = ana.view.state
    ana.view.dispatch(tr.delete(doc.child(0).nodeSize, doc.child(0).nodeSize + 1))
    network.heal()
    for (const peer of [ana, jo]) expect(kept(peer)).toBe(0)
    ana.undo.undo()
    network.heal()
    for (const peer of [ana, jo]) expect(kept(peer)).toBe(1)
  })

  it('goes along when what stands around it is rebuilt', () => {
    const { ana, jo, network } = open()
    const count = (peer: Peer) => bodyRoot(peer.doc).toString().split('</blockquote>').length
    const before = planJson(ana.doc).body[1]
    const { doc, schema } = ana.view.state
    // The first three nodes become one quote, and that a list.
    ana.view.dispatch(ana.view.state.tr.setSelection(TextSelection.create(doc, 1, doc.content.size - 1)))
    wrapIn(schema.nodes.blockquote!)(ana.view.state, (tr) => ana.view.dispatch(tr))
    network.heal()
    expect(count(ana)).toBeGreaterThan(1)
    const quote = planJson(jo.doc).body[0] as { content: readonly BodyNode[] }
    expect(quote.content[1]).toEqual(before)
  })
})
