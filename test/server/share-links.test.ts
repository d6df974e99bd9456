import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  type AuditResponse,
  type ErrorResponse,
  type FactsResponse,
  messageType,
  metaRoot,
  newId,
  type PlanResponse,
  type ShareLinkRequest,
} from '@concord/schema'
import { expect, test, vi } from 'vitest'
import { FormBrowser } from '../support/form-browser.ts'
import { joinRoom } from '../support/stock-client.ts'
import { aWish, ShareDesk } from './share-desk.ts'
import {
  answered,
  aRawClient,
  eventually,
  linkOf,
  metaUpdate,
  planOf,
  presence,
  presenceEntries,
  update,
} from './support.ts'

const DAY = 86_400_000
const COLLEAGUE = 'noa.lind@dunmarsh.example'
const STRANGER = 'ana.moreno@elsewhere.example'

const desk = new ShareDesk()
const { aLink, ask, clock, cookieFor, end, linksSeenBy, logged, signIn } = desk

test('LK1 looking at a link, however often, opens nothing, spends nothing and says nothing of the plan', async () => {
  const { path, id, browser } = await aLink()
  for (const method of ['HEAD', 'GET', 'GET'] as const) {
    const looked = await browser.get(path, method)
    expect(looked.status).toBe(200)
    expect(looked.html).not.toMatch(/Halvern|Dunmarsh|LineSense|FY2026/)
    expect(looked.headers.get('referrer-policy')).toBe('no-referrer')
    expect(looked.headers.get('cache-control')).toBe('private, no-store')
  }
  expect(browser.cookies).toBe('')
  expect((await browser.get(desk.page)).status).toBe(401)
  expect(await linksSeenBy('vendor')).toContainEqual(expect.objectContaining({ id, uses: 0, usedAt: null }))
  expect(await browser.post(path, {})).toMatchObject({ status: 303, location: desk.page })
  expect(await linksSeenBy('partner')).toContainEqual(expect.objectContaining({ id, uses: 1, usedAt: clock.now() }))
})

test('LK2 whoever came by a link reads this one plan, as nobody’s Member, and is told no names', async () => {
  const { path, browser } = await aLink()
  await browser.post(path, {})
  expect((await browser.get(desk.page)).html).toContain('900 k of 1,200 k booked')
  const plan = await ask<PlanResponse>(browser.cookies, 'GET', '')
  expect(plan.body).toMatchObject({
    member: { name: 'Visitor by link', side: null, role: 'viewer' },
    rooms: { side: null },
  })
  const { facts } = (await ask<FactsResponse>(browser.cookies, 'GET', '/facts')).body
  expect(facts?.members).toEqual([])
  expect((await ask(browser.cookies, 'GET', '/content')).status).toBe(200)
  for (const path of ['/members', '/share-links'])
    expect(await ask(browser.cookies, 'GET', path)).toMatchObject({ status: 403 })
  for (const [path, body] of [
    ['/keys', {}],
    ['/invitations', { mail: STRANGER, side: 'vendor', role: 'viewer', guestUntil: null }],
    ['/share-links', aWish()],
  ] as const)
    expect(await ask(browser.cookies, 'POST', path, body)).toMatchObject({ status: 403 })
  const elsewhere = (path: string) => fetch(`${desk.server.url}${path}`, { headers: { cookie: browser.cookies } })
  for (const path of ['/api/session', '/api/plans', `/api/plans/${newId()}`])
    expect((await elsewhere(path)).status).toBe(401)
})

test('LK2 a visitor is seen, and is not told who else is here', async () => {
  const { path, browser } = await aLink()
  await browser.post(path, {})
  const member = await aRawClient(desk.server, { cookie: await cookieFor('vendor') })
  const visitor = await aRawClient(desk.server, { cookie: browser.cookies })
  const seen = member.hear((message) => presenceEntries(message)?.find(({ id }) => id === 77))
  member.send(presence(76, 1, {}))
  visitor.send(presence(77, 1, {}))
  await eventually(() => {
    clock.advance(10)
    return member.heard.some((message) => presenceEntries(message)?.some(({ id }) => id === 77))
  })
  expect((await seen).state).toMatchObject({ user: { name: 'Visitor by link', side: null } })
  visitor.send(Uint8Array.of(messageType.queryPresence))
  await answered(visitor)
  expect(visitor.heard.flatMap((message) => presenceEntries(message) ?? []).filter(({ id }) => id === 76)).toEqual([])
})

