import { otherSide, POST_TYPE } from '@concord/schema'
import { beforeAll, expect, test } from 'vitest'
import { type Asker, aToken, Population } from './people-of-every-role.ts'
import { cell, type RouteRow, roomRows, routeRows } from './permission-table.ts'
import { aSharedServer, RawClient, syncBody } from './support.ts'

const shared = aSharedServer()
let population: Population
let askers: readonly Asker[]

beforeAll(async () => {
  population = new Population(shared())
  await population.begin()
  askers = await population.everybody()
})

const nameOf = ({ route, about }: RouteRow) =>
  about ? `${route} of ${about === 'mine' ? 'one’s own side' : 'the other side'}` : route

/** What an id in a path is filled with: of this plan, of another, or of none. */
type Belongs = 'here' | 'elsewhere' | 'nowhere'

/** The thing that a route's last id names, made anew for each question, because some questions end it. */
async function idFor(
  parameter: string,
  { side }: Pick<Asker, 'side'>,
  row: RouteRow,
  belongs: Belongs,
): Promise<string> {
  if (belongs === 'nowhere') return parameter === 'token' ? aToken() : 'zzzzzzzzzzzz'
  const of = row.about === 'theirs' ? otherSide(side) : side
  const plan = belongs === 'here' ? population.plan : population.otherPlan
  switch (parameter) {
    case 'plan':
      return plan
    case 'member':
      return (await population.aMember(of, 'viewer', { plan })).member
    case 'invitation':
      return population.anInvitation(of, plan)
    case 'request':
      return population.anAccessRequest(of, plan)
    case 'link':
      return (await population.aLink(of, 'viewer', plan)).id
    case 'room':
      return `plan:${plan}`
    case 'version':
      return '4'
    case 'token':
      return row.route.includes('/l/') ? (await population.aLink(of, 'viewer', plan)).token : aToken()
    case 'file':
      return 'zzzzzzzzzzzz.eml'
    default:
      throw new Error(`Say what :${parameter} is.`)
  }
}

/** Asks a row's question; `belongs` names whose ids stand in the path, here unless it says otherwise. */
async function ask(row: RouteRow, asker: Asker, belongs: Readonly<Record<string, Belongs>> = {}) {
  const [method = '', pattern = ''] = row.route.split(' ')
  let path = pattern.replace('*', 'nothing-here')
  const ids: string[] = []
  for (const [name, parameter = ''] of pattern.matchAll(/:(\w+)/g)) {
    const id = await idFor(parameter, asker, row, belongs[parameter] ?? 'here')
    ids.push(id)
    path = path.replace(name, id)
  }
  const side = row.about === 'theirs' ? otherSide(asker.side) : asker.side
  const isInvitation = row.route.endsWith('/invitations')
  const bodies = {
    ...(row.body !== undefined && {
      'content-type': 'application/json',
      body: JSON.stringify(isInvitation ? { ...row.body, side } : row.body),
    }),
    ...(row.form && {
      'content-type': 'application/x-www-form-urlencoded',
      body: String(new URLSearchParams(row.form)),
    }),
    ...(pattern === '/sync/:room' && { 'content-type': POST_TYPE, body: '' }),
  } as { 'content-type'?: string; body?: string }
  const aborted = new AbortController()
  const response = await fetch(`${shared().url}${path}${row.query ?? ''}`, {
    method,
    redirect: 'manual',
    signal: aborted.signal,
    headers: {
      accept: 'text/html',
      ...(asker.cookie && { cookie: asker.cookie }),
      ...(bodies['content-type'] && { 'content-type': bodies['content-type'] }),
    },
    ...(bodies.body !== undefined && { body: bodies.body }),
  })
  const isStream = response.headers.get('content-type') === 'text/event-stream'
  // What differs in any two answers: the count of refusals, what a page's styles are let in by, and what was asked for.
  const told = (await (isStream ? '' : response.text()))
    .replace(/"reference":"r\d+"/, '')
    .replaceAll(/nonce="[^"]+"/g, '')
  const text = ids.reduce((shorter, id) => shorter.replaceAll(id, ''), told)
  aborted.abort()
  return { status: response.status, text }
}

