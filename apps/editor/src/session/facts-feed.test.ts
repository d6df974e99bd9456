import { parsePlan, samplePlan } from '@concord/schema'
import { describe, expect, it } from 'vitest'
import { lacksKeys } from './facts-feed.ts'

const { json, facts } = samplePlan()
const content = parsePlan(json)

describe('asking for keys', () => {
  it('is not needed when everything in the plan has one', () => {
    expect(lacksKeys({ content, facts })).toBe(false)
  })

  it('is needed for a block, and for a row, that has none yet', () => {
    const without = (key: string) => {
      const keys = Object.fromEntries(Object.entries(facts.keys).filter(([, given]) => given !== key))
      return { content, facts: { ...facts, keys } }
    }
    expect(lacksKeys(without('G2'))).toBe(true)
    expect(lacksKeys(without('K3'))).toBe(true)
  })
})
