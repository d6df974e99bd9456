import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { metaRoot, newId } from '@concord/schema'
import { expect, test } from 'vitest'
import { FakeClock } from './fake-clock.ts'
import { aFolder, aServer, aStockClient, cookieOf, eventually, linkOf, planOf } from './support.ts'

/** What a build of the editor leaves, as far as the server cares. */
function aBuiltEditor(): string {
  const folder = aFolder()
  mkdirSync(join(folder, 'assets'))
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><html><head><title>Concord</title></head><body><div id="root"></div><script type="module" src="/assets/main-abcd1234.js"></script></body></html>',
  )
  writeFileSync(join(folder, 'assets', 'main-abcd1234.js'), `console.log(1)${' '.repeat(2_000)}`)
  writeFileSync(join(folder, 'theme.js'), '1')
  return folder
}

test('AC5 a printed link begins a session, leads to the plan, and stays the same after a restart', async () => {
  const data = aFolder()
  const first = await aServer({ data })
  const response = await fetch(linkOf(first, 'vendor'), { redirect: 'manual' })
  expect(response.status).toBe(302)
  expect(response.headers.get('location')).toBe(`/p/${planOf(first)}`)
  expect(response.headers.getSetCookie()[0]).toMatch(/^concord_session=[\w-]{43}; .*HttpOnly; SameSite=Lax$/)
  const { links } = first.demo!
  const { port } = first
  await first.stop()
  const second = await aServer({ data, port })
  expect(second.demo!.links).toEqual(links)
  const kept = await fetch(`${second.url}/api/session`, {
    headers: { cookie: response.headers.getSetCookie()[0]!.split(';')[0]! },
  })
  expect(kept.status).toBe(200)
})

test('AC5 an unknown demo link gives no session, and without the demo there is none', async () => {
  const server = await aServer()
  const wrong = await fetch(`${server.url}/demo/${'A'.repeat(32)}`, { redirect: 'manual' })
  expect(wrong.status).toBe(404)
  expect(wrong.headers.getSetCookie()).toEqual([])
  expect((await aServer({ demo: false })).demo).toBeNull()
})

test('AC9 an address with nothing behind it is a page in a browser and JSON to a client, signed in or not', async () => {
  const server = await aServer({ editor: aBuiltEditor() })
  const cookie = await cookieOf(linkOf(server, 'vendor'))
  const plan = planOf(server)
  const addresses = [
    `/p/${plan}/nonsense`,
    `/p/${plan}/summary/nonsense`,
    '/outbox/999',
    '/outbox/aaaaaaaaaaaa.eml',
    '/l/nonsense/nonsense',
    '/i/nonsense/nonsense',
    '/account/nonsense',
    '/sign-in/nonsense',
    '/nonsense',
    '/a//b',
    '/oembed?url=a&url=b',
    '/sync/nonsense/nonsense',
    '/api/nonsense',
    `/api/plans/${plan}/nonsense`,
    `/api/plans/${newId()}/pack`,
  ]
  for (const address of addresses)
    for (const cookies of [cookie, '']) {
      const ask = (accept: string) => fetch(server.url + address, { headers: { cookie: cookies, accept } })
      const page = await ask('text/html,application/xhtml+xml,*/*;q=0.8')
      expect(page.headers.get('content-type'), address).toContain('text/html')
      const html = await page.text()
      expect(html).toMatch(/<h1>[^<]+\.<\/h1>/)
      expect(html).toContain('prefers-color-scheme:dark')
      const client = await ask('*/*')
      expect(client.status, address).toBe(page.status)
      expect(await client.json(), address).toMatchObject({ error: { code: expect.any(String) } })
    }
})

test('the plan can be read before any script runs, with everything people typed escaped', async () => {
  const server = await aServer({ editor: aBuiltEditor() })
  const cookie = await cookieOf(linkOf(server, 'vendor'))
  const page = async () => (await fetch(`${server.url}/p/${planOf(server)}`, { headers: { cookie } })).text()
  await eventually(async () => (await page()).includes('<title>Joint business plan FY2026 · Concord</title>'))
  const html = await page()
  expect(html).toContain('<article class="static-plan">')
  expect(html).toContain('At risk. 900 k of 1,200 k booked')
  expect(html).toContain('<strong>Running</strong>')
  expect(html).toMatch(/<h3>G1 Book 1\.2 M LineSense/)
  expect(html).toContain('src="/assets/main-abcd1234.js"')
  const { doc } = await aStockClient(server, 'vendor')
  metaRoot(doc).delete('title')
  const { Text } = await import('yjs')
  metaRoot(doc).set('title', new Text('</title><script>alert(1)</script>$&'))
  await eventually(async () => (await page()).split('alert(1)').length === 3)
  const hostile = await page()
  expect(hostile).not.toContain('<script>alert')
})

