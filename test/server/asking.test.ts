import type { AuditResponse, MembersResponse, Side } from '@concord/schema'
import { newId } from '@concord/schema'
import { expect, test } from 'vitest'
import { FormBrowser } from '../support/form-browser.ts'
import { ShareDesk } from './share-desk.ts'
import { eventually } from './support.ts'

const DAY = 24 * 3_600_000
const desk = new ShareDesk()

/** A browser of somebody whose company has a mail domain here, and who is in no plan. */
async function signedIn(mail: string): Promise<FormBrowser> {
  const browser = new FormBrowser(desk.server.url)
  desk.clock.advance(3_600_000)
  await desk.signIn(browser, mail)
  return browser
}

/** The people who ask, as the owner of a side is told. */
const askingSeenBy = async (side: Side) =>
  (await desk.ask<MembersResponse>(await desk.cookieFor(side), 'GET', '/members')).body.asking

/** Mails that come within a moment of asking, or before the next one does. */
async function mailsOf(act: () => Promise<unknown>, isOver: () => boolean | Promise<boolean>) {
  const before = desk.sink.mails.length
  await act()
  await eventually(async () => {
    desk.clock.advance(1)
    return isOver()
  })
  return desk.sink.mails.slice(before)
}
const toOf = (mail: { to?: unknown }) => JSON.stringify(mail.to)

test('AA1 AA3 a colleague of one side asks; its owners are mailed and see who it is, the other side does not', async () => {
  const pat = await signedIn('pat.quinn@dunmarsh.example')
  const page = await pat.get(desk.page)
  expect(page.status).toBe(404)
  expect(page.html).toContain('You are signed in as pat.quinn@dunmarsh.example')
  expect(page.html).toContain(`<form method="post" action="${desk.page}/ask"><button>Ask for access</button></form>`)
  expect(page.html).not.toMatch(/Halvern|FY2026/)
  const count = () => desk.sink.mails.length
  const before = count()
  const mails = await mailsOf(
    async () => expect((await pat.post(`${desk.page}/ask`, {})).status).toBe(200),
    () => count() > before,
  )
  const [mail] = mails
  expect(toOf(mail!)).toContain('@dunmarsh.example')
  expect(mail!.subject).toBe(
    'pat.quinn@dunmarsh.example asks for access to the plan of Halvern Analytics and Dunmarsh Systems',
  )
  const [{ id } = { id: '' }] = await askingSeenBy('partner')
  expect(mail!.text).toContain(`${desk.server.url}${desk.page}#ask-${id}`)
  expect(await askingSeenBy('partner')).toMatchObject([{ mail: 'pat.quinn@dunmarsh.example' }])
  expect(await askingSeenBy('vendor')).toEqual([])
})

