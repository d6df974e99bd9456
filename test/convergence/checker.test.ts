import { BIRTH_ORIGIN, FIELD_ORIGIN, registerAt, roots, shapeOfKind, textAt, valueAt } from '@concord/schema'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { drawBodyRun, drawRun } from './draw.ts'
import { insertSomeBlock } from './edit-blocks.ts'
import { typeInBody } from './edit-body.ts'
import type { Edit } from './edits.ts'
import { blocksInBody, editableFields } from './fields.ts'
import { type EditName, editNames, networkNames } from './operation.ts'
import { play } from './run.ts'
import { shrink } from './shrink.ts'

/** The laws that break when an edit is made in another way. */
function broken(changes: Partial<Record<EditName, Edit>>): string[] {
  const faults = [1, 2, 3].flatMap((seed) => play(drawRun(seed, 400), changes).faults)
  return [...new Set(faults.map(({ law }) => law))]
}

/** Writes in the body, and takes away the letter that stands first there. */
const typeCarelessly: Edit = (player, letters) => {
  typeInBody(player, letters)
  const { view } = player.peer
  let first: number | null = null
  view.state.doc.descendants((node, position) => {
    if (node.isText) first ??= position
    return first === null
  })
  if (first !== null) view.dispatch(view.state.tr.delete(first, first + 1))
  return null
}

describe('a planted mistake is seen', () => {
  it('a letter taken away by an edit that only writes', () => {
    expect(broken({ typeInBody: typeCarelessly })).toContain('no letter vanishes')
  })

  it('a line that is written anew and says nothing of the old one', () => {
    const turnSilently: Edit = ({ peer, pick }) => {
      const { body } = roots(peer.doc)
      const lines = body.toArray().filter((node) => node instanceof Y.XmlElement && node.nodeName === 'paragraph')
      const line = lines[pick(lines.length)] as Y.XmlElement | undefined
      const text = line?.toArray()[0]
      if (!line || !(text instanceof Y.XmlText)) return null
      const heading = new Y.XmlElement('heading')
      heading.insert(0, [text.clone()])
      const at = body.toArray().indexOf(line)
      peer.doc.transact(() => {
        body.delete(at, 1)
        body.insert(at, [heading])
      }, 'move')
      return null
    }
    expect(broken({ turnLine: turnSilently })).toContain('no letter vanishes')
  })

  it('a text written as a whole instead of letter by letter', () => {
    const typeWhole: Edit = ({ peer, pick }, letters) => {
      const block = blocksInBody(peer.doc)[pick(3)]
      const field = block && editableFields(peer, block, 'text')[0]
      const text = field && textAt(peer.doc, field.block, field.path)
      const map = text ? text.parent : null
      if (text && map instanceof Y.Map)
        peer.doc.transact(() => map.set(field.path, new Y.Text(text.toString() + letters.letters(2))), FIELD_ORIGIN)
      return null
    }
    expect(broken({ typeInField: typeWhole })).toContain('no letter vanishes')
  })

  it('an undo that takes Y types away', () => {
    const undo: Edit = (player) => {
      const { undo } = player.peer
      undo.manager.deleteFilter = () => true
      undo.manager.trackedOrigins.add(BIRTH_ORIGIN)
      insertSomeBlock(player)
      while (undo.undo());
      return null
    }
    expect(broken({ undo })).toContain('no Y type of a block vanishes')
  })

  it('a cell written with the rest of its row', () => {
    const setCell: Edit = ({ peer, pick }) => {
      for (const block of blocksInBody(peer.doc))
        for (const { path } of editableFields(peer, block, 'series')) {
          const cells = valueAt(peer.doc, block, path)
          if (!(cells instanceof Y.Map)) continue
          const value = pick(1000)
          peer.doc.transact(() => {
            for (const quarter of ['2026-Q1', '2026-Q2']) cells.set(quarter, value)
          }, FIELD_ORIGIN)
          return null
        }
      return null
    }
    expect(broken({ setCell })).toContain('an edit of one cell writes one cell')
  })

  it('a value that nobody wrote last', () => {
    // Writes a moment later and as somebody else, which is how a stale form saves.
    let stale = 0
    const setRegister: Edit = ({ peer, pick }) => {
      const block = blocksInBody(peer.doc)[0]
      const at = block && registerAt(peer.doc, block, 'reviewEveryDays')
      if (at) peer.doc.transact(() => at.map.set(at.key, 1 + pick(500)), FIELD_ORIGIN)
      if (at && pick(2) === 0) {
        const silent = new Y.Doc()
        silent.clientID = 1000 + stale++
        Y.applyUpdate(silent, Y.encodeStateAsUpdate(peer.doc))
        const place = block && registerAt(silent, block, 'reviewEveryDays')
        if (place) place.map.set(place.key, 501)
        Y.applyUpdate(peer.doc, Y.encodeStateAsUpdate(silent, Y.encodeStateVector(peer.doc)), 'provider')
      }
      return null
    }
    expect(broken({ setRegister })).toContain('a cell holds what one of its last writers wrote')
  })

  it('a list that is made when it is first needed', () => {
    const insertBlock: Edit = ({ peer, pick }) => {
      const block = blocksInBody(peer.doc)[pick(4)]
      const shape = block && shapeOfKind(String(valueAt(peer.doc, block, 'kind')))
      const list = shape && Object.keys(shape.rows)[0]
      const map = block && valueAt(peer.doc, block, 'kind') ? peer.doc.getMap('blocks').get(block) : null
      if (list && map instanceof Y.Map) peer.doc.transact(() => map.set(list, new Y.Map()), FIELD_ORIGIN)
      return null
    }
    expect(broken({ insertBlock })).toContain('no letter vanishes')
  })
})

it('every operation happens in a run and changes something', () => {
  const outcome = play(drawRun(1, 1500))
  const acted = { ...outcome.acted, ...play(drawBodyRun(1, 300)).acted }
  const idle = [...editNames, ...networkNames].filter((name) => !acted[name])
  // Losing and parting are seen by what does not arrive.
  expect(idle).toEqual(['drop', 'part', 'heal'])
  expect(outcome.letters).toBeGreaterThan(1000)
})

it('the same seed plays the same run', () => {
  const [one, other] = [play(drawRun(7, 300)), play(drawRun(7, 300))]
  expect(one).toEqual(other)
})

it('a failure shrinks to the few steps that make it, and fails again from its file', () => {
  const changes = { typeInBody: typeCarelessly }
  const failing = drawRun(1, 400)
  const fails = (run: typeof failing) => play(run, changes).faults.some(({ law }) => law === 'no letter vanishes')
  const short = shrink(failing, fails)
  expect(short.operations.length).toBeLessThan(25)
  expect(fails(JSON.parse(JSON.stringify(short)))).toBe(true)
  expect(play(short).faults).toEqual([])
})
