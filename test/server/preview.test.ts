import { metaRoot, newId } from '@concord/schema'
import { expect, test } from 'vitest'
import type * as Y from 'yjs'
import { FormBrowser } from '../support/form-browser.ts'
import { joinRoom } from '../support/stock-client.ts'
import { ShareDesk } from './share-desk.ts'
import { eventually } from './support.ts'

const desk = new ShareDesk()
const BOT = { 'user-agent': 'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)' }

/** What somebody without a session gets at an address. */
async function looked(path: string, headers: Record<string, string> = BOT) {
  const response = await fetch(`${desk.server.url}${path}`, { headers })
  return { status: response.status, html: await response.text(), headers: response.headers }
}
const cardOf = (html: string) =>
  [...html.matchAll(/<meta (?:property|name)="(?:og|twitter|desc)[^>]*>/g)].map(([tag]) => tag)
const show = async (isOn: boolean) => desk.ask(await desk.cookieFor('partner'), 'PATCH', '/preview', { isOn })

test('PV1 an address that is pasted elsewhere shows the product and nothing of the plan', async () => {
  const { path } = await desk.aLink()
  const cards = []
  for (const each of [desk.page, `/p/${newId()}`, path]) {
    const { status, html, headers } = await looked(each)
    expect(status).toBe(200)
    expect(html).not.toMatch(/Halvern|Dunmarsh|FY2026|LineSense/)
    expect(headers.get('x-robots-tag')).toBe('noindex, nofollow')
    cards.push(cardOf(html).join())
  }
  expect(new Set(cards).size).toBe(1)
  expect(cards[0]).toContain('content="Joint business plan. Sign in to view it."')
  expect((await looked(desk.page, {})).status).toBe(401)
})

test('PV2 a plan whose owners chose so shows title, companies and counts, never a number; until they end it', async () => {
  const { path, id } = await desk.aLink()
  expect((await show(true)).status).toBe(200)
  for (const each of [desk.page, path]) {
    const card = cardOf((await looked(each)).html).join()
    expect(card).toContain('content="Joint business plan FY2026"')
    expect(card).toContain('Halvern Analytics and Dunmarsh Systems · 3 goals on track · 2 goals at risk')
    expect(card).not.toMatch(/900|1,200|LineSense/)
  }
  await desk.end(id, 'vendor')
  expect((await looked(path)).html).not.toContain('FY2026')
  await show(false)
  expect((await looked(desk.page)).html).not.toContain('FY2026')
})

test('PV3 only an owner may choose it, and a visitor not at all', async () => {
  const { path, browser } = await desk.aLink()
  await browser.post(path, {})
  expect((await desk.ask(browser.cookies, 'PATCH', '/preview', { isOn: true })).status).toBe(403)
  const kit = new FormBrowser(desk.server.url)
  await desk.signIn(kit, 'kit.okafor@dunmarsh.example')
  expect((await desk.ask(kit.cookies, 'PATCH', '/preview', { isOn: true })).status).toBe(403)
})

test('PV4 markup in the title stays text', async () => {
  const owner = await joinRoom(desk.server.url, desk.server.demo!.room, await desk.cookieFor('vendor'))
  const title = metaRoot(owner.doc).get('title') as Y.Text
  title.insert(0, '"><script>alert(1)</script>')
  await show(true)
  await eventually(async () => (await looked(desk.page)).html.includes('alert(1)'))
  expect((await looked(desk.page)).html).not.toContain('<script>alert')
  owner.leave()
})

test('PV1 robots may look, so that they read that nothing is to be kept', async () => {
  const robots = await looked('/robots.txt')
  expect(robots.headers.get('content-type')).toContain('text/plain')
  expect(robots.html).toContain('Disallow: /api/')
  expect(robots.html).not.toContain('Disallow: /p/')
})
