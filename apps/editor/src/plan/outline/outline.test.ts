import { DEMO_TODAY, definitionOf, parsePlan, samplePlan } from '@concord/schema'
import { describe, expect, it } from 'vitest'
import { outlineOf, sectionNumbers, statusNote } from './outline.ts'

const { json, facts } = samplePlan()
const plan = { content: parsePlan(json), facts }
const outline = outlineOf(plan, (id) => {
  const block = plan.content.blocks.get(id)
  return (block && definitionOf(block.kind)?.derive(block as never, plan, DEMO_TODAY)) ?? null
})
const goals = outline.find(({ title }) => title === 'Goals')

describe('numbers of sections', () => {
  it('count from one where all headings are of one level', () => {
    expect(sectionNumbers([2, 2, 2])).toEqual(['1', '2', '3'])
  })

  it('count parts within a section where there are two levels', () => {
    expect(sectionNumbers([1, 2, 2, 1, 2])).toEqual(['1', '1.1', '1.2', '2', '2.1'])
  })
})

describe('the outline of the demo plan', () => {
  it('has its sections in order, numbered', () => {
    expect(outline.map(({ number, title }) => `${number} ${title}`).slice(0, 3)).toEqual([
      '1 Direction',
      '2 What we promise',
      '3 Goals',
    ])
  })

  it('names each goal by key, title and status', () => {
    expect(goals?.blocks.map(({ key, status }) => `${key} ${status}`)).toEqual([
      'G1 amber',
      'G2 amber',
      'G3 green',
      'G4 green',
      'G5 green',
    ])
    expect(goals?.blocks[1]?.title).toBe('Create 4.8 M qualified pipeline by 31 Dec')
  })

  it('counts statuses, the worst first, and says nothing about a section without several', () => {
    expect(statusNote(goals!)).toBe('2 at risk · 3 on track')
    expect(statusNote(outline[0]!)).toBe('')
  })

  it('keeps lines whose block did not change', () => {
    const known = new Map()
    const [first] = outlineOf(plan, () => null, known)[1]!.blocks
    const [second] = outlineOf(plan, () => null, known)[1]!.blocks
    expect(second).toBe(first)
  })
})
