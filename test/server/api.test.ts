import {
  birth,
  type ContentResponse,
  contentHash,
  contentResponse,
  errorResponse,
  factsResponse,
  type KeysResponse,
  keysResponse,
  newId,
  placeBlock,
  planResponse,
  plansResponse,
  readPlan,
  removeBlock,
  revisionResponse,
  type Side,
  samplePlan,
  sessionResponse,
  shapeOfKind,
} from '@concord/schema'
import type { RunningServer } from '@concord/sync-server'
import { expect, test } from 'vitest'
import { aRawClient, aServer, aStockClient, cookieOf, eventually, linkOf, planOf } from './support.ts'

/** Asks as one company; answers status and body. */
async function asker(server: RunningServer, side: Side) {
  const cookie = await cookieOf(linkOf(server, side))
  return async (path: string, init: RequestInit = {}) => {
    const response = await fetch(`${server.url}${path}`, { ...init, headers: { cookie, ...init.headers } })
    return { status: response.status, body: (await response.json()) as unknown }
  }
}
const json = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json', ...headers },
})

test('a person learns who he is, which plans he has and what he may do there', async () => {
  const server = await aServer()
  const ask = await asker(server, 'partner')
  const session = sessionResponse.parse((await ask('/api/session')).body)
  expect(session).toMatchObject({ person: { name: 'Jo Brandt' }, company: { name: 'Dunmarsh Systems' } })
  const { plans } = plansResponse.parse((await ask('/api/plans')).body)
  expect(plans).toMatchObject([
    { id: planOf(server), title: 'Joint business plan FY2026', side: 'partner', role: 'owner' },
  ])
  const plan = planResponse.parse((await ask(`/api/plans/${planOf(server)}`)).body)
  expect(plan).toMatchObject({
    member: { name: 'Jo Brandt', side: 'partner', role: 'owner' },
    companies: { vendor: { name: 'Halvern Analytics' }, partner: { name: 'Dunmarsh Systems' } },
    rooms: { plan: `plan:${planOf(server)}`, side: `side:${planOf(server)}:partner` },
    today: '2026-11-23',
    minimumSchema: 1,
  })
})

test('the content of the demo plan is the sample plan, without loss', async () => {
  const server = await aServer()
  const ask = await asker(server, 'vendor')
  const { content } = contentResponse.parse((await ask(`/api/plans/${planOf(server)}/content`)).body) as ContentResponse
  expect(content).toEqual(samplePlan().json)
})

test('AC4 without a session nothing is said; a foreign plan looks like an unknown one', async () => {
  const server = await aServer()
  const plan = planOf(server)
  for (const path of ['/api/session', '/api/plans', `/api/plans/${plan}`, `/api/plans/${plan}/facts`, '/api/nothing'])
    expect((await fetch(`${server.url}${path}`)).status).toBe(401)
  const ask = await asker(server, 'vendor')
  for (const path of [`/api/plans/${newId()}`, `/api/plans/${newId()}/content`, '/api/plans/x', '/api/nothing']) {
    const { status, body } = await ask(path)
    expect(status).toBe(404)
    expect(errorResponse.parse(body).error).toMatchObject({ code: 'notFound' })
  }
})

test('AC4 a change from a foreign page, or one that is not JSON, is refused', async () => {
  const server = await aServer()
  const ask = await asker(server, 'vendor')
  const keys = `/api/plans/${planOf(server)}/keys`
  expect((await ask(keys, json({}, { origin: 'https://evil.example' }))).status).toBe(403)
  expect((await ask(keys, json({}, { 'sec-fetch-site': 'cross-site' }))).status).toBe(403)
  expect((await ask(keys, { method: 'POST', body: 'a=b' })).status).toBe(400)
  expect((await ask(keys, json({ more: 1 }))).status).toBe(400)
  expect((await ask(keys, { ...json({}), body: '{' })).status).toBe(400)
  expect((await ask(keys, json({ text: 'x'.repeat(400_000) }))).status).toBe(413)
  expect((await ask(keys, json({}, { origin: server.url }))).status).toBe(200)
})

test('what both sides signed is read with the hash they signed; another version is not there', async () => {
  const server = await aServer()
  const ask = await asker(server, 'partner')
  const { facts } = samplePlan()
  for (const { version, hash } of facts.signOffs) {
    const answer = await ask(`/api/plans/${planOf(server)}/revisions/${version}`)
    expect(contentHash(revisionResponse.parse(answer.body).content)).toBe(hash)
  }
  for (const version of ['5', '0', '-1', 'latest'])
    expect((await ask(`/api/plans/${planOf(server)}/revisions/${version}`)).status).toBe(404)
})

