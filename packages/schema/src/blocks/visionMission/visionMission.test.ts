import { describe, expect, it } from 'vitest'
import type { BlockJson } from '../../block/extract.ts'
import type { JsonObject } from '../../json.ts'
import { materialHash } from '../../plan-doc/canonical.ts'
import { aPlan, blockIn } from '../../testing/a-plan.ts'
import { anyBlock, notNumbers, rngOf } from '../../testing/hostile.ts'
import { deriveVisionMission } from './derive.ts'
import { renderVisionMission } from './render.ts'
import { sampleVisionMission } from './sample.ts'
import { visionMissionShape } from './shape.ts'

/** The vision and mission of the demo plan. */
const vision: BlockJson = {
  kind: 'visionMission',
  vision: 'No Great Lakes food or parts plant loses a shift to a failure it could have seen coming.',
  visionYears: 10,
  mission: 'By 2030, 150 plants run LineSense with Dunmarsh service, at 95 % renewal.',
  missionYears: 5,
}
const derived = (changes: JsonObject = {}, meta: JsonObject = {}, facts = {}) => {
  const plan = aPlan({ vision: { ...vision, ...changes } }, { meta, facts })
  const block = blockIn(plan, 'vision', 'visionMission')
  const result = deriveVisionMission(block, plan, '2026-11-23')
  return { ...result, card: renderVisionMission(block, result, plan) }
}
const long = Array.from({ length: 41 }, () => 'word').join(' ')

describe('vision and mission', () => {
  it('end so many years after the plan starts', () => {
    expect(derived()).toMatchObject({
      visionEnd: { value: '2036-01-01' },
      missionEnd: { value: '2031-01-01' },
      problems: [],
    })
    expect(derived({ missionYears: null }).missionEnd).toEqual({ value: '2031-01-01' })
    expect(derived({}, { start: '2028-02-29' }).missionEnd).toEqual({ value: '2033-02-28' })
    expect(derived({}, { start: null }).visionEnd).toEqual({ reason: 'NO_DATA' })
    expect(derived({}, { start: '2195-01-01' }).visionEnd).toEqual({ reason: 'BAD_INPUT' })
  })

  it.each([
    [{ visionYears: 40 }, 'A vision looks 5 to 30 years ahead.', 'error'],
    [{ missionYears: 2 }, 'A mission looks 3 to 7 years ahead.', 'error'],
    [{ visionYears: 5 }, 'The mission must end before the vision.', 'error'],
    [{ visionYears: 5, missionYears: null }, 'The mission must end before the vision.', 'error'],
    [{ vision: 'Win together' }, 'Vision has 2 words; 5 to 40 can be remembered.', 'warning'],
    [{ mission: `150 ${long}` }, 'Mission has 42 words; 5 to 40 can be remembered.', 'warning'],
    [{ mission: 'Many plants run our joint service.' }, 'A mission without a number cannot be checked.', 'hint'],
  ])('%j: %s', (changes, message, severity) => {
    expect(derived(changes).problems).toEqual([expect.objectContaining({ message, severity, block: 'vision' })])
  })

  it('say nothing about sentences nobody has begun', () => {
    expect(derived({ vision: '', mission: '' }).problems).toEqual([])
  })

  it('are agreed while both sides’ consent is for what they say now', () => {
    const acks = (['vendor', 'partner'] as const).map((side) => ({
      target: 'vision',
      side,
      role: 'owner',
      at: '2026-01-01T00:00:00Z',
      materialHash: materialHash(vision),
    }))
    expect(derived({}, {}, { acks }).state).toBe('agreed')
    expect(derived({ visionVendor: 'Ours alone' }, {}, { acks }).state).toBe('agreed')
    expect(derived({ visionYears: 12 }, {}, { acks }).state).toBe('draft')
  })

  it('have a card that says until when', () => {
    expect(derived().card).toMatchObject({
      status: 'Draft',
      facts: [
        { label: 'Vision, until Jan 1, 2036', value: vision.vision },
        { label: 'Mission, until Jan 1, 2031', value: vision.mission },
      ],
    })
  })

  it('have a sample with nothing to mend', () => {
    expect(derived(sampleVisionMission).problems).toEqual([])
    expect(aPlan({ sample: { kind: 'visionMission', ...sampleVisionMission } }).content.problems).toEqual([])
  })

  it.each(Array.from({ length: 50 }, (_, seed) => seed))('whatever is stored, seed %i gives no exception', (seed) => {
    const plan = aPlan({ vision: anyBlock(rngOf(seed), visionMissionShape, ['x']) })
    const block = blockIn(plan, 'vision', 'visionMission')
    const result = deriveVisionMission(block, plan, '2026-11-23')
    expect(notNumbers([result, renderVisionMission(block, result, plan)])).toEqual([])
  })
})
