import {
  blockKinds,
  bodyRoot,
  definitionOf,
  META,
  moveBlock,
  noFacts,
  type PlanJson,
  planDoc,
  readPlan,
  setRegister,
  textAt,
} from '@concord/schema'
import { describe, expect, it, vi } from 'vitest'
import type * as Y from 'yjs'
import { PlanStore } from './plan-store.ts'

const idOf = (index: number) => `storeStore${String(index).padStart(2, '0')}`

/** One filled block of every kind, with a line of prose. */
const plan: PlanJson = {
  meta: { title: 'Plan', start: '2026-01-01', end: '2026-12-31', currency: 'USD', timeZone: 'UTC' },
  body: [
    { type: 'paragraph', content: [{ text: 'Words' }] },
    ...blockKinds.map((_, index) => ({ block: idOf(index) })),
  ],
  blocks: Object.fromEntries(blockKinds.map((kind, index) => [idOf(index), { ...definitionOf(kind)?.sample, kind }])),
}
const goal = idOf(blockKinds.indexOf('smartGoal'))
const campaign = idOf(blockKinds.indexOf('campaign'))

function open() {
  const doc = planDoc(plan)
  const store = new PlanStore(doc, noFacts, '2026-11-23')
  return { doc, store }
}

const write = (doc: Y.Doc, words: string) => {
  const line = bodyRoot(doc).get(0) as Y.XmlElement
  ;(line.get(0) as Y.XmlText).insert(0, words)
}

describe('the store of an open plan', () => {
  it('holds what reading the Y.Doc from the start gives, after any change', () => {
    const { doc, store } = open()
    textAt(doc, goal, 'title')?.insert(0, 'New ')
    setRegister(doc, campaign, 'budget', 5)
    setRegister(doc, 'meta', 'end', '2027-12-31')
    write(doc, 'Some ')
    moveBlock(doc, campaign, 0)
    const [kept, fresh] = [store.plan().content, readPlan(doc)]
    expect({ ...kept, body: kept.body }).toEqual(fresh)
  })

  it('keeps the identity of what did not change', () => {
    const { doc, store } = open()
    const before = store.plan().content
    setRegister(doc, campaign, 'budget', 5)
    const after = store.plan().content
    expect(after.blocks.get(goal)).toBe(before.blocks.get(goal))
    expect(after.stored[goal]).toBe(before.stored[goal])
    expect(after.blocks.get(campaign)).not.toBe(before.blocks.get(campaign))
    expect(after.order).toBe(before.order)
  })

  it('tells a block when its value is different, once, after the change', () => {
    const { doc, store } = open()
    const [told, others] = [vi.fn(), vi.fn()]
    store.onBlock(campaign, told)
    store.onBlock(goal, others)
    setRegister(doc, campaign, 'budget', 5)
    setRegister(doc, campaign, 'budget', 6)
    expect(told).not.toHaveBeenCalled()
    store.settle()
    expect(told).toHaveBeenCalledTimes(1)
    expect(others).not.toHaveBeenCalled()
    setRegister(doc, campaign, 'budget', 6)
    store.settle()
    expect(told).toHaveBeenCalledTimes(1)
  })

  it('tells what is wrong with the title of the plan as with a field of a block', () => {
    const { doc, store } = open()
    const told = vi.fn()
    store.onBlock(META, told)
    textAt(doc, META, 'title')?.insert(0, 'Long '.repeat(60))
    store.settle()
    expect(told).toHaveBeenCalledOnce()
    expect(store.problemsOf(META)).toMatchObject([{ field: 'title', block: META }])
  })

  it('says that derived values are of the plan before until they are computed again', () => {
    const { doc, store } = open()
    store.derived(campaign)
    expect(store.isCurrent()).toBe(true)
    setRegister(doc, campaign, 'budget', 5)
    store.plan()
    expect(store.isCurrent()).toBe(false)
    store.settle()
    expect(store.isCurrent()).toBe(true)
  })

  it('derives what somebody shows, and tells only when the result is different', () => {
    const { doc, store } = open()
    const derive = vi.spyOn(definitionOf('campaign')!, 'derive')
    const told = vi.fn()
    const stop = store.onDerived(campaign, told)
    store.settle()
    const calls = derive.mock.calls.length
    setRegister(doc, goal, 'due', '2026-12-01')
    store.settle()
    expect(derive.mock.calls.length).toBe(calls + 1)
    setRegister(doc, campaign, 'spend', 123_456_700)
    store.settle()
    expect(told).toHaveBeenCalled()
    stop()
    const afterStop = derive.mock.calls.length
    setRegister(doc, campaign, 'spend', 1)
    store.settle()
    expect(derive.mock.calls.length).toBe(afterStop)
    derive.mockRestore()
  })

  it('tells of facts that come while values are being computed, slice after slice', () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    // A machine so slow that each slice computes the values of one block.
    let now = 0
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 10))
    try {
      const { store } = open()
      for (const index of blockKinds.keys()) store.onDerived(idOf(index), () => {})
      const told: unknown[] = []
      store.onValues(() => told.push(store.settledPlan().facts.keys[goal]))
      store.setAsOf('2026-12-01')
      vi.advanceTimersToNextTimer()
      expect(store.isCurrent()).toBe(false)
      store.setFacts({ ...noFacts, keys: { [goal]: 'G1' } })
      vi.runAllTimers()
      expect(told.at(-1)).toBe('G1')
      expect(store.isCurrent()).toBe(true)
    } finally {
      clock.mockRestore()
      vi.useRealTimers()
    }
  })

  it('computes nothing for a key in the prose, but says that the plan changed', () => {
    const { doc, store } = open()
    const derive = vi.spyOn(definitionOf('campaign')!, 'derive')
    const [values, all] = [vi.fn(), vi.fn()]
    store.onDerived(campaign, () => {})
    store.onValues(values)
    store.onPlan(all)
    store.settle()
    for (const mock of [derive, values, all]) mock.mockClear()
    write(doc, 'a')
    store.settle()
    expect(derive).not.toHaveBeenCalled()
    expect(values).not.toHaveBeenCalled()
    expect(all).toHaveBeenCalledTimes(1)
    expect(JSON.stringify(store.plan().content.body[0])).toContain('aWords')
    derive.mockRestore()
  })

  it('derives again for another day', () => {
    const { store } = open()
    const derive = vi.spyOn(definitionOf('campaign')!, 'derive')
    store.onDerived(campaign, () => {})
    store.setAsOf('2027-12-28')
    store.settle()
    expect(derive.mock.lastCall?.[2]).toBe('2027-12-28')
    derive.mockRestore()
  })
})

it('no rule of any kind reads the prose, which is why a key in it computes nothing', () => {
  const content = readPlan(planDoc(plan))
  const silent = {
    facts: noFacts,
    content: {
      ...content,
      get body(): never {
        throw new Error('A rule has read the prose: the store must then derive after every key.')
      },
    },
  }
  for (const block of content.blocks.values()) definitionOf(block.kind)?.derive(block as never, silent, '2026-11-23')
})
