import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { beginNote, metaRoot, newId, noteAt, notesOf, type PlanResponse, type StartResponse } from '@concord/schema'
import { beforeAll, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { FormBrowser } from '../support/form-browser.ts'
import { joinRoom } from '../support/stock-client.ts'
import { tracesOf } from '../support/traces.ts'
import { everythingAsked } from './everything-asked.ts'
import { ShareDesk } from './share-desk.ts'
import { aStreamClient } from './stream-client.ts'
import {
  answered,
  aRawClient,
  aStockClient,
  eventually,
  linkOf,
  makeRole,
  memberOf,
  planOf,
  presence,
  presenceEntries,
  stepOne,
  syncBody,
  until,
  update,
} from './support.ts'

const DAY = 86_400_000
const CANARY = 'Canary7Qx93vBnTzzLk51WmRe'
const BLOCK = 'goalBook8nFB'

const desk = new ShareDesk()
const { ask, cookieFor, logged, signIn } = desk
const sideRoom = () => `side:${planOf(desk.server)}:vendor`

/** Writes a note on a goal in one piece, as a paste does, and letter by letter; answers its Y.Doc. */
async function writeNote(text: string): Promise<Y.Doc> {
  const cookie = await cookieFor('vendor')
  const { doc, leave } = await joinRoom(desk.server.url, sideRoom(), cookie)
  const note = noteAt(doc, beginNote(doc, BLOCK))!
  note.text.insert(0, text)
  for (const letter of text) note.text.insert(note.text.length, letter)
  const reader = await joinRoom(desk.server.url, sideRoom(), cookie)
  await until(reader.doc, () => noteAt(reader.doc, note.id)?.text.toString() === text + text)
  reader.leave()
  leave()
  return doc
}

/** A guest of the vendor who may even edit the plan. */
async function aGuest(): Promise<string> {
  const mail = 'pat@stand.example'
  const wish = { mail, side: 'vendor', role: 'editor', guestUntil: desk.clock.now() + 7 * DAY }
  expect((await ask(await cookieFor('vendor'), 'POST', '/invitations', wish)).status).toBe(201)
  desk.clock.advance(1)
  const path = new URL(/\S+\/i\/[\w-]+/.exec((await desk.sink.mailTo(mail)).text ?? '')![0]).pathname
  const guest = new FormBrowser(desk.server.url)
  const before = desk.sink.mails.length
  await guest.post(path, {})
  await eventually(() => {
    desk.clock.advance(1)
    return desk.sink.mails.length > before
  })
  const code = /^\d{6}$/m.exec(desk.sink.mails.at(-1)!.text ?? '')![0]
  await guest.post('/sign-in/code', { mail, code })
  return guest.cookies
}

/** A room of the plan that each of them would not get either; of the partner one that cannot be. */
const OTHERS: Readonly<Record<string, string>> = {
  partner: 'nobody',
  guest: 'partner',
  visitor: 'partner',
  outsider: 'partner',
}

describe('SN1 a side’s room looks like no room', () => {
  const seekers: Record<string, string> = {}
  beforeAll(async () => {
    const visitor = await desk.aLink()
    await visitor.browser.post(visitor.path, {})
    const outsider = new FormBrowser(desk.server.url)
    await signIn(outsider, 'new.person@dunmarsh.example')
    Object.assign(seekers, {
      partner: await cookieFor('partner'),
      guest: await aGuest(),
      visitor: visitor.browser.cookies,
      outsider: outsider.cookies,
    })
    await writeNote(CANARY)
  })

  const names = (plan: string) => [
    `side:${plan}:vendor`,
    `side%3A${plan}%3Avendor`,
    `side%253A${plan}%253Avendor`,
    `%73ide:${plan}:%76endor`,
    `side:${plan}:vendor:`,
    `:side:${plan}:vendor`,
    `side:${plan}:VENDOR`,
    `Side:${plan}:Vendor`,
    `side:${plan}:vendor%00`,
    `side:${plan}:vendor%20`,
    `%20side:${plan}:vendor`,
    `side:${plan}:vendor%0A`,
    `side:${plan}::vendor`,
    `side:${plan}:partner:vendor`,
    `side:${plan}:partner,vendor`,
    `side:${plan}:vendor%3Fside=partner`,
    `side:${plan}:vendor%23`,
    `side%EF%BC%9A${plan}%EF%BC%9Avendor`,
    `%D1%95ide:${plan}:vendor`,
    `side:${plan}:vend%D0%BEr`,
    `side:${plan}:vendor%E2%80%8B`,
    `side:${plan.toLowerCase()}:vendor`,
    `plan:${plan}:vendor`,
    `side:${plan}`,
    `vendor:${plan}`,
  ]

  test.each(['partner', 'guest', 'visitor', 'outsider'])('to a %s, however it is named', async (seeker) => {
    const { server } = desk
    const cookie = seekers[seeker]!
    const visit = async (room: string) => {
      const socket = await aRawClient(server, { room, cookie, query: '?saved=1&schema=1' })
      const stream = await aStreamClient(server, { room, cookie, query: '?saved=1&schema=1' })
      const post = await fetch(`${server.url}/sync/${room}`, {
        method: 'POST',
        body: Uint8Array.of(0, 2, 0),
        headers: { cookie, 'content-type': 'application/octet-stream', 'concord-wire': 'x' },
      })
      const { error } = (await post.json()) as { error: { code: string; message: string } }
      return {
        closed: await socket.closed,
        heard: socket.heard.length,
        stream: [stream.status, await stream.closed, stream.heard.length],
        post: [post.status, error.code, error.message],
      }
    }
    // A link's session is good for its own plan: about another one he is asked to sign in, as everybody without one.
    const nothing = [await visit(`side:${newId()}:vendor`), await visit(`side:${planOf(server)}:${OTHERS[seeker]}`)]
    for (const each of nothing) expect(each).toMatchObject({ heard: 0 })
    expect(nothing.at(-1)).toMatchObject({ closed: { code: 4404 }, post: [404, 'notFound', expect.anything()] })
    if (seeker !== 'visitor') expect(nothing[0]).toEqual(nothing[1])
    for (const name of names(planOf(server))) expect(nothing, name).toContainEqual(await visit(name))
  })

  test('and the answer about the plan names no such room to a guest and a visitor', async () => {
    for (const seeker of ['guest', 'visitor'] as const) {
      const plan = await ask<PlanResponse>(seekers[seeker]!, 'GET', '')
      expect(plan, seeker).toMatchObject({ status: 200, body: { rooms: { side: null } } })
    }
  })
})

test('SN4 what the other company gets is the same to the byte, whether a note is empty or full', async () => {
  const { server } = desk
  const cookie = await cookieFor('partner')
  const partner = await aRawClient(server, { side: 'partner', query: '?saved=1&schema=1' })
  const stream = await aStreamClient(server, { side: 'partner', query: '?saved=1&schema=1' })
  /** The answer to "what do I lack", and everything that came before it. */
  const lacking = async () => {
    const from = partner.heard.length
    await answered(partner)
    return partner.heard.slice(from).map((message) => Buffer.from(message).toString('hex'))
  }
  const vendor = await joinRoom(server.url, sideRoom(), await cookieFor('vendor'))
  const note = noteAt(vendor.doc, beginNote(vendor.doc, BLOCK))!
  await everythingAsked(server, cookie, BLOCK, note.id)
  await lacking()
  const [mails, streamed] = [desk.sink.mails.length, stream.heard.length]
  const empty = { asked: await everythingAsked(server, cookie, BLOCK, note.id), lacking: await lacking() }

  const secret = `${CANARY} ${'and much more of it '.repeat(500)}`
  note.text.insert(0, secret)
  for (const letter of CANARY) note.text.insert(0, letter)
  const colleague = await joinRoom(server.url, sideRoom(), await cookieFor('vendor'))
  await until(colleague.doc, () => (noteAt(colleague.doc, note.id)?.text.length ?? 0) === secret.length + CANARY.length)

  const full = { asked: await everythingAsked(server, cookie, BLOCK, note.id), lacking: await lacking() }
  for (const [path, answer] of full.asked) expect(answer, path).toBe(empty.asked.get(path))
  expect(full.lacking).toEqual(empty.lacking)
  expect([desk.sink.mails.length, stream.heard.length]).toEqual([mails, streamed])
  // The answers that are all there is to a plan were really among them.
  expect([...full.asked].filter(([, answer]) => answer.startsWith('[200')).length).toBeGreaterThan(15)

  const everything = [...full.asked.values(), ...desk.sink.mails.map((mail) => JSON.stringify(mail)), ...logged]
  for (const each of everything) expect(tracesOf(CANARY, Buffer.from(each))).toEqual([])
  for (const message of [...partner.heard, ...stream.heard]) expect(tracesOf(CANARY, message)).toEqual([])
  vendor.leave()
  colleague.leave()
})

test('SN4 the search finds a note where there is one', async () => {
  await writeNote(CANARY)
  const vendor = await aRawClient(desk.server, { side: 'vendor', room: sideRoom() })
  vendor.send(stepOne())
  await vendor.hear((message) => syncBody(message, 1))
  const found = vendor.heard.flatMap((message) => [
    ...tracesOf(CANARY, message),
    ...tracesOf(CANARY, Buffer.from(Buffer.from(message).toString('base64'))),
    ...tracesOf(CANARY, Buffer.from(Buffer.from(message).toString('hex'))),
  ])
  expect(found).toEqual(expect.arrayContaining(['plain', 'hex', expect.stringMatching(/^base64 from byte/)]))
})

test('SN4 a newer editor that writes a note does not tell the other company that it was there', async () => {
  const { server } = desk
  const db = new DatabaseSync(join(desk.folder.path, 'concord.db'))
  db.exec('PRAGMA busy_timeout = 5000')
  const version = db.prepare('SELECT schemaVersion AS version FROM plans WHERE id = ?')
  const { version: before } = version.get(planOf(server)) as { version: number }
  db.prepare('UPDATE plans SET schemaVersion = 0 WHERE id = ?').run(planOf(server))
  const writing = async (room: string, write: (doc: Y.Doc) => void) => {
    const doc = new Y.Doc()
    write(doc)
    const editor = await aRawClient(server, { side: 'vendor', room, query: '?saved=1&schema=1' })
    editor.send(update(Y.encodeStateAsUpdate(doc)))
    await editor.hearNotice('saved')
    return (await ask<PlanResponse>(await cookieFor('partner'), 'GET', '')).body.minimumSchema
  }
  expect(await writing(sideRoom(), (doc) => beginNote(doc, BLOCK))).toBe(0)
  expect(await writing(`plan:${planOf(server)}`, (doc) => metaRoot(doc).set('note', 1))).toBe(1)
  db.prepare('UPDATE plans SET schemaVersion = ? WHERE id = ?').run(before, planOf(server))
  db.close()
})

test('SN5 where somebody is in a note is told in the room of the side only', async () => {
  const { server } = desk
  const [colleague, partner] = [
    await aRawClient(server, { side: 'vendor', room: sideRoom() }),
    await aRawClient(server, { side: 'partner' }),
  ]
  await answered(partner)
  const before = partner.heard.length
  const ana = await aRawClient(server, { side: 'vendor', room: sideRoom() })
  ana.send(presence(77, 1, { field: { key: CANARY } }))
  const told = () => colleague.heard.flatMap((message) => presenceEntries(message) ?? []).find(({ id }) => id === 77)
  await eventually(() => {
    desk.clock.advance(50)
    return told() !== undefined
  })
  expect(told()).toMatchObject({ state: { field: { key: CANARY } } })
  await answered(partner)
  const heard = partner.heard.slice(before)
  expect(heard.filter((message) => presenceEntries(message))).toEqual([])
  for (const message of heard) expect(tracesOf(CANARY, message)).toEqual([])
})

test('SN6 a copy of the plan has no notes', async () => {
  const { server } = desk
  await writeNote(CANARY)
  const cookie = await cookieFor('vendor')
  const response = await fetch(`${server.url}/api/plans/${planOf(server)}/copies`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json', 'idempotency-key': newId() },
    body: JSON.stringify({ title: 'A copy' }),
  })
  expect(response.status).toBe(201)
  const { plan } = (await response.json()) as StartResponse
  const copy = await joinRoom(server.url, `side:${plan}:vendor`, cookie)
  expect(notesOf(copy.doc).size).toBe(0)
  copy.leave()
})