test('the page brings what the editor asks first, as data that nothing in it can end', async () => {
  const server = await aServer({ editor: aBuiltEditor() })
  const cookie = await cookieOf(linkOf(server, 'vendor'))
  const ask = async (path: string) => (await fetch(`${server.url}${path}`, { headers: { cookie } })).text()
  const page = await ask(`/p/${planOf(server)}`)
  const [, given = ''] = /<script type="application\/json" id="plan-answers">(.*?)<\/script>/.exec(page) ?? []
  expect(given).not.toContain('<')
  const { plan, facts } = JSON.parse(given)
  const asked = JSON.parse(await ask(`/api/plans/${planOf(server)}`))
  expect({ ...plan, now: 0 }).toEqual({ ...asked, now: 0 })
  expect({ number: facts.number, facts }).toEqual(JSON.parse(await ask(`/api/plans/${planOf(server)}/facts`)))
})

test('pages allow only our own scripts and no frame; nothing is sniffed or told to other sites', async () => {
  const server = await aServer({ editor: aBuiltEditor() })
  const cookie = await cookieOf(linkOf(server, 'vendor'))
  for (const path of ['/', `/p/${planOf(server)}`, `/p/${newId()}`]) {
    const { headers } = await fetch(`${server.url}${path}`, { headers: { cookie } })
    const policy = headers.get('content-security-policy')!
    expect(policy).toMatch(/^default-src 'none'; /)
    for (const kind of ['script', 'style']) expect(policy).toMatch(new RegExp(`${kind}-src ('self' )?'nonce-`))
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toMatch(/script-src[^;]*unsafe/)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('cache-control')).toBe('private, no-store')
  }
})

test('AC4 a plan page of a stranger is 404 in words, and without a session 401', async () => {
  const server = await aServer()
  const cookie = await cookieOf(linkOf(server, 'vendor'))
  const unknown = await fetch(`${server.url}/p/${newId()}`, { headers: { cookie } })
  expect(unknown.status).toBe(404)
  expect(await unknown.text()).toContain('not shared with you')
  expect((await fetch(`${server.url}/p/${planOf(server)}`)).status).toBe(401)
})

test('assets with a hash are kept for ever, others are asked for again, and no path leads out of the folder', async () => {
  const server = await aServer({ editor: aBuiltEditor() })
  const get = (path: string, headers = {}) => fetch(`${server.url}${path}`, { headers })
  const script = await get('/assets/main-abcd1234.js')
  expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
  expect(script.headers.get('content-type')).toMatch(/^text\/javascript/)
  for (const encoding of ['br', 'gzip']) {
    const packed = () => get('/assets/main-abcd1234.js', { 'accept-encoding': encoding })
    await eventually(async () => (await packed()).headers.get('content-encoding') === encoding)
    expect(await (await packed()).text()).toMatch(/^console\.log\(1\)/)
  }
  const theme = await get('/theme.js')
  expect(theme.headers.get('cache-control')).toBe('no-cache')
  expect((await get('/theme.js', { 'if-none-match': theme.headers.get('etag') })).status).toBe(304)
  const out = ['/assets/..%2findex.html', '/%2e%2e/concord.db', '//theme.js', '/assets/%5c..%5ctheme.js', '/index.html']
  for (const path of out) expect((await get(path)).status).toBe(404)
})

test('health and readiness', async () => {
  const server = await aServer()
  expect(await (await fetch(`${server.url}/healthz`)).json()).toEqual({ status: 'ok' })
  expect(await (await fetch(`${server.url}/readyz`)).json()).toEqual({ status: 'ready' })
})

test('RE3 who opens a plan in which others are writing gets its text as it was a moment ago, for 15 s at most', async () => {
  const clock = new FakeClock()
  const server = await aServer({ clock })
  const cookie = await cookieOf(linkOf(server, 'vendor'))
  const page = async () => (await fetch(`${server.url}/p/${planOf(server)}`, { headers: { cookie } })).text()
  const { doc } = await aStockClient(server, 'vendor')
  expect(await page()).not.toContain('The new name')
  metaRoot(doc).set('title', 'The new name')
  const saved = () => fetch(`${server.url}/api/plans/${planOf(server)}/content`, { headers: { cookie } })
  await eventually(async () => (await (await saved()).text()).includes('The new name'))
  expect(await page()).not.toContain('<h1>The new name</h1>')
  await eventually(async () => (await page()).includes('<h1>The new name</h1>'))
  metaRoot(doc).set('title', 'A later name')
  await eventually(async () => (await (await saved()).text()).includes('A later name'))
  clock.advance(15_000)
  expect(await page()).toContain('<h1>A later name</h1>')
})
