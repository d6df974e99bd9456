import { blocksOf, fieldChangesResponse, readPlan, setRegister, textAt } from '@concord/schema'
import { systemClock } from '@concord/sync-server'
import { expect, test } from 'vitest'
import { aServer, aStockClient, cookieOf, eventually, linkOf, planOf, roomOf } from './support.ts'

const DAY = 86_400_000

test('HI5 after 30 days the bytes go; the plan is whole, and who set a number stays', async () => {
  // The calendar jumps; timers stay as they are.
  let days = 0
  const server = await aServer({ clock: { ...systemClock, now: () => Date.now() + days * DAY } })
  const room = roomOf(server)
  const { history } = server.store
  const [halvern, dunmarsh] = [await aStockClient(server, 'vendor'), await aStockClient(server, 'partner')]
  const [table] = blocksOf(readPlan(halvern.doc), 'kpiTable')
  const place = { block: table!.id, path: `rows/${table!.rows[0]!.id}/target` }
  const rows = async () => (await history.before(room, Number.MAX_SAFE_INTEGER, 1_000)).length
  const written = async (act: () => void) => {
    const before = await rows()
    act()
    await eventually(async () => (await rows()) > before)
  }
  await written(() => setRegister(halvern.doc, place.block, place.path, 1))
  await written(() => setRegister(dunmarsh.doc, place.block, place.path, 2))
  await written(() => textAt(halvern.doc, place.block, 'title')!.insert(0, 'Our '))
  for (const { provider } of [halvern, dunmarsh]) provider.disconnect()

  days = 29
  await server.thinning.run()
  expect(await rows()).toBe(4)
  days = 31
  await server.thinning.run()
  expect(await rows()).toBe(0)
  expect((await history.keptOf(room, place.block, 'title')).map(({ act, side }) => [act, side])).toEqual([
    ['text', null],
    ['text', 'vendor'],
  ])

  // Members come back to the same plan, and the log of the next 30 days begins.
  const back = await aStockClient(server, 'partner')
  expect(readPlan(back.doc)).toEqual(readPlan(halvern.doc))
  await written(() => setRegister(back.doc, place.block, place.path, 3))
  const cookie = await cookieOf(linkOf(server, 'vendor'))
  const response = await fetch(`${server.url}/api/plans/${planOf(server)}/changes?${new URLSearchParams(place)}`, {
    headers: { cookie },
  })
  const { changes, earlier } = fieldChangesResponse.parse(await response.json())
  const first = table!.rows[0]!.target
  expect(changes.map(({ by, from, to }) => [by?.side ?? null, from, to])).toEqual([
    ['partner', 2, 3],
    ['partner', 1, 2],
    ['vendor', first, 1],
    [null, null, first],
  ])
  expect(earlier).toBe('none')
})
