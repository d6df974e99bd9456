import { request } from 'node:http'
import { blockKinds, newId } from '@concord/schema'
import { beforeAll, describe, expect, test } from 'vitest'
import { FormBrowser } from '../support/form-browser.ts'
import { hostile, hostilePlan } from '../support/hostile-plan.ts'
import { joinRoom, replacePlan } from '../support/stock-client.ts'
import { byTest, Population } from './people-of-every-role.ts'
import { routeRows } from './permission-table.ts'
import { aRawClient, aSharedServer, eventually } from './support.ts'

const shared = aSharedServer()
let population: Population
let owner: { id: string; cookie: string; member: string }

beforeAll(async () => {
  population = new Population(shared())
  const made = await population.aMember('vendor', 'owner')
  owner = { ...made, cookie: await population.aSession(made.id) }
})

const changing = [...new Map(routeRows.map((row) => [row.route, row])).values()].filter(
  ({ route }) => !route.startsWith('GET '),
)
const pathOf = (route: string) =>
  route
    .split(' ')[1]!
    .replace(':plan', population.plan)
    .replace(':room', `plan:${population.plan}`)
    .replace(/:\w+/g, 'zzzzzzzzzzzz')

/** Sends what a route takes, unless the headers say otherwise. */
async function send({ route, form }: (typeof routeRows)[number], headers: Readonly<Record<string, string>>) {
  const [method = ''] = route.split(' ')
  const response = await fetch(`${shared().url}${pathOf(route)}`, {
    method,
    redirect: 'manual',
    headers: { cookie: owner.cookie, ...headers },
    // Bytes, because a string would bring a content type of its own.
    body: new TextEncoder().encode(form ? '' : '{}'),
  })
  await response.text()
  return response.status
}

/** Sends four megabytes in pieces, on a connection of its own, with or without saying how much it will be. */
function sendLarge({ route }: (typeof routeRows)[number], headers: Readonly<Record<string, string>>, isSaid: boolean) {
  const [method = ''] = route.split(' ')
  const piece = Buffer.alloc(64 * 1024, 32)
  return new Promise<number | undefined>((resolve, reject) => {
    const sent = request(`${shared().url}${pathOf(route)}`, {
      method,
      agent: false,
      headers: {
        cookie: owner.cookie,
        ...headers,
        ...(isSaid ? { 'content-length': 64 * piece.length } : { 'transfer-encoding': 'chunked' }),
      },
    })
    sent.on('response', (response) => {
      response.resume()
      resolve(response.statusCode)
    })
    sent.on('error', reject)
    for (let left = 64; left > 0; left -= 1) sent.write(piece)
    sent.end()
  })
}

const own = { 'sec-fetch-site': 'same-origin' }
const typed = ({ route, form }: (typeof routeRows)[number]) => ({
  'content-type': form
    ? 'application/x-www-form-urlencoded'
    : route.includes('/sync/')
      ? 'application/octet-stream'
      : 'application/json',
})

describe.each(changing.map((row) => [row.route, row] as const))('%s', (_route, row) => {
  test('AC8 takes nothing from a page of somebody else, whatever it calls itself and whatever it sends', async () => {
    const { port } = shared()
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: `http://localhost:${port}.evil.example` },
      { origin: `http://evil.localhost:${port}` },
      { origin: `http://1ocalhost:${port}` },
      { origin: `http://localhost:${port + 1}` },
      { origin: `http://127.0.0.1:${port}` },
      { origin: `https://localhost:${port}` },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'cross-site', origin: shared().url },
    ]
    // The fallback's route looks at the type of what it gets before all else.
    for (const headers of foreign)
      for (const type of row.route.includes('/sync/') ? [typed(row)] : [typed(row), {}])
        expect([headers, await send(row, { ...headers, ...type })]).toEqual([headers, 403])
  })

  test('AC8 reads no body that is larger than it takes, said or unsaid how long', async () => {
    if (row.route.includes('/sync/')) return // Needs an open wire: FB5.
    const headers = { ...own, ...typed(row) }
    for (const isSaid of [true, false]) expect(await sendLarge(row, headers, isSaid)).toBe(413)
  })
})

