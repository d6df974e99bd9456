import { isDeepStrictEqual } from 'node:util'
import { beginNote, type NoteId, type NoteWritersResponse, noteAt, notesRoot, type PlanResponse } from '@concord/schema'
import { startServer, systemClock } from '@concord/sync-server'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { FormBrowser } from '../support/form-browser.ts'
import { joinRoom } from '../support/stock-client.ts'
import { ShareDesk } from './share-desk.ts'
import { answered, aRawClient, eventually, planOf, update } from './support.ts'

const DAY = 86_400_000
const BLOCK = 'goalBook8nFB'

// The calendar jumps; timers stay as they are.
let days = 0
const clock = { ...systemClock, now: () => Date.now() + days * DAY }
const desk = new ShareDesk({ clock })
const { ask, cookieFor } = desk
const sideRoom = () => `side:${planOf(desk.server)}:vendor`

/** The cookies of somebody whom the vendor's owner has let in. */
async function invited(mail: string, guestUntil: number | null): Promise<string> {
  const wish = { mail, side: 'vendor', role: 'editor', guestUntil }
  expect((await ask(await cookieFor('vendor'), 'POST', '/invitations', wish)).status).toBe(201)
  const path = new URL(/\S+\/i\/[\w-]+/.exec((await desk.sink.mailTo(mail)).text ?? '')![0]).pathname
  const browser = new FormBrowser(desk.server.url)
  await desk.signIn(browser, mail, path)
  await browser.post(path, {})
  return browser.cookies
}

/** A new session of somebody: it ends when nothing is done for half a day. */
async function signedIn(mail: string): Promise<string> {
  const browser = new FormBrowser(desk.server.url)
  await desk.signIn(browser, mail)
  return browser.cookies
}

const told = async (cookie: string) => ask<NoteWritersResponse>(cookie, 'GET', '/notes')
/** Who first and last wrote a note, as somebody is told it. */
async function writersOf(note: NoteId, cookie: string) {
  const { body } = await told(cookie)
  const found = body.notes[note]
  const said = ({ at, by }: NonNullable<typeof found>['first']) => [
    by?.isMe ? 'me' : (by?.name ?? null),
    Math.round((at - Date.now()) / DAY) + 0,
  ]
  return found && [said(found.first), said(found.last)]
}
/** Writes in the room of the vendor's side, and waits until it is in the log. */
async function writing(cookie: string, write: (doc: Y.Doc) => void): Promise<void> {
  const { doc, leave } = await joinRoom(desk.server.url, sideRoom(), cookie)
  write(doc)
  const now = notesRoot(doc).toJSON()
  await eventually(async () => {
    const parts = await desk.server.rooms.partsOf(sideRoom())
    const saved = new Y.Doc()
    for (const bytes of parts.updates) Y.applyUpdate(saved, bytes)
    return isDeepStrictEqual(now, notesRoot(saved).toJSON())
  })
  leave()
}

test('SN7 a note tells who of the side wrote it and on which day, and nobody can write as somebody else', async () => {
  const ana = await cookieFor('vendor')
  await invited('pat@stand.example', Date.now() + 300 * DAY)
  let noor = await invited('noor@halvern.example', null)
  const { name, id: anasId } = (await ask<PlanResponse>(ana, 'GET', '')).body.member
  let note = ''
  await writing(ana, (doc) => {
    note = beginNote(doc, BLOCK)
    noteAt(doc, note)!.text.insert(0, 'Ask Lee first')
  })
  expect(await writersOf(note, ana)).toEqual([
    ['me', 0],
    ['me', 0],
  ])
  expect(await writersOf(note, noor)).toEqual([
    [name, 0],
    [name, 0],
  ])

  // What a colleague puts into the row says nothing, and sending all of it again does not make it his.
  days = 2
  noor = await signedIn('noor@halvern.example')
  const forged = new Y.Doc()
  await writing(noor, (doc) => {
    const row = notesRoot(doc).get(note) as Y.Map<unknown>
    for (const key of ['by', 'author', 'member', 'at']) row.set(key, anasId)
    Y.applyUpdate(forged, Y.encodeStateAsUpdate(doc))
  })
  notesRoot(forged).set('nobodys', new Y.Map())
  const raw = await aRawClient(desk.server, { room: sideRoom(), cookie: noor, query: '?saved=1&schema=1' })
  await answered(raw)
  raw.send(update(Y.encodeStateAsUpdate(forged)))
  await raw.hearNotice('saved')
  expect((await writersOf(note, noor))![1]).toEqual([name, 0])

  // Letters are his who typed them; also when they are taken away again.
  await writing(noor, (doc) => noteAt(doc, note)!.text.insert(0, 'I did. '))
  const both = [
    [name, 0],
    ['me', 2],
  ]
  expect(await writersOf(note, noor)).toEqual(both)
  await writing(await cookieFor('vendor'), (doc) => noteAt(doc, note)!.text.delete(0, 7))
  expect(await writersOf(note, noor)).toEqual(both)

  // Nobody else learns that there is anything to learn.
  expect((await told(await cookieFor('partner'))).body).toEqual({ notes: {} })
  const visitor = await desk.aLink()
  await visitor.browser.post(visitor.path, {})
  const guest = await signedIn('pat@stand.example')
  for (const cookie of [guest, visitor.browser.cookies]) expect((await told(cookie)).status).toBe(404)

  // The log goes after 30 days; what is told does not.
  days = 40
  await desk.server.thinning.run()
  expect(await desk.server.store.history.before(sideRoom(), Number.MAX_SAFE_INTEGER, 10)).toEqual([])
  await desk.server.stop()
  desk.server = await startServer({ data: desk.folder.path, stopSpread: 0, clock })
  expect(await writersOf(note, await cookieFor('vendor'))).toEqual([
    ['me', 0],
    ['Noor', 2],
  ])
})