test('LK2 a link opens no side’s room, and its session lasts no longer than the link', async () => {
  const { path, browser } = await aLink({ days: 1 })
  const opened = await browser.post(path, {})
  expect(opened.headers.getSetCookie()[0]).toMatch(
    new RegExp(`^concord_link_${planOf(desk.server)}=[\\w-]{43}; Max-Age=86400; Path=/; HttpOnly; SameSite=Lax$`),
  )
  for (const side of ['vendor', 'partner']) {
    const client = await aRawClient(desk.server, {
      cookie: browser.cookies,
      room: `side:${planOf(desk.server)}:${side}`,
    })
    expect(await client.closed).toMatchObject({ code: 4404 })
  }
  for (let quarter = 0; quarter < 4; quarter++) {
    expect((await browser.get(desk.page)).status).toBe(200)
    clock.advance(DAY / 4)
  }
  expect((await browser.get(desk.page)).status).toBe(401)
})

test('LK3 a link opens for a colleague who proves the address, and leads on to the plan', async () => {
  const { path, token, browser } = await aLink({ audience: 'companies', role: 'commenter' })
  const asked = await browser.post(path, { at: '#b-goalGoalGo01' })
  expect(asked.status).toBe(401)
  expect(asked.html).toContain('Prove your work address')
  expect(asked.html).toContain('name="to" value="/l#b-goalGoalGo01"')
  expect(asked.html).not.toContain(token)
  expect(await signIn(browser, COLLEAGUE, '/l#b-goalGoalGo01')).toBe('/l#b-goalGoalGo01')
  expect(desk.sink.mails.at(-1)!.text).not.toContain(token)
  expect((await browser.get(desk.page)).status).toBe(404)
  expect((await browser.get('/l')).html).toContain('Open the plan')
  expect(await browser.post('/l', {})).toMatchObject({ status: 303, location: desk.page })
  const plan = await ask<PlanResponse>(browser.cookies, 'GET', '')
  expect(plan.body.member).toMatchObject({ name: 'Noa Lind', side: null, role: 'commenter' })
  expect((await browser.get('/l')).status).toBe(404)
})

test('LK3 it opens for nobody else: not for the other company where it is limited to one', async () => {
  const limited = await aLink({ audience: 'companies', domains: ['halvern.example'] })
  await limited.browser.post(limited.path, {})
  await signIn(limited.browser, 'noa.berg@dunmarsh.example')
  const refused = await limited.browser.post(limited.path, {})
  expect(refused.status).toBe(403)
  expect(refused.html).toContain('This link is for others')
  expect((await limited.browser.get(desk.page)).status).toBe(404)
})

test('LK3 a Member who presses keeps his own rights', async () => {
  const { path, id } = await aLink({ audience: 'companies', password: 'not needed here' })
  const ana = new FormBrowser(desk.server.url)
  await ana.get(new URL(linkOf(desk.server, 'vendor')).pathname)
  expect(await ana.post(path, {})).toMatchObject({ status: 303, location: desk.page })
  expect(ana.cookies).not.toContain('concord_link')
  expect((await linksSeenBy('vendor')).find((link) => link.id === id)).toMatchObject({ uses: 0 })
})

test('LK4 a password is needed, is kept as a hash, and cannot be tried for ever', async () => {
  const { path, browser } = await aLink({ password: 'blue heron 7' })
  expect((await browser.get(path)).html).toContain('Password of the link')
  const wrong = await browser.post(path, { password: 'blue heron 8' })
  expect(wrong.status).toBe(403)
  expect(wrong.html).toContain('not the password')
  expect((await browser.post(path, { password: 'blue heron 7' })).status).toBe(303)
  const thief = new FormBrowser(desk.server.url)
  for (let tries = 1; tries < 5; tries++) await thief.post(path, { password: `guess ${tries}` })
  expect((await thief.post(path, { password: 'blue heron 7' })).status).toBe(429)
  expect(thief.cookies).toBe('')
})

