import { DEMO_TODAY, newId, type PlanJson, samplePlan } from '@concord/schema'
import { expect, test } from 'vitest'
import { planHtml } from './plan-html.ts'

const { json, facts } = samplePlan()

/** The sample plan whose KPI tables begin with so many more rows. */
function withRows(more: number): PlanJson {
  const blocks = Object.entries(json.blocks).map(([id, block]) => {
    const { rows = [] } = block as { rows?: object[] }
    if (block.kind !== 'kpiTable') return [id, block]
    const added = Array.from({ length: more }, (_, at) => ({ ...rows[0], id: newId(), name: `Measure ${at}.` }))
    return [id, { ...block, rows: [...added, ...rows] }]
  })
  return { ...json, blocks: Object.fromEntries(blocks) }
}

/** What a browser shows that runs scripts. */
const withScripts = (html: string) => html.replace(/<noscript>.*?<\/noscript>/gs, '')

test('where scripts run a long table waits for its card, where none run it is there to be read', () => {
  const [short, long] = [planHtml(withRows(1), facts, DEMO_TODAY), planHtml(withRows(99), facts, DEMO_TODAY)]
  expect(withScripts(short)).toBe(short)
  expect(short).toContain('<td>Measure 0.</td>')
  expect(long).toContain('<td>Measure 98.</td>')
  expect(withScripts(long)).not.toContain('<td>Measure ')
  expect(withScripts(long)).toContain('KPI table')
})