test.each(changing.filter(({ body }) => body !== undefined).map((row) => [row.route, row] as const))(
  'AC8 %s takes JSON that says that it is, and nothing else',
  async (_route, row) => {
    for (const type of ['', 'text/plain', 'application/x-www-form-urlencoded', 'text/plain; application/json'])
      expect([type, await send(row, { ...own, ...(type && { 'content-type': type }) })]).toEqual([type, 400])
  },
)

test('AC8 a parameter that is given twice is refused: two readers could take different ones', async () => {
  const get = async (path: string) =>
    (await fetch(`${shared().url}${path}`, { headers: { cookie: owner.cookie } })).status
  const facts = `/api/plans/${population.plan}/facts`
  expect(await get(`${facts}?since=1`)).toBe(200)
  expect(await get(`${facts}?since=1&since=2`)).toBe(400)
  expect(await get(`${facts}?since=1&%73ince=1`)).toBe(400)
})

test('HS2 no page but ours opens a socket with somebody’s session', async () => {
  const { port, url } = shared()
  const room = `plan:${population.plan}`
  const opened = async (headers: Record<string, string>) => {
    const client = await aRawClient(shared(), { room, cookie: owner.cookie, headers })
    const isOpen = client.socket.readyState === client.socket.OPEN
    client.socket.terminate()
    return isOpen
  }
  expect(await opened({ origin: url })).toBe(true)
  for (const origin of [
    'null',
    `http://plans.localhost:${port}`,
    `http://localhost:${port}.evil.example`,
    `http://1ocalhost:${port}`,
    `http://localhost:${port + 1}`,
    `https://localhost:${port}`,
    'http://localhost',
    'file://',
    'https://evil.example',
  ])
    expect([origin, await opened({ origin })]).toEqual([origin, false])
})

const elsewhere = [
  '//evil.example',
  '///evil.example',
  '\\\\evil.example',
  '/\\evil.example',
  '/%2f%2fevil.example',
  '%2f%2fevil.example',
  '/%5cevil.example',
  'https://evil.example',
  'data:text/html,x',
  'javascript:alert(1)',
  '/p/x\r\nset-cookie: a=b',
  '/p/x%0d%0aset-cookie:a=b',
  '/p/../../evil',
  '/\t/evil.example',
  '/@evil.example',
  `/${'a'.repeat(5_000)}`,
]

test.each(elsewhere)('SI14 LK10 %j leads nobody away from here', async (to) => {
  const { token } = await population.aLink('vendor')
  const browser = new FormBrowser(shared().url)
  const asked = await browser.get(`/sign-in?to=${encodeURIComponent(to)}`)
  expect(asked.html).toContain('name="to" value="/"')
  const sent = await browser.post('/sign-in', { mail: `${newId()}@nowhere.example`, to, at: to })
  expect(sent.location).toBe('/sign-in/code?to=%2F')
  const opened = await browser.post(`/l/${token}`, { at: to })
  expect(opened.location).toBe(`/p/${population.plan}`)
  for (const { headers } of [asked, sent, opened]) expect(headers.getSetCookie().join()).not.toContain('a=b')
})