test('AC6 every route of the app has a row in the table, and every row a route', () => {
  const known = new Set(routeRows.map(({ route }) => route))
  const routes = new Set(shared().routes.map((route) => route.replace(/\{.*\}/, '')))
  expect([...routes].filter((route) => !known.has(route))).toEqual([])
  expect([...known].filter((route) => !routes.has(route))).toEqual([])
})

test.each(routeRows.map((row) => [nameOf(row), row] as const))(
  'AC6 %s: to each role what the table says, on both sides',
  async (_name, row) => {
    const look = async (asker: Asker) => {
      const cookie = row.endsSession ? await asker.elsewhere() : asker.cookie
      const { status, text } = await ask(row, { ...asker, cookie })
      const got = [401, 403, 404].includes(status) ? String(status) : status < 500 ? 'yes' : `${status} ${text}`
      const expected = cell(row.expected, asker.column)
      return got === expected ? [] : [`${asker.column} of ${asker.side}: ${got} instead of ${expected}: ${text}`]
    }
    if (row.route !== 'DELETE /api/plans/:plan') {
      expect((await Promise.all(askers.map(look))).flat()).toEqual([])
      return
    }
    // One after the other: two owners who want a plan deleted delete it.
    for (const asker of askers) {
      expect(await look(asker)).toEqual([])
      await population.stays()
    }
  },
)

test.each(roomRows)(
  'AC6 room of $room: to each role what the table says, on both sides',
  async ({ room, expected }) => {
    const looks = askers.map(async (asker) => [`${asker.column} of ${asker.side}`, await entered(asker, room)])
    const told = askers.map(({ column, side }) => [`${column} of ${side}`, cell(expected, column)])
    expect(await Promise.all(looks)).toEqual(told)
  },
)

/** What somebody who opens a room is there. */
async function entered({ side, cookie }: Asker, room: string): Promise<string> {
  const { plan, otherPlan } = population
  const names: Record<string, string> = {
    plan: `plan:${plan}`,
    'own side': `side:${plan}:${side}`,
    'other side': `side:${plan}:${otherSide(side)}`,
    'other plan': `plan:${otherPlan}`,
  }
  const url = `${shared().url.replace('http', 'ws')}/sync/${names[room]}?saved=1`
  const client = new RawClient(url, cookie ? { cookie } : {})
  const refused = new Promise<string>((resolve) =>
    client.socket.once('error', ({ message }) => resolve(/\d{3}$/.exec(message)?.[0] ?? message)),
  )
  // Only who may write is asked for what he has.
  const seated = Promise.race([
    client.hear((message) => (syncBody(message, 0) ? 'write' : undefined)),
    client.hearNotice('refused').then(() => 'read'),
  ]).catch(async () => String((await client.closed).code))
  const got = await Promise.race([refused, seated])
  client.socket.terminate()
  return got
}

const withPlan = routeRows.filter(
  ({ route, expected }) =>
    route.includes(':plan') && !expected.includes('yes yes yes yes | yes yes yes | yes yes | yes'),
)

test.each(withPlan.map((row) => [nameOf(row), row] as const))(
  'AC7 %s: ids of another plan get the answer of ids that are none, byte for byte',
  async (_name, row) => {
    const owner = askers.find(({ column }) => column === 'owner')!
    const parameters = [...row.route.matchAll(/:(\w+)/g)]
      .map(([, name = '']) => name)
      .filter((name) => name !== 'version')
    for (const parameter of parameters) {
      const [other, none] = [
        await ask(row, owner, { [parameter]: 'elsewhere' }),
        await ask(row, owner, { [parameter]: 'nowhere' }),
      ]
      expect([parameter, other.status]).toEqual([parameter, row.unknown ?? 404])
      expect(other).toEqual(none)
    }
  },
)
