import { type BodyNode, noFacts, type PlanJson, samplePlan } from '@concord/schema'
import { expect, test } from 'vitest'
import { planMarkdown } from './plan-markdown.ts'

const DAY = '2026-11-30'
const markdownOf = (...body: BodyNode[]): string => {
  const json: PlanJson = { meta: { title: 'A plan' }, body, blocks: {} }
  return planMarkdown(json, noFacts, DAY as never)
    .slice('# A plan\n\n'.length)
    .trimEnd()
}
const line = (text: string): BodyNode => ({ type: 'paragraph', content: [{ text }] })

test('XP1 text, lists, tables, quotes and code read the same in markdown', () => {
  expect(
    markdownOf(
      { type: 'heading', level: 2, content: [{ text: 'Goals' }] },
      {
        type: 'paragraph',
        content: [
          { text: 'bold', marks: { bold: true } },
          { text: ' and ' },
          { text: 'here', marks: { link: 'https://a.example/b c' } },
        ],
      },
      { type: 'list', style: 'ordered', items: [{ content: [line('one')] }, { content: [line('two'), line('more')] }] },
      { type: 'list', style: 'task', items: [{ checked: true, content: [line('done')] }] },
      { type: 'quote', content: [line('said')] },
      { type: 'table', rows: [[{ header: true, content: [line('Name')] }], [{ content: [line('a|b'), line('c')] }]] },
      { type: 'code', text: 'a ``` b' },
      { type: 'divider' },
    ),
  ).toBe(
    [
      '## Goals',
      '**bold** and [here](<https://a.example/b%20c>)',
      '1. one\n2. two\n   \n   more',
      '- [x] done',
      '> said',
      '| Name |\n| --- |\n| a\\|b c |',
      '````\na ``` b\n````',
      '---',
    ].join('\n\n'),
  )
})

test('XP1 what people typed is text in markdown, whatever it looks like', () => {
  expect(markdownOf(line('# no heading'), line('<b>*x*</b>'), line('1. no list'))).toBe(
    ['\\# no heading', '\\<b\\>\\*x\\*\\<\\/b\\>', '1\\. no list'].join('\n\n'),
  )
})

test('XP1 every block of the sample plan is in its markdown, with what is computed', () => {
  const { json, facts } = samplePlan()
  const text = planMarkdown(json, facts, facts.today!)
  for (const key of ['G1', 'G2', 'G3', 'G4', 'G5']) expect(text).toContain(`### ${key} `)
})
