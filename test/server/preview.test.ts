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
const partners = () => desk.cookieFor('partner')
const cardOf = (html: string) =>
  [...html.matchAll(/<(?:meta (?:property|name)="(?:og|twitter|desc)|link rel="alternate")[^>]*>/g)].map(([tag]) => tag)
const show = async (isOn: boolean) => desk.ask(await partners(), 'PATCH', '/preview', { isOn })

test('PV1 an address that is pasted elsewhere shows the product and nothing of the plan', async () => {
  const { path } = await desk.aLink()
  const cards = []
  for (const each of [desk.page, `/p/${newId()}`, path]) {
    const { status, html, headers } = await looked(each)
    expect(status).toBe(200)
    expect(html).not.toMatch(/Halvern|Dunmarsh|FY2026|LineSense/)
    expect(headers.get('x-robots-tag')).toBe('noindex, nofollow')
    expect(cardOf(html).join()).toContain(`content="${desk.server.url}${each}/preview.png"`)
    cards.push(cardOf(html).join().replaceAll(each, ''))
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

/** Bytes and headers of a picture, and its size as it says itself. */
async function picture(path: string, headers: Record<string, string> = BOT) {
  const response = await fetch(`${desk.server.url}${path}/preview.png`, { headers })
  const bytes = Buffer.from(await response.arrayBuffer())
  return { status: response.status, headers: response.headers, bytes, hex: bytes.toString('hex') }
}

test('PV5 plans that show nothing, unknown plans and links of every kind have one picture of the same bytes', async () => {
  await show(false)
  const { path, id } = await desk.aLink()
  const plain = await picture(desk.page)
  expect(plain.status).toBe(200)
  expect(plain.headers.get('content-type')).toBe('image/png')
  expect([plain.bytes.readUInt32BE(16), plain.bytes.readUInt32BE(20)]).toEqual([1200, 630])
  await desk.end(id, 'vendor')
  for (const each of [`/p/${newId()}`, '/p/no-such', path, `/l/${'x'.repeat(32)}`, '/l/short']) {
    const { status, hex, headers } = await picture(each)
    expect([each, status, hex === plain.hex]).toEqual([each, 200, true])
    expect(headers.get('etag')).toBe(plain.headers.get('etag'))
  }
})

test('PV5 a plan whose owners chose so has a picture of its own, which changes with what it shows', async () => {
  const neutral = await picture(desk.page)
  const { path } = await desk.aLink()
  await show(true)
  const shown = await picture(desk.page)
  expect(shown.hex).not.toBe(neutral.hex)
  expect((await picture(path)).hex).toBe(shown.hex)
  const tag = shown.headers.get('etag')!
  const again = await picture(desk.page, { 'if-none-match': tag })
  expect([again.status, again.bytes.length]).toEqual([304, 0])
  expect(shown.headers.get('cache-control')).toBe('public, max-age=300')
  const owner = await joinRoom(desk.server.url, desk.server.demo!.room, await desk.cookieFor('vendor'))
  const title = metaRoot(owner.doc).get('title') as Y.Text
  const hostile = `\u202e<svg onload="x">\u0000 \u{1f389} ${'خطة'.repeat(2_000)}`
  title.insert(0, hostile)
  await eventually(async () => (await picture(desk.page)).headers.get('etag') !== tag)
  expect((await picture(desk.page)).status).toBe(200)
  title.delete(0, hostile.length)
  owner.leave()
  await show(false)
  expect((await picture(desk.page)).hex).toBe(neutral.hex)
})

/** What oEmbed says of an address. */
async function embedded(at: string) {
  const response = await fetch(`${desk.server.url}${at}`)
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

test('PV6 oEmbed tells of our addresses as links, of the others nothing; unknown plans look like those that show nothing', async () => {
  await show(false)
  const { path } = await desk.aLink()
  const asked = (page: string) => `/oembed?url=${encodeURIComponent(desk.server.url + page)}`
  const [known, unknown] = [await embedded(asked(desk.page)), await embedded(asked('/p/zzzzzzzzzzzz'))]
  expect(known.body).toMatchObject({ version: '1.0', type: 'link', title: 'Concord', provider_name: 'Concord' })
  expect(known.body).not.toHaveProperty('html')
  expect(known.body.thumbnail_url).toBe(`${desk.server.url}${desk.page}/preview.png`)
  expect({ ...unknown.body, thumbnail_url: 0 }).toEqual({ ...known.body, thumbnail_url: 0 })
  await show(true)
  for (const each of [asked(desk.page), asked(path), `${desk.page}/oembed`, `${path}/oembed`])
    expect((await embedded(each)).body.title).toContain('Joint business plan FY2026')
  await show(false)
  expect((await embedded(`${asked(desk.page)}&maxwidth=300`)).body).not.toHaveProperty('thumbnail_url')
  expect((await embedded(`${asked(desk.page)}&format=xml`)).status).toBe(400)
  const foreign = [
    'https://evil.example/p/abc',
    `${desk.server.url}.evil.example${desk.page}`,
    'javascript:alert(1)',
    '',
  ]
  for (const each of [...foreign.map(encodeURIComponent), encodeURIComponent(`${desk.server.url}/api/session`)])
    expect((await embedded(`/oembed?url=${each}`)).status).toBe(404)
})

test('PV6 the page of a share link names no address of ours with its token in a query', async () => {
  const { path, token } = await desk.aLink()
  const { html } = await looked(path)
  expect(html).toContain(`href="${desk.server.url}${path}/oembed"`)
  expect(html).not.toMatch(new RegExp(`\\?[^"]*${token}`))
})

test('PV7 whatever is fetched to show an address elsewhere sets no cookie', async () => {
  const { path } = await desk.aLink()
  for (const page of [desk.page, path])
    for (const each of [page, `${page}/preview.png`, `${page}/oembed`]) {
      const { headers } = await looked(each)
      expect([each, headers.getSetCookie(), headers.get('x-robots-tag')]).toEqual([each, [], 'noindex, nofollow'])
    }
})