test('SN2 a viewer of the side reads every note and writes none, and who is put out is out at once', async () => {
  const { server } = desk
  await writeNote(CANARY)
  const cookie = await cookieFor('vendor')
  const open = await aRawClient(server, { cookie, room: sideRoom() })
  await makeRole(server, 'vendor', 'viewer')
  await server.sockets.recheck()
  expect((await open.closed).code).toBe(1012)
  const viewer = await aRawClient(server, { cookie, room: sideRoom(), query: '?saved=1' })
  expect(await viewer.hearNotice('refused')).toMatchObject({ frame: 0, reason: 'notAllowed' })
  const forbidden = new Y.Doc()
  const id = beginNote(forbidden, BLOCK)
  viewer.send(update(Y.encodeStateAsUpdate(forbidden)))
  expect(await viewer.hearNotice('refused', ({ frame }) => frame === 1)).toMatchObject({ reason: 'notAllowed' })
  viewer.send(stepOne())
  expect(tracesOf(CANARY, await viewer.hear((message) => syncBody(message, 1)))).toEqual(['plain'])
  const { doc } = await aStockClient(server, 'vendor', sideRoom())
  expect(noteAt(doc, id)).toBeUndefined()
  await server.store.records.removeMember((await memberOf(server, 'vendor')).id)
  await server.sockets.recheck()
  expect((await viewer.closed).code).toBe(4403)
  const again = await aRawClient(server, { cookie: await cookieFor('vendor'), room: sideRoom() })
  expect((await again.closed).code).toBe(4404)
  expect(linkOf(server, 'vendor')).toBeDefined()
})
