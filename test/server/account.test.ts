import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { FormBrowser, type FormPage } from '../support/form-browser.ts'
import { ShareDesk } from './share-desk.ts'
import { aRawClient, linkOf } from './support.ts'

const NOA = 'noa.dale@dunmarsh.example'
const desk = new ShareDesk()

const aBrowser = () => new FormBrowser(desk.server.url)

/** A browser in which Ana has opened the demo's link, as often as one likes. */
async function signedIn(): Promise<FormBrowser> {
  const browser = aBrowser()
  await browser.get(new URL(linkOf(desk.server, 'vendor')).pathname)
  return browser
}

/** A browser in which Noa, whom nobody invited, proved his mailbox and opened a share link. */
async function openedBy(link: { path: string }): Promise<FormBrowser> {
  const browser = aBrowser()
  await desk.signIn(browser, NOA)
  await browser.post(link.path, {})
  return browser
}

/** Names of the sessions that a page can end, in its order. */
const ends = ({ html }: FormPage) => [...html.matchAll(/name="session" value="(\w+)"/g)].map(([, name]) => name!)
const tokenIn = (browser: FormBrowser) => /concord_session=([\w-]+)/.exec(browser.cookies)![1]!
const nameOf = (browser: FormBrowser) => createHash('sha256').update(tokenIn(browser)).digest('hex').slice(0, 16)
const isOut = async (browser: FormBrowser) => (await browser.get('/api/session')).status === 401
const openIn = (browser: FormBrowser) => aRawClient(desk.server, { cookie: browser.cookies })

test('AP1 the account page asks for a sign-in and comes back; signed in it shows who one is and where', async () => {
  const before = await aBrowser().get('/account')
  expect(before.status).toBe(401)
  expect(before.html).toContain('name="to" value="/account"')
  const noa = aBrowser()
  await desk.signIn(noa, NOA, '/account')
  const { status, html, headers } = await noa.get('/account')
  expect(status).toBe(200)
  for (const shown of ['Noa Dale', NOA, 'Dunmarsh Systems', 'By mail', 'This browser', '23 November 2026'])
    expect(html).toContain(shown)
  expect(html).not.toContain('unsafe-inline')
  expect(headers.get('content-security-policy')).not.toContain('unsafe')
  expect(Buffer.byteLength(html)).toBeLessThan(15 * 1024)
  await noa.post('/account/end-others', {})
})

test('AP2 ending one session closes what is open in it at once, and nothing else', async () => {
  const [laptop, phone, tablet] = [await signedIn(), await signedIn(), await signedIn()]
  const [onLaptop, onPhone] = [await openIn(laptop), await openIn(phone)]
  const page = await laptop.get('/account')
  expect(ends(page).toSorted()).toEqual([nameOf(phone), nameOf(tablet)].toSorted())
  const ended = await laptop.post('/account/end', { session: nameOf(phone) })
  expect(ended.location).toBe('/account?done=ended')
  expect(await onPhone.closed).toMatchObject({ code: 4401 })
  expect([await isOut(phone), await isOut(tablet), await isOut(laptop)]).toEqual([true, false, false])
  expect(onLaptop.socket.readyState).toBe(onLaptop.socket.OPEN)
  expect((await laptop.get('/account?done=ended')).html).toContain('The session was ended.')
  await laptop.post('/account/end-others', {})
})

test('AP2 ending all others leaves this browser with what it has open, and no other', async () => {
  const [laptop, phone] = [await signedIn(), await signedIn()]
  const [onLaptop, onPhone] = [await openIn(laptop), await openIn(phone)]
  await laptop.post('/account/end-others', {})
  expect((await onPhone.closed).code).toBe(4401)
  expect([await isOut(phone), await isOut(laptop)]).toEqual([true, false])
  expect(onLaptop.socket.readyState).toBe(onLaptop.socket.OPEN)
})

test('AP3 nobody ends a session of somebody else, nor by a form of another site', async () => {
  const [ana, laptop, kit] = [await signedIn(), await signedIn(), aBrowser()]
  const session = nameOf(ana)
  await kit.get(new URL(linkOf(desk.server, 'partner')).pathname)
  expect((await laptop.get('/account')).html).toContain(session)
  expect((await kit.get('/account')).html).not.toContain(session)
  await kit.post('/account/end', { session })
  expect((await laptop.post('/account/end', { session }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
  expect((await laptop.post('/account/end-others', {}, { 'sec-fetch-site': 'same-site' })).status).toBe(403)
  expect((await aBrowser().post('/account/end', { session })).status).toBe(401)
  expect(await isOut(ana)).toBe(false)
})

test('AP4 what was opened by a share link is listed with its plan and ended with its sockets at once', async () => {
  const link = await desk.aLink({ audience: 'companies' })
  const [noa, phone] = [await openedBy(link), await openedBy(link)]
  const reading = await aRawClient(desk.server, { cookie: linkCookieOf(noa) })
  const page = await noa.get('/account')
  expect(page.html).toContain('Opened by share links')
  expect(page.html).toContain('Halvern Analytics and Dunmarsh Systems')
  const named = ends({ ...page, html: page.html.slice(page.html.indexOf('id="links"')) }).at(-1)!
  await noa.post('/account/end', { session: named })
  expect((await reading.closed).code).toBe(4401)
  await noa.post('/account/end-others', {})
  // He is still signed in here, and there is no such plan for him; the phone is out altogether.
  expect([(await noa.get(desk.page)).status, (await phone.get(desk.page)).status]).toEqual([404, 401])
  await desk.end(link.id, 'vendor')
})

test('LK11 signing out closes what is open by a link at once', async () => {
  const link = await desk.aLink()
  const { browser } = link
  await browser.post(link.path, {})
  await browser.get(new URL(linkOf(desk.server, 'vendor')).pathname)
  const reading = await aRawClient(desk.server, { cookie: linkCookieOf(browser) })
  await browser.post('/sign-in/end', { everywhere: 'no' })
  expect((await reading.closed).code).toBe(4401)
  await desk.end(link.id, 'vendor')
})

test('SI12 what the earlier session had open comes back by itself with the new one; another person’s is over', async () => {
  const browser = await signedIn()
  const [mine, stolen] = [await openIn(browser), browser.cookies]
  await desk.signIn(browser, 'ana.moreno@halvern.example')
  expect((await mine.closed).code).toBe(1012)
  expect((await fetch(`${desk.server.url}/api/session`, { headers: { cookie: stolen } })).status).toBe(401)
  const again = await openIn(browser)
  await desk.signIn(browser, 'kit.okafor@dunmarsh.example')
  expect((await again.closed).code).toBe(4401)
})

/** Only what a link gave, as in a browser that is not signed in. */
const linkCookieOf = (browser: FormBrowser) =>
  browser.cookies.split('; ').find((cookie) => cookie.startsWith('concord_link_'))!