test('FA1 facts come with their number, and only the number when nothing changed', async () => {
  const server = await aServer()
  const ask = await asker(server, 'vendor')
  const facts = `/api/plans/${planOf(server)}/facts`
  const all = factsResponse.parse((await ask(facts)).body)
  expect(all.facts).toEqual({ ...samplePlan().facts, number: all.number })
  expect((await ask(`${facts}?since=${all.number}`)).body).toEqual({ number: all.number })
  expect(factsResponse.parse((await ask(`${facts}?since=0`)).body).facts).toBeDefined()
  expect((await ask(`${facts}?since=soon`)).status).toBe(400)
})

test('FA2 FA3 a new goal gets the next key once it is saved, and open editors hear of it', async () => {
  const server = await aServer()
  const ask = await asker(server, 'vendor')
  const writer = await aStockClient(server, 'vendor')
  const editor = await aRawClient(server, { side: 'partner', query: '?saved=1' })
  const stock = await aRawClient(server, { side: 'partner' })
  const giveKeys = async () =>
    keysResponse.parse((await ask(`/api/plans/${planOf(server)}/keys`, json({}))).body) as KeysResponse
  const before = await giveKeys()
  const goal = newId()
  birth(writer.doc, goal, shapeOfKind('smartGoal')!, { title: 'Open a second office' })
  placeBlock(writer.doc, goal, 'smartGoal', 0)
  await eventually(async () => Object.hasOwn((await giveKeys()).keys, goal))
  const after = await giveKeys()
  expect(after.keys).toEqual({ ...before.keys, [goal]: 'G6' })
  expect(after.number).toBe(before.number + 1)
  expect(await editor.hearNotice('factsChanged')).toEqual({ type: 'factsChanged', number: after.number })
  removeBlock(writer.doc, goal)
  const second = newId()
  birth(writer.doc, second, shapeOfKind('smartGoal')!, {})
  placeBlock(writer.doc, second, 'smartGoal', 0)
  await eventually(async () => Object.hasOwn((await giveKeys()).keys, second))
  expect((await giveKeys()).keys).toMatchObject({ [goal]: 'G6', [second]: 'G7' })
  expect(stock.heard.some((message) => message[0] === 2)).toBe(false)
})

test('a commenter reads facts and may not give keys', async () => {
  const server = await aServer()
  const ask = await asker(server, 'partner')
  const { member } = planResponse.parse((await ask(`/api/plans/${planOf(server)}`)).body)
  await server.store.records.setRole(member.id, 'commenter')
  expect((await ask(`/api/plans/${planOf(server)}/facts`)).status).toBe(200)
  const refused = await ask(`/api/plans/${planOf(server)}/keys`, json({}))
  expect(refused.status).toBe(403)
  expect(errorResponse.parse(refused.body).error.code).toBe('notAllowed')
})

test('a plan with an unknown kind, wrong registers and a missing field is read and shown all the same', async () => {
  const server = await aServer()
  const ask = await asker(server, 'vendor')
  const { doc } = await aStockClient(server, 'vendor')
  const { Map: YMap } = await import('yjs')
  const goal = readPlan(doc).order.find((id) => samplePlan().json.blocks[id]?.kind === 'smartGoal')!
  const blocks = doc.getMap('blocks')
  const strange = newId()
  doc.transact(() => {
    ;(blocks.get(goal) as InstanceType<typeof YMap>).set('due', { not: 'a day' })
    ;(blocks.get(goal) as InstanceType<typeof YMap>).delete('ownerVendor')
    blocks.set(strange, new YMap([['kind', 'hologram']] as [string, unknown][]))
    blocks.set(newId(), 'no map at all')
  })
  placeBlock(doc, strange, 'hologram', 0)
  placeBlock(doc, strange, 'hologram', 3)
  const content = async () => contentResponse.parse((await ask(`/api/plans/${planOf(server)}/content`)).body)
  await eventually(async () => Object.hasOwn(((await content()) as ContentResponse).content.blocks, strange))
  const page = await fetch(`${server.url}/p/${planOf(server)}`, {
    headers: { cookie: await cookieOf(linkOf(server, 'vendor')) },
  })
  expect(page.status).toBe(200)
  expect(await page.text()).toContain(`id="b-${strange}"`)
})
