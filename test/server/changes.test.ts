import {
  blocksOf,
  type FieldChangesResponse,
  fieldChangesResponse,
  readPlan,
  type Side,
  setRegister,
} from '@concord/schema'
import type { RunningServer } from '@concord/sync-server'
import { expect, test } from 'vitest'
import { aServer, aStockClient, cookieOf, eventually, linkOf, planOf, type Stock, until } from './support.ts'

interface Place {
  readonly block: string
  readonly path: string
}

async function asker(server: RunningServer, side: Side, plan = planOf(server)) {
  const cookie = await cookieOf(linkOf(server, side))
  return async (query: Record<string, string>) => {
    const response = await fetch(`${server.url}/api/plans/${plan}/changes?${new URLSearchParams(query)}`, {
      headers: { cookie },
    })
    return { status: response.status, body: (await response.json()) as unknown }
  }
}

/** The Q4 actual of the demo plan's first measure. */
function theCell({ doc }: Stock): Place {
  const [table] = blocksOf(readPlan(doc), 'kpiTable')
  return { block: table!.id, path: `rows/${table!.rows[0]!.id}/actuals/2026-Q4` }
}

/** Asks until the answer holds the value that was set: a change is told when it is on disk. */
async function told(ask: Awaited<ReturnType<typeof asker>>, place: Place, newest: number | null) {
  let answer: FieldChangesResponse | undefined
  await eventually(async () => {
    answer = fieldChangesResponse.parse((await ask({ ...place })).body)
    return answer.changes[0]?.to === newest
  })
  return answer!
}

test('CH1 both companies set a cell: who, when, the old value and the new one, newest first', async () => {
  const server = await aServer()
  const [halvern, dunmarsh] = [await aStockClient(server, 'vendor'), await aStockClient(server, 'partner')]
  const place = theCell(halvern)
  const before = Date.now()
  const q4Of = ({ doc }: Stock) => {
    const table = blocksOf(readPlan(doc), 'kpiTable')[0]!
    return table.rows[0]!.actuals['2026-Q4'] ?? null
  }
  const first = q4Of(halvern)
  setRegister(halvern.doc, place.block, place.path, 160_000_00)
  await until(dunmarsh.doc, () => q4Of(dunmarsh) === 160_000_00)
  setRegister(dunmarsh.doc, place.block, place.path, 175_000_00)

  const [asVendor, asPartner] = [await asker(server, 'vendor'), await asker(server, 'partner')]
  const { changes, earlier } = await told(asVendor, place, 175_000_00)
  expect(changes).toMatchObject([
    { by: { side: 'partner', role: 'owner', name: null, isMe: false }, from: 160_000_00, to: 175_000_00 },
    { by: { side: 'vendor', role: 'owner', isMe: true }, from: first, to: 160_000_00 },
    { by: null, from: null, to: first },
  ])
  expect(earlier).toBe('none')
  for (const { at } of changes.slice(0, 2)) expect(at).toBeGreaterThanOrEqual(before)

  // The other company reads the same, with its own people by name.
  const theirs = await told(asPartner, place, 175_000_00)
  expect(theirs.changes.slice(0, 2)).toMatchObject([
    { by: { side: 'partner', name: 'Jo Brandt', isMe: true } },
    { by: { side: 'vendor', name: null, isMe: false } },
  ])
})

test('CH1 a cell that was cleared says so, and one that nobody ever set has no changes', async () => {
  const server = await aServer()
  const halvern = await aStockClient(server, 'vendor')
  const place = theCell(halvern)
  const ask = await asker(server, 'vendor')
  setRegister(halvern.doc, place.block, place.path, null)
  expect((await told(ask, place, null)).changes[0]).toMatchObject({ by: { isMe: true }, to: null })
  const empty = { ...place, path: place.path.replace('2026-Q4', '2031-Q1') }
  expect((await ask(empty)).body).toMatchObject({ changes: [], earlier: 'none' })
})

test('CH2 no more than ten changes are told; that there were more is said', async () => {
  const server = await aServer()
  const halvern = await aStockClient(server, 'vendor')
  const place = theCell(halvern)
  for (let n = 1; n <= 15; n += 1) setRegister(halvern.doc, place.block, place.path, n)
  const { changes, earlier } = await told(await asker(server, 'vendor'), place, 15)
  expect(changes.map(({ from, to }) => [from, to])).toEqual(Array.from({ length: 10 }, (_, at) => [14 - at, 15 - at]))
  expect(earlier).toBe('more')
})

test('CH3 who may not read the plan learns nothing; a place that holds no register is not found', async () => {
  const server = await aServer()
  const halvern = await aStockClient(server, 'vendor')
  const place = theCell(halvern)
  const address = `${server.url}/api/plans/${planOf(server)}/changes?${new URLSearchParams({ ...place })}`
  expect((await fetch(address)).status).toBe(401)
  expect((await (await asker(server, 'vendor', 'aaaaaaaaaaaa'))({ ...place })).status).toBe(404)
  const ask = await asker(server, 'partner')
  for (const path of [place.path.replace('/actuals/2026-Q4', ''), 'title', 'nothing/here'])
    expect((await ask({ ...place, path })).status).toBe(404)
  for (const query of [
    {},
    { block: place.block },
    { ...place, block: 'x' },
    { ...place, path: '' },
    { ...place, path: '/a' },
    { ...place, path: `${place.path}/deeper` },
  ])
    expect((await ask(query as Record<string, string>)).status).toBe(400)
  expect((await ask({ ...place, more: '1' })).status).toBe(400)
})

test('CH3 a viewer reads changes, and an author who is no Member any more is named by side only', async () => {
  const server = await aServer()
  const halvern = await aStockClient(server, 'vendor')
  const place = theCell(halvern)
  setRegister(halvern.doc, place.block, place.path, 7)
  const ask = await asker(server, 'partner')
  await told(ask, place, 7)
  const members = await server.store.records.membersOf(planOf(server))
  const memberOf = (side: Side) => members.find((member) => member.side === side)!
  await server.store.records.setRole(memberOf('partner').id, 'viewer')
  await server.store.records.removeMember(memberOf('vendor').id)
  expect((await ask({ ...place })).body).toMatchObject({
    changes: [{ by: { side: 'vendor', role: null, name: null, isMe: false }, to: 7 }, {}],
  })
})
