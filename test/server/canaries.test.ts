import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beginNote, noteAt, samplePlan } from '@concord/schema'
import { expect, test } from 'vitest'
import { FormBrowser } from '../support/form-browser.ts'
import { joinRoom } from '../support/stock-client.ts'
import { tracesOf } from '../support/traces.ts'
import { everythingAsked } from './everything-asked.ts'
import { ShareDesk } from './share-desk.ts'
import { aStreamClient } from './stream-client.ts'
import { answered, aRawClient, eventually, planOf, presence, presenceEntries, until } from './support.ts'

/** Every canary begins with one of these, so that one search finds any of them; a number tells them apart. */
const PRIVATE = 'Canary7Qx93vBnTzzLk51WmRe'
const SECRET = 'Secret4Hy82jWpQssMd60XnTf'
let made = 0
const canary = (stem: string) => `${stem}${made++}`

const desk = new ShareDesk()
const blocks = Object.keys(samplePlan().json.blocks)

const tracesIn = (bytes: Uint8Array | string, stems = [PRIVATE, SECRET]) =>
  stems.flatMap((stem) => tracesOf(stem, Buffer.from(bytes)))

test('T11 T17 a thousand canaries in everything private: none in a byte of the other company, in no log, and no secret in the database', async () => {
  const { server, folder, logged, sink } = desk
  const plan = planOf(server)
  const partner = await aRawClient(server, { side: 'partner', query: '?saved=1&schema=1' })
  const stream = await aStreamClient(server, { side: 'partner', query: '?saved=1&schema=1' })

  // What one side alone knows: notes on every block, and whatever else it may keep of a block.
  const vendor = await joinRoom(server.url, `side:${plan}:vendor`, await desk.cookieFor('vendor'))
  let last = ''
  for (let n = 0; n < 600; n += 1) {
    last = beginNote(vendor.doc, blocks[n % blocks.length]!)
    noteAt(vendor.doc, last)!.text.insert(0, canary(PRIVATE))
  }
  for (let n = 0; n < 100; n += 1) vendor.doc.getMap('blocks').set(`${blocks[n % blocks.length]}${n}`, canary(PRIVATE))
  const colleague = await joinRoom(server.url, `side:${plan}:vendor`, await desk.cookieFor('vendor'))
  await until(
    colleague.doc,
    () => colleague.doc.getMap('blocks').size === 100 && noteAt(colleague.doc, last) !== undefined,
  )
  const caret = await aRawClient(server, { side: 'vendor', room: `side:${plan}:vendor` })
  for (let n = 1; n <= 20; n += 1) caret.send(presence(77, n, { field: { key: canary(PRIVATE) } }))

  // Secrets: passwords of links; tokens, codes, cookies and passkeys as somebody would guess them.
  const stranger = new FormBrowser(server.url)
  const { path } = await desk.aLink({ password: canary(SECRET) })
  for (let n = 0; n < 39; n += 1) await desk.aLink({ password: canary(SECRET) })
  const sent: Promise<unknown>[] = []
  for (let n = 0; n < 40; n += 1) {
    sent.push(stranger.get(`/i/${canary(SECRET)}`), stranger.get(`/l/${canary(SECRET)}`))
    sent.push(
      stranger.get(`/demo/${canary(SECRET)}`),
      stranger.post('/sign-in', { mail: `${canary(PRIVATE)}@nowhere.example` }),
    )
    sent.push(stranger.post('/sign-in/code', { mail: 'ana.moreno@halvern.example', code: canary(SECRET) }))
    sent.push(fetch(`${server.url}/api/session`, { headers: { cookie: `concord_session=${canary(SECRET)}` } }))
  }
  await Promise.all(sent)
  await stranger.post(path, { password: canary(SECRET) })
  expect(made).toBeGreaterThanOrEqual(1_000)
  // Presence is told by the clock: once a colleague has it, nobody else will get it any more.
  const beside = await aRawClient(server, { side: 'vendor', room: `side:${plan}:vendor` })
  await eventually(() => {
    desk.clock.advance(50)
    return beside.heard.some((message) => presenceEntries(message)?.some(({ id }) => id === 77))
  })

  const cookie = await desk.cookieFor('partner')
  const asked = await everythingAsked(server, cookie, blocks[0]!, last)
  await answered(partner)
  for (const [at, answer] of asked) expect(tracesIn(answer), at).toEqual([])
  for (const message of [...partner.heard, ...stream.heard]) expect(tracesIn(message)).toEqual([])
  for (const mail of sink.mails) expect(tracesIn(JSON.stringify(mail))).toEqual([])
  for (const line of logged) expect(tracesIn(line)).toEqual([])

  // In the database stand the notes of the side, which are its content, and no secret; so the search finds what is there.
  const kept = ['concord.db', 'concord.db-wal'].map((name) => readFileSync(join(folder.path, name)))
  expect(tracesIn(Buffer.concat(kept), [SECRET])).toEqual([])
  expect(tracesIn(Buffer.concat(kept), [PRIVATE])).toContain('plain')
  vendor.leave()
  colleague.leave()
}, 180_000)