test('AA2 AA4 asking again, about no plan and about a deleted one is answered alike, and nothing more is sent', async () => {
  const lee = await signedIn('lee.moss@dunmarsh.example')
  const before = desk.sink.mails.length
  const first = await lee.post(`${desk.page}/ask`, {})
  await eventually(() => {
    desk.clock.advance(1)
    return desk.sink.mails.length > before
  })
  const [again, unknown] = [await lee.post(`${desk.page}/ask`, {}), await lee.post(`/p/${newId()}/ask`, {})]
  const plain = ({ status, html }: { status: number; html: string }) => [status, html.replaceAll(/nonce="[^"]+"/g, '')]
  expect(plain(again)).toEqual(plain(first))
  expect(plain(unknown)).toEqual(plain(first))
  const [here, nowhere] = [await lee.get(desk.page), await lee.get('/p/zzzzzzzzzzzz')]
  expect(here.html.replaceAll(/nonce="[^"]+"/g, '').replaceAll(desk.page, '')).toBe(
    nowhere.html.replaceAll(/nonce="[^"]+"/g, '').replaceAll('/p/zzzzzzzzzzzz', ''),
  )
  expect((await askingSeenBy('partner')).filter(({ mail }) => mail.startsWith('lee'))).toHaveLength(1)
  for (let times = 3; times < 10; times += 1) await lee.post(`${desk.page}/ask`, {})
  expect((await lee.post(`${desk.page}/ask`, {})).status).toBe(429)
  expect((await desk.sink.mails.slice(before)).filter((mail) => mail.subject?.includes('lee.moss'))).toHaveLength(1)
})

test('AA3 whom a link does not let in asks the side that made it', async () => {
  const { path } = await desk.aLink({ audience: 'companies', domains: ['halvern.example'] }, 'vendor')
  const sam = await signedIn('sam.ito@dunmarsh.example')
  const refused = await sam.post(path, {})
  expect(refused.status).toBe(403)
  expect(refused.html).toContain('action="/l/ask"')
  expect((await sam.post('/l/ask', {})).status).toBe(200)
  // His own company is in the plan: its owners know him better than those who made the link.
  await eventually(async () => (await askingSeenBy('partner')).some(({ mail }) => mail.startsWith('sam')))
  expect(await askingSeenBy('vendor')).toEqual([])
})

/** Somebody of a company that has no side in the plan. */
async function ofAnotherCompany(mail: string): Promise<FormBrowser> {
  const company = { name: 'Third Party', shortName: 'Third' }
  const domain = 'third.example'
  await desk.server.store.records.admitPerson({ name: 'Tess Third', mail, mailbox: mail, domain, company })
  return signedIn(mail)
}

test('AA3 somebody of another company asks the side whose link he has, and both sides without a link', async () => {
  const sidesAsked = async (mail: string) => {
    const seen = await Promise.all((['vendor', 'partner'] as const).map(askingSeenBy))
    return seen.map((asking) => asking.some((each) => each.mail === mail))
  }
  const asked = async (mail: string, ask: (browser: FormBrowser) => Promise<unknown>) => {
    const browser = await ofAnotherCompany(mail)
    const before = desk.sink.mails.length
    await ask(browser)
    await eventually(async () => {
      desk.clock.advance(1)
      return (await sidesAsked(mail)).includes(true)
    })
    // A mail that should not come would be on its way before the one to somebody who asks after it.
    await mailsOf(
      async () => (await signedIn(`after.${mail.replace('third', 'dunmarsh')}`)).post(`${desk.page}/ask`, {}),
      () => desk.sink.mails.some(({ subject }) => subject?.startsWith(`after.${mail.replace('third', 'dunmarsh')}`)),
    )
    const about = desk.sink.mails.slice(before).filter(({ subject }) => subject?.startsWith(mail))
    return { sides: await sidesAsked(mail), mailed: about.map((mail) => /@([a-z]+)\./.exec(toOf(mail))?.[1]).sort() }
  }
  const { path } = await desk.aLink({ audience: 'companies' }, 'vendor')
  const byLink = await asked('tess@third.example', async (browser) => {
    expect((await browser.post(path, {})).status).toBe(403)
    expect((await browser.post('/l/ask', {})).status).toBe(200)
  })
  expect(byLink).toEqual({ sides: [true, false], mailed: ['halvern'] })
  const without = await asked('theo@third.example', (browser) => browser.post(`${desk.page}/ask`, {}))
  expect(without).toEqual({ sides: [true, true], mailed: ['dunmarsh', 'halvern'] })
})

test('AA5 an owner declines or invites; either ends the question and is in the log', async () => {
  const asks = async (mail: string) => {
    const browser = await signedIn(mail)
    await browser.post(`${desk.page}/ask`, {})
    await eventually(() => {
      desk.clock.advance(1)
      return desk.sink.mails.at(-1)?.subject?.startsWith(mail) ?? false
    })
    return (await askingSeenBy('partner')).find((each) => each.mail === mail)!.id
  }
  const ann = await asks('ann.day@dunmarsh.example')
  expect((await desk.ask(await desk.cookieFor('vendor'), 'DELETE', `/access-requests/${ann}`)).status).toBe(404)
  expect((await desk.ask(await desk.cookieFor('partner'), 'DELETE', `/access-requests/${ann}`)).status).toBe(200)
  await asks('bo.fry@dunmarsh.example')
  const invite = { mail: 'bo.fry@dunmarsh.example', side: 'partner', role: 'viewer', guestUntil: null }
  expect((await desk.ask(await desk.cookieFor('partner'), 'POST', '/invitations', invite)).status).toBe(201)
  expect((await askingSeenBy('partner')).map(({ mail }) => mail)).not.toContain('bo.fry@dunmarsh.example')
  expect((await askingSeenBy('partner')).map(({ mail }) => mail)).not.toContain('ann.day@dunmarsh.example')
  const { entries } = (await desk.ask<AuditResponse>(await desk.cookieFor('partner'), 'GET', '/audit')).body
  const told = entries.map(({ act, subject }) => `${act} ${subject.who}`)
  for (const line of ['accessAsked ann.day@dunmarsh.example', 'accessDeclined ann.day@dunmarsh.example'])
    expect(told).toContain(line)
  // A month later the question is forgotten, and may be asked again.
  desk.clock.advance(31 * DAY)
  expect(await askingSeenBy('partner')).toEqual([])
})

test('AA1 nobody asks without a proved address, nor from the page of somebody else', async () => {
  const nobody = new FormBrowser(desk.server.url)
  expect((await nobody.post(`${desk.page}/ask`, {})).status).toBe(401)
  expect((await nobody.post('/l/ask', {})).status).toBe(401)
  const demo = { cookie: await desk.cookieFor('vendor'), accept: 'text/html' }
  expect(await (await fetch(`${desk.server.url}/p/${newId()}`, { headers: demo })).text()).not.toContain('Ask for')
  const kit = await signedIn('kit.okafor@dunmarsh.example')
  expect((await kit.post(`${desk.page}/ask`, {}, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
})
