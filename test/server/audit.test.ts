import type { AuditAct, AuditResponse, MembersResponse, Side } from '@concord/schema'
import { beforeAll, expect, test } from 'vitest'
import { aSharedServer, cookieOf, linkOf, makeRole, planOf } from './support.ts'

const server = aSharedServer()
const cookies: Record<Side, string> = { vendor: '', partner: '' }
beforeAll(async () => {
  for (const side of ['vendor', 'partner'] as const) cookies[side] = await cookieOf(linkOf(server(), side))
})

const ask = (side: Side, path: string, method = 'GET', body?: unknown) =>
  fetch(`${server().url}/api/plans/${planOf(server())}${path}`, {
    method,
    headers: { cookie: cookies[side], 'user-agent': 'Firefox/140 Linux', 'content-type': 'application/json' },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
const logOf = async (side: Side, query = '') => (await (await ask(side, `/audit${query}`)).json()) as AuditResponse
const invite = (mail: string, over: object = {}) =>
  ask('vendor', '/invitations', 'POST', { mail, side: 'vendor', role: 'viewer', guestUntil: null, ...over })
const acts = ({ entries }: AuditResponse): AuditAct[] => entries.map(({ act }) => act)

test('AU1 an act is in the log, an act that failed is not', async () => {
  expect((await invite('new@halvern.example')).status).toBe(201)
  expect((await invite('new@dunmarsh.example')).status).toBe(400)
  const { members } = (await (await ask('vendor', '/members')).json()) as MembersResponse
  const owner = members.find(({ side, role }) => side === 'vendor' && role === 'owner')!
  expect((await ask('vendor', `/members/${owner.id}`, 'PATCH', { role: 'viewer' })).status).toBe(409)
  const editor = members.find(({ side, role }) => side === 'vendor' && role === 'editor')!
  expect((await ask('vendor', `/members/${editor.id}`, 'PATCH', { role: 'commenter' })).status).toBe(200)
  const log = await logOf('vendor')
  expect(acts(log)).toEqual(['roleChanged', 'memberInvited'])
  expect(log.entries[0]).toMatchObject({
    via: 'demo',
    by: { side: 'vendor', role: 'owner', name: owner.name },
    from: { device: 'Firefox, Linux' },
    subject: { who: editor.name, side: 'vendor', role: 'commenter' },
  })
})

test('AU2 the other side is told by side and role, without names, addresses or devices', async () => {
  await invite('second@halvern.example')
  const told = await (await ask('partner', '/audit')).text()
  expect(told).not.toMatch(/halvern\.example|Firefox|127\.0\.0\.1|Ana/)
  const { entries } = JSON.parse(told) as AuditResponse
  expect(entries[0]).toMatchObject({
    by: { side: 'vendor', role: 'owner', name: null },
    from: null,
    subject: { who: null },
  })
})

test('AU2 the log can be looked through by act and side, and by nothing that picks a person', async () => {
  expect(acts(await logOf('vendor', '?act=memberInvited&side=vendor'))).not.toContain('roleChanged')
  expect(acts(await logOf('vendor', '?side=partner'))).toEqual([])
  for (const query of ['?member=x', '?name=Ana', '?act=x', '?before=-1'])
    expect((await ask('vendor', `/audit${query}`)).status).toBe(400)
})

test('AU3 the file holds the same, and nothing in it is a formula', async () => {
  await invite('-cmd@halvern.example')
  const response = await ask('vendor', '/audit.csv')
  expect(response.headers.get('content-disposition')).toContain('attachment')
  const file = await response.text()
  expect(file.split('\r\n')[0]).toContain('Company,Who,Role')
  expect(file).toContain("'-cmd@halvern.example")
  expect(file).not.toContain(',-cmd')
})

const page = async (side: Side, query = '', headers: Record<string, string> = {}) => {
  const asked = { headers: { cookie: cookies[side], accept: 'text/html', ...headers } }
  const response = await fetch(`${server().url}/p/${planOf(server())}/audit${query}`, asked)
  return { status: response.status, html: await response.text() }
}

test('AU5 the page tells each owner what the log tells him, without a script', async () => {
  await invite('third@halvern.example', { role: 'editor' })
  const { status, html } = await page('vendor')
  expect(status).toBe(200)
  expect(html).toMatch(/<b>Invited<\/b> <span>third@halvern\.example, as editor<\/span>/)
  expect(html).toMatch(/<span class="who">[A-Z][^<]+, owner<\/span><span class="where">Demo link · Firefox, Linux · /)
  expect(html).toMatch(/Times are those of [A-Z][\w /]+\./)
  expect(html).not.toContain('<script')
  const other = await page('partner')
  expect(other.html).toMatch(/<b>Invited<\/b> <span>Somebody of Halvern Analytics, as editor<\/span>/)
  expect(other.html).toContain('Owner of Halvern Analytics')
  expect(other.html).not.toMatch(/halvern\.example|Firefox|127\.0\.0\.1/)
})

test('AU5 what is looked for stands in the address, and earlier entries are one press away', async () => {
  for (let times = 0; times < 101; times += 1) await ask('partner', '/preview', 'PATCH', { isOn: times % 2 === 0 })
  const newest = await page('vendor', '?act=&side=partner')
  expect(newest.html).toContain('<option value="partner" selected>')
  expect(newest.html).not.toContain('Invited</b>')
  const earlier = /href="(\?|[^"]*\/audit)(\?[^"]*before=[^"]*)"/.exec(newest.html)![2]!.replaceAll('&amp;', '&')
  const last = await page('vendor', earlier)
  expect(last.html.match(/<li>/g)).toHaveLength(1)
  expect(last.html).toContain('Newest entries')
  expect((await page('vendor', '?act=planArchived')).html).toContain('Nothing of this kind has been done.')
  expect((await page('vendor', '?name=Ana')).status).toBe(400)
})

test('AU5 whoever is no owner is told whom to ask, and a stranger learns of no plan', async () => {
  await makeRole(server(), 'partner', 'editor')
  const told = await page('partner')
  expect(told.status).toBe(403)
  expect(told.html).toContain('Owners of Dunmarsh Systems see who did what')
  await makeRole(server(), 'partner', 'owner')
  expect((await page('vendor', '', { cookie: '' })).status).toBe(401)
})