test('LK5 unknown, cut, changed, expired and ended links answer the same to a look and to a press', async () => {
  const expired = await aLink({ days: 1 })
  clock.advance(DAY)
  const known = await aLink()
  const ended = await aLink()
  await end(ended.id, 'vendor')
  const changed = known.path.slice(0, -1) + (known.path.endsWith('A') ? 'B' : 'A')
  const paths = [
    `/l/${'x'.repeat(32)}`,
    known.path.slice(0, -3),
    `${known.path}A`,
    changed,
    expired.path,
    ended.path,
    '/l',
  ]
  const answers = new Set<string>()
  for (const path of paths) {
    const browser = new FormBrowser(desk.server.url)
    for (const answer of [await browser.get(path), await browser.post(path, { password: 'x' })])
      answers.add(`${answer.status} ${answer.html.replace(/nonce="[^"]+"/g, '')}`)
    expect(browser.cookies).toBe('')
  }
  expect(answers.size).toBe(1)
  expect([...answers][0]).toMatch(/^404 .*This link opens nothing/s)
})

test('LK6 ending a link closes the sockets of all who came through it within a second, and nobody else’s', async () => {
  const one = await aLink()
  const other = await aLink()
  const second = new FormBrowser(desk.server.url)
  for (const [browser, path] of [
    [one.browser, one.path],
    [second, one.path],
    [other.browser, other.path],
  ] as const)
    await browser.post(path, {})
  const [first, alsoFirst, stays] = await Promise.all(
    [one.browser, second, other.browser].map((browser) => aRawClient(desk.server, { cookie: browser.cookies })),
  )
  const member = await aRawClient(desk.server, { cookie: await cookieFor('partner') })
  const owner = await cookieFor('vendor')
  const began = performance.now()
  await ask(owner, 'DELETE', `/share-links/${one.id}`)
  expect(await first!.closed).toEqual({ code: 4403, reason: 'notAllowed: the link has ended' })
  expect(await alsoFirst!.closed).toMatchObject({ code: 4403 })
  expect(performance.now() - began).toBeLessThan(1_000)
  expect((await one.browser.get(desk.page)).status).toBe(401)
  for (const open of [stays!, member]) expect(open.socket.readyState).toBe(open.socket.OPEN)
})

test('LK6 a link whose time is over closes its sockets at the next look at rights', async () => {
  const { path, browser } = await aLink({ days: 1 })
  await browser.post(path, {})
  for (let quarter = 1; quarter < 4; quarter++) {
    clock.advance(DAY / 4)
    expect((await browser.get(desk.page)).status).toBe(200)
  }
  clock.advance(DAY / 4 - 10_000)
  const client = await aRawClient(desk.server, { cookie: browser.cookies })
  clock.advance(10_000)
  await desk.server.sockets.recheck()
  expect(await client.closed).toMatchObject({ code: 4403 })
})

test('LK7 what a visitor writes with a stock client reaches nobody', async () => {
  const { path, browser } = await aLink()
  await browser.post(path, {})
  const warned = vi.spyOn(console, 'warn').mockImplementation(() => {})
  const visitor = await joinRoom(desk.server.url, desk.server.demo!.room, browser.cookies)
  expect(metaRoot(visitor.doc).size).toBeGreaterThan(0)
  const closed = new Promise<{ code: number }>((resolve) => visitor.provider.once('closed', resolve as never))
  metaRoot(visitor.doc).set('forbidden', 1)
  expect(await closed).toMatchObject({ code: 4403 })
  visitor.leave()
  warned.mockRestore()
  const raw = await aRawClient(desk.server, { cookie: browser.cookies, query: '?saved=1' })
  raw.send(update(metaUpdate('forbidden', 'x')))
  expect(await raw.hearNotice('refused', ({ frame }) => frame === 1)).toMatchObject({ reason: 'notAllowed' })
  const member = await joinRoom(desk.server.url, desk.server.demo!.room, await cookieFor('vendor'))
  expect(metaRoot(member.doc).has('forbidden')).toBe(false)
  member.leave()
})

test.each<[string, Partial<ShareLinkRequest> | Record<string, unknown>]>([
  ['to edit', { role: 'editor' }],
  ['to comment without an address', { role: 'commenter' }],
  ['for anyone, but of one domain', { domains: ['halvern.example'] }],
  ['for a domain of neither company', { audience: 'companies', domains: ['elsewhere.example'] }],
  ['for ever', { days: 366 }],
  ['over already', { days: 0 }],
  ['with a password anybody guesses', { password: 'short' }],
  ['into another plan', { plan: 'another' }],
])('LK8 no link %s', async (_what, over) => {
  const before = (await linksSeenBy('vendor')).length
  const answer = await ask<ErrorResponse>(await cookieFor('vendor'), 'POST', '/share-links', { ...aWish(), ...over })
  expect(answer.status).toBe(400)
  expect(answer.body.error.message).toMatch(/\w{4}/)
  expect(await linksSeenBy('vendor')).toHaveLength(before)
})

