import { expect, test } from 'vitest'
import { defaultLimits } from './limits.ts'
import { limitLines, limitsAsHtml, limitsAsText, limitsPage } from './limits-table.ts'

test('C12 every limit stands in the table as it is in force, with what happens above it', () => {
  const lines = limitLines({ ...defaultLimits, plan: 12 * 2 ** 20 })
  expect(lines.map(({ name }) => name)).toEqual(Object.keys(defaultLimits))
  expect(lines.find(({ name }) => name === 'plan')?.limit).toBe('12 MB')
  expect(lines.find(({ name }) => name === 'unsentFor')?.limit).toBe('60 sec')
  expect(lines.every(({ effect }) => effect.length > 20)).toBe(true)
})

test('C12 operators and users are shown the same', () => {
  const [text, html] = [limitsAsText(defaultLimits), limitsAsHtml(defaultLimits)]
  for (const { name, limit } of limitLines(defaultLimits)) {
    expect(text).toMatch(new RegExp(`^${name} +${limit} `, 'm'))
    expect(html).toContain(`<td>${name}</td><td>${limit}</td>`)
  }
})

test('C12 the page is one of our own: it has a name, and a look for light and dark', async () => {
  const page = await limitsPage(defaultLimits)
  const text = await page.text()
  expect(page.headers.get('content-type')).toContain('text/html')
  expect(text).toContain('<title>Limits · Concord</title>')
  expect(text).toContain('prefers-color-scheme:dark')
  expect(text).toContain(limitsAsHtml(defaultLimits))
})
