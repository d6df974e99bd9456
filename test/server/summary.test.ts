import { blocksRoot, metaRoot, newId } from '@concord/schema'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { FormBrowser } from '../support/form-browser.ts'
import { joinRoom } from '../support/stock-client.ts'
import { ShareDesk } from './share-desk.ts'
import { eventually } from './support.ts'

const desk = new ShareDesk()
const PHONE = { 'user-agent': 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Mobile/15E148' }
const summary = () => `${desk.page}/summary`

test('SM1 the summary is one small page that needs no script: promise, goals in words, scorecard, next review', async () => {
  const { path, browser } = await desk.aLink()
  await browser.post(path, {})
  const { status, html, headers } = await browser.get(summary())
  expect(status).toBe(200)
  for (const said of [
    'Food plants cut unplanned line stops',
    '900 k of 1,200 k booked',
    'Three goals are on track',
    'Joint bookings',
    'Next review: Jan 19, 2027, in 57 days.',
    'Read the whole plan',
  ])
    expect(html).toContain(said)
  expect(html.match(/<li>/g)).toHaveLength(5)
  expect(html).not.toContain('<script')
  expect(html.length).toBeLessThan(15 * 1024)
  expect(headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(headers.get('cache-control')).toBe('private, no-store')
})

test('SM2 it is for whoever may read the plan, and nobody else learns that there is one', async () => {
  const stranger = new FormBrowser(desk.server.url)
  expect((await stranger.get(summary())).status).toBe(401)
  expect((await stranger.get(`/p/${newId()}/summary`)).status).toBe(401)
  const { path, browser, id } = await desk.aLink()
  await browser.post(path, {})
  expect((await browser.get(`/p/${newId()}/summary`)).status).toBe(401)
  expect((await browser.get(summary())).status).toBe(200)
  await desk.end(id, 'vendor')
  expect((await browser.get(summary())).status).toBe(401)
})

test('SM3 a phone that came by a link begins with the summary, unless it was sent to one block', async () => {
  const { path, browser } = await desk.aLink()
  expect((await browser.post(path, {}, PHONE)).location).toBe(summary())
  expect((await browser.post(path, { at: '#b-goalBook8nFB' }, PHONE)).location).toBe(`${desk.page}#b-goalBook8nFB`)
  expect((await browser.post(path, {})).location).toBe(desk.page)
})

test('SM4 markup in any text of the plan stays text, in the summary and in the plan’s page', async () => {
  const hostile = '"\'><img src=x onerror=alert(1)><script>alert(1)</script><a href="javascript:alert(1)">'
  const owner = await joinRoom(desk.server.url, desk.server.demo!.room, await desk.cookieFor('vendor'))
  let texts = 0
  const spoil = (type: unknown) => {
    if (type instanceof Y.Text) {
      type.insert(0, hostile)
      texts += 1
    } else if (type instanceof Y.Map) for (const value of type.values()) spoil(value)
  }
  for (const root of [metaRoot(owner.doc), blocksRoot(owner.doc)]) spoil(root)
  expect(texts).toBeGreaterThan(100)
  const { path, browser } = await desk.aLink()
  await browser.post(path, {})
  await eventually(async () => (await browser.get(summary())).html.includes('onerror'))
  for (const page of [summary(), desk.page]) {
    const { html } = await browser.get(page)
    expect(html).toMatch(/&(lt|#60);img src=x onerror/)
    expect(html).not.toMatch(/<img|<script>|href="?javascript:/i)
  }
  owner.leave()
})