/** What of a page would run or lead somewhere: tags with handlers, addresses of other kinds, scripts not ours. */
function dangersIn(html: string): string[] {
  const [, nonce = '-'] = /nonce="([^"]+)"/.exec(html) ?? []
  return [...html.matchAll(/<[a-z!/][^>]*>/gi)].flatMap(([tag]) => {
    const addresses = [...tag.matchAll(/\s(?:href|src|action|content|srcset|data)="([^"]*)"/gi)].map(
      ([, to = '']) => to,
    )
    const bare = tag.replace(/="[^"]*"/g, '')
    // With the editor built, its own files are fetched by the page.
    const isOurs = tag.includes(`nonce="${nonce}"`) || tag.includes('application/json') || / src="\/[\w/.-]+"/.test(tag)
    const isOurScript = !/^<script/i.test(tag) || isOurs
    const isFine =
      isOurScript &&
      !/\son\w|["']/i.test(bare) &&
      !addresses.some((to) => /^\s*(javascript|data|vbscript):/i.test(to) && tag.match(/\s(href|src|action)="/i))
    return isFine ? [] : [tag]
  })
}

describe('PV4 SM4 what people typed, wherever it is shown', () => {
  let plan: string
  let cookie: string
  const get = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(`${shared().url}${path}`, { headers: { cookie, ...headers } })
    return { status: response.status, text: await response.text() }
  }

  beforeAll(async () => {
    const { records } = shared().store
    plan = newId()
    const companies = { vendor: newId(), partner: newId() }
    for (const id of Object.values(companies))
      await records.addCompany({ id, name: hostile("'company'"), shortName: '=HYPERLINK("https://evil.example")' })
    await records.addPlan({ id: plan, ...companies, createdAt: Date.now(), schemaVersion: 1, pinnedDay: null })
    const person = newId()
    const mail = `${person.toLowerCase()}@elsewhere.example`
    const name = `=cmd|' /C calc'!A0 ${hostile("'person'")}`
    await records.addPerson({ id: person, company: companies.vendor, name, mail, mailbox: mail })
    await records.addMember(plan, person, { id: newId(), side: 'vendor', role: 'owner' })
    cookie = await population.aSession(person)
    await records.setPreviewed(plan, true, { ...byTest(), actor: { id: 'x', name, side: 'vendor', role: 'owner' } })
    const room = await joinRoom(shared().url, `plan:${plan}`, cookie)
    replacePlan(room.doc, hostilePlan())
    await eventually(async () => (await get(`/api/plans/${plan}/content`)).text.includes('reviewMinutes'))
    room.leave()
  })

  test('is text on the plan’s page and on its summary', async () => {
    for (const path of [`/p/${plan}`, `/p/${plan}/summary`]) {
      const { status, text } = await get(path)
      expect(status).toBe(200)
      expect(text).toContain('PWNED')
      expect(dangersIn(text)).toEqual([])
    }
    for (const kind of blockKinds) expect((await get(`/p/${plan}`)).text).toContain(`${kind}.`)
  })

  test('is text where the address is pasted, and drawn as it is', async () => {
    cookie = ''
    const page = await get(`/p/${plan}`, { 'user-agent': 'Slackbot' })
    expect(page.text).toContain('PWNED')
    expect(dangersIn(page.text)).toEqual([])
    const { text } = await get(`/p/${plan}/oembed`)
    expect(JSON.parse(text)).not.toHaveProperty('html')
    expect((await get(`/p/${plan}/preview.png`)).status).toBe(200)
  })

  test('is text in a mail, and no formula in the audit log’s file', async () => {
    const { records } = shared().store
    const { person } = (await records.memberRowsOf(plan))[0]!
    cookie = await population.aSession(person)
    const csv = await get(`/api/plans/${plan}/audit.csv`)
    expect(csv.text).toContain('calc')
    expect(csv.text).not.toMatch(/(^|,)"?[=+\-@]/m)
    const invited = await fetch(`${shared().url}/api/plans/${plan}/invitations`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify({ mail: 'new@elsewhere.example', side: 'partner', role: 'owner', guestUntil: null }),
    })
    expect(invited.status).toBe(201)
    const [mail] = await records.outboxMails(1)
    expect(mail!.html).toContain('PWNED')
    expect(dangersIn(mail!.html)).toEqual([])
    expect(mail!.subject).not.toMatch(/[\r\n]/)
  })
})