test('LK8 a side ends its own links; one that is open to anyone is ended by either; all Members see them', async () => {
  const quiet = await aLink({ audience: 'companies' })
  const open = await aLink()
  expect((await linksSeenBy('partner')).map(({ id, mayEnd }) => [id, mayEnd])).toEqual(
    expect.arrayContaining([
      [quiet.id, false],
      [open.id, true],
    ]),
  )
  expect((await end(quiet.id, 'partner')).status).toBe(403)
  expect((await end(open.id, 'partner')).status).toBe(200)
  expect((await end(open.id, 'partner')).status).toBe(404)
  expect((await end(quiet.id, 'vendor')).status).toBe(200)
  expect(JSON.stringify(await linksSeenBy('vendor'))).not.toMatch(/hash|scrypt/i)
  const audit = await ask<AuditResponse>(await cookieFor('vendor'), 'GET', '/audit')
  expect(audit.body.entries.slice(0, 4).map(({ act, by }) => [act, by?.side, by?.name])).toEqual([
    ['linkEnded', 'vendor', 'Ana Moreno'],
    ['linkEnded', 'partner', null],
    ['linkMade', 'vendor', 'Ana Moreno'],
    ['linkMade', 'vendor', 'Ana Moreno'],
  ])
})

test.each([
  ['another server', 'https://elsewhere.example'],
  ['another server without a scheme', '//elsewhere.example'],
  ['a script', 'javascript:alert(1)'],
  ['a header of its own', '#b-goal\r\nset-cookie: a=b'],
  ['markup', '#"><script>alert(1)</script>'],
])('LK10 a wanted place that is %s is left out', async (_what, at) => {
  const { path, browser, id } = await aLink()
  const opened = await browser.post(path, { at })
  expect(opened).toMatchObject({ status: 303, location: desk.page })
  expect(opened.headers.getSetCookie()).toHaveLength(1)
  await end(id, 'vendor')
})

test('LK10 the press leads to the block that was wanted; another site’s page cannot press', async () => {
  const { path, browser } = await aLink()
  expect((await browser.post(path, {}, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  expect(browser.cookies).toBe('')
  expect((await browser.post(path, { at: '#b-goalGoalGo01' })).location).toBe(`${desk.page}#b-goalGoalGo01`)
})

test('LK11 signing out ends what was opened by a link; everywhere, in other browsers too', async () => {
  const { path, browser } = await aLink({ audience: 'companies' })
  const phone = new FormBrowser(desk.server.url)
  for (const each of [browser, phone]) {
    await signIn(each, 'noa.dale@dunmarsh.example')
    await each.post(path, {})
    expect((await each.get(desk.page)).status).toBe(200)
  }
  const kept = phone.cookies
  await browser.post('/sign-in/end', { everywhere: 'yes' })
  expect(browser.cookies).not.toContain('concord_link')
  expect((await fetch(`${desk.server.url}${desk.page}`, { headers: { cookie: kept } })).status).toBe(401)
})

test('LK9 no token of a link is in the log, in a mail or in the database', async () => {
  const { path, token, browser } = await aLink({ audience: 'companies' })
  await browser.get(path)
  await browser.post(path, {})
  await browser.get(`${path}/more`)
  await browser.post(path, {}, { 'sec-fetch-site': 'cross-site' })
  await fetch(`${desk.server.url}/api/nothing`, { headers: { referer: `${desk.server.url}${path}` } })
  const places = new Map([
    ['the log', logged.join('\n')],
    ['the mails', desk.sink.mails.map(({ text, html }) => `${text}${html}`).join('\n')],
    ...readdirSync(desk.folder.path).map((name): [string, string] => [
      name,
      readFileSync(join(desk.folder.path, name), 'latin1'),
    ]),
  ])
  expect(logged.length).toBeGreaterThan(0)
  for (const [place, said] of places) expect(said.includes(token), place).toBe(false)
})
