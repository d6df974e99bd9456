import { describe, expect, it } from 'vitest'
import { readPastedBlock } from './pasted-block.ts'

const read = (json: unknown, here: readonly string[] = []) =>
  readPastedBlock(JSON.stringify(json), (id) => here.includes(id))

describe('a pasted block', () => {
  it('keeps the fields its kind has', () => {
    expect(read({ kind: 'campaign', title: 'Expo', budget: 100, proof: [{ id: 'p1', label: 'Photos' }] })).toEqual({
      kind: 'campaign',
      json: { title: 'Expo', budget: 100, proof: [{ id: 'p1', label: 'Photos' }] },
    })
  })

  it('leaves out what its fields cannot hold', () => {
    const block = read({
      kind: 'campaign',
      title: { evil: 1 },
      budget: 'lots',
      campaignKind: 'heist',
      mdfPct: 20,
      expectedLeads: { '2026-Q1': 5, '2026-Q2': 'x', __proto__: 3 },
      proof: [{ id: '<b>', label: 'A', url: 'javascript:alert(1)' }, 'row', { id: 'ok', url: 'https://a.example' }],
      surprise: 1,
    })
    expect(block?.json).toEqual({
      mdfPct: 20,
      expectedLeads: { '2026-Q1': 5 },
      proof: [{ label: 'A' }, { id: 'ok', url: 'https://a.example' }],
    })
  })

  it('points only at blocks of this plan', () => {
    const strategy = { kind: 'strategy', goal: 'goalGoalGo01', how: 'Together' }
    expect(read(strategy)?.json).toEqual({ how: 'Together' })
    expect(read(strategy, ['goalGoalGo01'])?.json).toEqual({ goal: 'goalGoalGo01', how: 'Together' })
  })

  it.each([
    ['no JSON', 'x'],
    ['no object', '[1]'],
    ['no kind', '{"title":"x"}'],
    ['a kind nobody knows', '{"kind":"hologram"}'],
    ['a name of every object', '{"kind":"constructor"}'],
    ['too much', JSON.stringify({ kind: 'campaign', title: 'x'.repeat(300_000) })],
  ])('is nothing when it is %s', (_, text) => {
    expect(readPastedBlock(text, () => true)).toBeNull()
  })
})
