import type { BodyNode, PlanJson } from '@concord/schema'
import { describe, expect, it } from 'vitest'
import { drawBodyRun } from './draw.ts'
import { play } from './run.ts'

const says = (text: string): BodyNode => ({ type: 'paragraph', content: text ? [{ text }] : [] })
const cells = (...texts: string[]) => texts.map((text) => ({ content: [says(text)] }))

const plan: PlanJson = {
  meta: {},
  blocks: {},
  body: [
    says('ab'),
    says(''),
    { type: 'list', style: 'bullet', items: cells('one', '') },
    { type: 'table', rows: [cells('c', ''), cells('d', 'e')] },
    says('z'),
  ],
}

/** Runs of a few dozen edits: enough for people to restructure what others write in, few enough to be many. */
const [runs, edits] = [30, 60] as const

describe('two or three people who write, turn, join, split, indent and rebuild the same few lines lose no letter', () => {
  const seeds = Array.from({ length: runs }, (_, index) => 1000 + index)
  it.each(seeds)('seed %i', (seed) => {
    expect(play(drawBodyRun(seed, edits), {}, plan).faults).toEqual([])
  })

  it('and every kind of edit takes part', () => {
    const acted = new Set(
      seeds.slice(0, 5).flatMap((seed) => Object.keys(play(drawBodyRun(seed, edits), {}, plan).acted)),
    )
    for (const name of ['turnLine', 'joinLines', 'indentItem', 'splitLine', 'markText', 'undo'])
      expect(acted).toContain(name)
  })
})
