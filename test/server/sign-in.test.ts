import type { RunningServer } from '@concord/sync-server'
import { expect, test } from 'vitest'
import { FormBrowser } from '../support/form-browser.ts'
import { FakeClock } from './fake-clock.ts'
import { ANA, aMailingServer, another, codeIn, MINUTE, tokenIn } from './mailing-server.ts'
import { aRawClient, aServer, eventually } from './support.ts'

test('SI1 opening the link of a mail, however often and by whom, signs nobody in and spends nothing', async () => {
  const { server, sink } = await aMailingServer()
  const ana = new FormBrowser(server.url)
  await ana.post('/sign-in', { mail: ANA })
  const mail = await sink.mailTo(ANA)
  const scanner = new FormBrowser(server.url)
  for (const method of ['HEAD', 'GET', 'GET'] as const) {
    const page = await scanner.get('/sign-in/open', method)
    expect(page.status).toBe(200)
    expect(page.headers.getSetCookie()).toEqual([])
    expect(page.html).not.toContain('ana')
  }
  expect(scanner.isSignedIn).toBe(false)
  expect(await ana.post('/sign-in/open', { token: tokenIn(mail) })).toMatchObject({ status: 303 })
  expect(ana.isSignedIn).toBe(true)
})

test('SI2 the link is enough in the browser that asked, and leads to the block that was wanted', async () => {
  const { server, sink } = await aMailingServer()
  const ana = new FormBrowser(server.url)
  const wanted = `/p/${server.demo!.plan}`
  expect((await ana.get(wanted)).html).toContain(`name="to" value="${wanted}"`)
  await ana.post('/sign-in', { mail: ANA, to: wanted, at: '#b-goalGoalGo01' })
  const mail = await sink.mailTo(ANA)
  const opened = await ana.post('/sign-in/open', { token: tokenIn(mail) })
  expect(opened.location).toBe(`${wanted}#b-goalGoalGo01`)
  expect((await ana.get(wanted)).status).toBe(200)
})

test('SI3 in another browser the link needs the code too, and the page names the account first', async () => {
  const { server, sink } = await aMailingServer()
  await new FormBrowser(server.url).post('/sign-in', { mail: ANA })
  const mail = await sink.mailTo(ANA)
  const phone = new FormBrowser(server.url)
  const page = await phone.post('/sign-in/open', { token: tokenIn(mail) })
  expect(page.html).toContain(`To go on as ${ANA} here`)
  expect(phone.isSignedIn).toBe(false)
  await phone.post('/sign-in/open', { token: tokenIn(mail), mail: ANA, code: codeIn(mail) })
  expect(phone.isSignedIn).toBe(true)
})

test('SI4 without JavaScript the address and the code are enough', async () => {
  const { server, sink } = await aMailingServer()
  const ana = new FormBrowser(server.url)
  expect(await ana.post('/sign-in', { mail: ` ${ANA.toUpperCase()} ` })).toMatchObject({ status: 303 })
  expect((await ana.get('/sign-in/code')).html).toContain(`If ${ANA} can open a plan here`)
  const mail = await sink.mailTo(ANA)
  const code = codeIn(mail)
  const spaced = `${code.slice(0, 3)} ${code.slice(3)}`
  expect(await ana.post('/sign-in/code', { mail: ANA, code: spaced })).toMatchObject({ status: 303, location: '/' })
})

test('SI5 after five wrong codes the mail is dead, link and all; the fifth says so', async () => {
  const { server, sink } = await aMailingServer()
  const ana = new FormBrowser(server.url)
  await ana.post('/sign-in', { mail: ANA })
  const mail = await sink.mailTo(ANA)
  const wrong = another(codeIn(mail))
  for (const left of ['4 tries are', '3 tries are', '2 tries are', 'One try is'])
    expect((await ana.post('/sign-in/code', { mail: ANA, code: wrong })).html).toContain(`${left} left`)
  expect((await ana.post('/sign-in/code', { mail: ANA, code: wrong })).html).toContain('Too many wrong codes')
  expect((await ana.post('/sign-in/code', { mail: ANA, code: codeIn(mail) })).status).toBe(410)
  expect((await ana.post('/sign-in/open', { token: tokenIn(mail) })).status).toBe(410)
  expect(ana.isSignedIn).toBe(false)
})

test('SI6 link and code end after ten minutes, and a newer mail ends an older one', async () => {
  const clock = new FakeClock()
  const { server, sink } = await aMailingServer({ clock })
  const ana = new FormBrowser(server.url)
  const nextMail = async () => {
    const before = sink.mails.length
    await ana.post('/sign-in', { mail: ANA })
    // Sooner it would be a double press.
    clock.advance(6_000)
    await eventually(() => sink.mails.length > before)
    return sink.mails.at(-1)!
  }
  const older = await nextMail()
  const newer = await nextMail()
  expect((await ana.post('/sign-in/open', { token: tokenIn(older) })).html).toContain('no longer good')
  clock.advance(10 * MINUTE)
  expect((await ana.post('/sign-in/open', { token: tokenIn(newer) })).html).toContain('no longer good')
  expect((await ana.post('/sign-in/code', { mail: ANA, code: codeIn(newer) })).html).toContain('no longer good')
  expect(ana.isSignedIn).toBe(false)
})

test('SI7 a double press gives the same result in the same browser for a minute, and "used" anywhere else', async () => {
  const clock = new FakeClock()
  const { server, sink } = await aMailingServer({ clock })
  const ana = new FormBrowser(server.url)
  await ana.post('/sign-in', { mail: ANA })
  clock.advance(1)
  const mail = await sink.mailTo(ANA)
  const token = tokenIn(mail)
  expect((await ana.post('/sign-in/open', { token })).status).toBe(303)
  clock.advance(30_000)
  expect((await ana.post('/sign-in/open', { token })).status).toBe(303)
  const thief = new FormBrowser(server.url)
  expect((await thief.post('/sign-in/open', { token, mail: ANA, code: codeIn(mail) })).html).toContain('used already')
  clock.advance(31_000)
  expect((await ana.post('/sign-in/open', { token })).html).toContain('used already')
  expect(thief.isSignedIn).toBe(false)
})

test('SI7 a double press for a mail asks for one; a later one for another', async () => {
  const clock = new FakeClock()
  const { server, sink } = await aMailingServer({ clock })
  const ana = new FormBrowser(server.url)
  await ana.get('/sign-in')
  await ana.post('/sign-in', { mail: ANA })
  const pressed = await Promise.all([ana.post('/sign-in', { mail: ANA }), ana.post('/sign-in', { mail: ANA })])
  expect(pressed.map(({ location }) => location)).toEqual(Array(2).fill('/sign-in/code?to=%2F'))
  clock.advance(4_000)
  const first = await sink.mailTo(ANA)
  expect(sink.mails).toHaveLength(1)
  clock.advance(2_000)
  await ana.post('/sign-in', { mail: ANA, by: 'again' })
  clock.advance(1)
  await eventually(() => sink.mails.length === 2)
  expect(codeIn(sink.mails[1]!)).not.toBe(codeIn(first))
})

test('SI8 whether an address is known shows in no answer, and only a known one gets a mail', async () => {
  const { server, sink } = await aMailingServer()
  const answers = await Promise.all(
    [ANA, 'nobody@elsewhere.example'].map(async (mail) => {
      const browser = new FormBrowser(server.url)
      const asked = await browser.post('/sign-in', { mail })
      const waiting = await browser.get('/sign-in/code')
      const wrong = await browser.post('/sign-in/code', { mail, code: '12345' })
      const plain = (html: string) => html.replaceAll(mail, 'address').replaceAll(/nonce="[^"]+"/g, '')
      return [asked.status, asked.location, plain(waiting.html), wrong.status, plain(wrong.html)]
    }),
  )
  expect(answers[0]).toEqual(answers[1])
  await sink.mailTo(ANA)
  expect(sink.mails).toHaveLength(1)
})

test('SI9 three mails an hour go to one mailbox for one network, five for all of them, however its address is written', async () => {
  const clock = new FakeClock()
  const { server, sink } = await aMailingServer({ clock })
  const browser = new FormBrowser(server.url)
  for (const tag of ['', '+a', '+b']) await browser.post('/sign-in', { mail: ANA.replace('@', `${tag}@`) })
  expect(await browser.post('/sign-in', { mail: ANA.replace('@', '+c@') })).toMatchObject({ status: 429 })
  expect(await new FormBrowser(server.url).post('/sign-in', { mail: ANA })).toMatchObject({ status: 429 })
  clock.advance(1)
  await eventually(() => sink.mails.length === 3)
  expect([await askedFrom(server, 'one', clock), await askedFrom(server, 'another', clock)]).toEqual([true, true])
  expect(await askedFrom(server, 'a third', clock)).toBe(false)
  clock.advance(60 * MINUTE)
  expect(await browser.post('/sign-in', { mail: ANA })).toMatchObject({ status: 303 })
})

test('SI9 what strangers ask for keeps nobody out of the mailbox that was proved in his browser', async () => {
  const clock = new FakeClock()
  const { server, sink } = await aMailingServer({ clock })
  const ana = new FormBrowser(server.url)
  await ana.post('/sign-in', { mail: ANA })
  clock.advance(1)
  await ana.post('/sign-in/open', { token: tokenIn(await sink.mailTo(ANA)) })
  await ana.post('/sign-in/end', { everywhere: 'no' })
  for (const network of ['one', 'two', 'three', 'four']) expect(await askedFrom(server, network, clock)).toBe(true)
  const stranger = new FormBrowser(server.url)
  expect(await stranger.post('/sign-in', { mail: ANA })).toMatchObject({ status: 429 })
  for (let mails = 1; mails <= 5; mails += 1) {
    expect(await ana.post('/sign-in', { mail: ANA })).toMatchObject({ status: 303 })
    clock.advance(6_000)
    await eventually(() => sink.mails.length === 1 + mails)
  }
  await ana.post('/sign-in/open', { token: tokenIn(sink.mails.at(-1)!) })
  expect(ana.isSignedIn).toBe(true)
  expect(await ana.post('/sign-in', { mail: ANA })).toMatchObject({ status: 429 })
  // Another mailbox of hers was never proved here: it counts as anybody's.
  expect(await ana.post('/sign-in', { mail: 'ana@elsewhere.example' })).toMatchObject({ status: 303 })
})

/** Whether somebody at another network than this machine's may have a mail go to Ana. */
async function askedFrom({ store }: RunningServer, network: string, clock: FakeClock): Promise<boolean> {
  const [now, made] = [clock.now(), `${network} ${clock.now()}`]
  const request = {
    id: made,
    mailbox: ANA,
    mail: ANA,
    browserHash: made,
    linkHash: made,
    codeHash: made,
    returnTo: '/',
  }
  const asked = await store.records.addSignInRequest(
    { ...request, knownDevice: null, network, invitation: null, askedAt: now, endsAt: now },
    { byKnownDevice: 5, byOthers: 5, byNetwork: 3 },
  )
  return asked === 'asked'
}

test('SI10 a new colleague at a company of a plan signs in by the domain; a stranger is told whom to ask', async () => {
  const { server, sink } = await aMailingServer()
  const colleague = new FormBrowser(server.url)
  await colleague.post('/sign-in', { mail: 'new.person@halvern.example' })
  const mail = await sink.mailTo('new.person@halvern.example')
  await colleague.post('/sign-in/code', { mail: 'new.person@halvern.example', code: codeIn(mail) })
  const session = await fetch(`${server.url}/api/session`, { headers: { cookie: colleague.cookies } })
  expect(await session.json()).toMatchObject({ person: { name: 'New Person' }, company: { shortName: 'Halvern' } })
  const plan = await fetch(`${server.url}/api/plans/${server.demo!.plan}`, { headers: { cookie: colleague.cookies } })
  expect(plan.status).toBe(404)
})

test.each([
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { 'sec-fetch-site': '', origin: 'https://elsewhere.example' },
])('SI11 a form that another page sends (%j) signs nobody in', async (headers) => {
  const { server, sink } = await aMailingServer()
  const ana = new FormBrowser(server.url)
  await ana.post('/sign-in', { mail: ANA })
  const mail = await sink.mailTo(ANA)
  const sent = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== ''))
  const forged = await ana.post('/sign-in/open', { token: tokenIn(mail) }, sent)
  expect(forged.status).toBe(403)
  expect(ana.isSignedIn).toBe(false)
})

test('SI12 signing in gives a new session and ends the one the browser had', async () => {
  const { server, sink } = await aMailingServer()
  const ana = new FormBrowser(server.url)
  await ana.get(new URL(server.demo!.links.vendor).pathname)
  const before = ana.cookies
  await ana.post('/sign-in', { mail: ANA })
  await ana.post('/sign-in/open', { token: tokenIn(await sink.mailTo(ANA)) })
  const asBefore = await fetch(`${server.url}/api/session`, { headers: { cookie: before } })
  expect(asBefore.status).toBe(401)
  expect((await ana.get('/api/session')).status).toBe(200)
})

test('ML1 a mail says the same in both parts, needs no image, and carries nothing of a header in its subject', async () => {
  const { server, sink } = await aMailingServer()
  await new FormBrowser(server.url).post('/sign-in', { mail: ANA })
  const { text = '', html, subject, headers, from } = await sink.mailTo(ANA)
  const read = String(html)
    .replace(/<(title|head)>[\s\S]*?<\/\1>|<style[\s\S]*?<\/style>/g, '')
    .replace(/<[^>]+>/g, ' ')
  for (const word of text.split(/\s+/)) expect(read).toContain(word.replace(/:$/, ''))
  expect(html).not.toMatch(/<img|<script|url\(/)
  expect(subject).toMatch(/^\d{6} is your Concord code$/)
  expect(headers.get('auto-submitted')).toBe('auto-generated')
  expect(from?.text).toContain('plans@concord.example')
})

test('ML2 a mail server that is away delays a mail, loses none, and sends none twice', async () => {
  const clock = new FakeClock()
  const { server, sink } = await aMailingServer({ clock })
  sink.refuseWith({ code: 451, text: 'Greylisted, try again later' })
  await new FormBrowser(server.url).post('/sign-in', { mail: ANA })
  clock.advance(1)
  const first = async () => (await server.store.records.outboxMails(1))[0]!
  await eventually(async () => (await first()).tries === 1)
  sink.refuseWith(null)
  expect(sink.mails).toHaveLength(0)
  await eventually(async () => {
    clock.advance(MINUTE)
    return (await first()).state === 'sent'
  })
  clock.advance(60 * MINUTE)
  expect(sink.mails).toHaveLength(1)
})

test('ML3 without a mail server the mails stay in the outbox, which only this machine sees', async () => {
  const server = await aServer()
  await new FormBrowser(server.url).post('/sign-in', { mail: ANA })
  const outbox = await new FormBrowser(server.url).get('/outbox')
  expect(outbox.html).toContain('is your Concord code')
  const file = /\/outbox\/\w{12}\.eml/.exec(outbox.html)![0]
  const eml = await fetch(server.url + file)
  expect(eml.headers.get('content-disposition')).toContain('attachment')
  expect(await eml.text()).toMatch(/^To: ana\.moreno@halvern\.example/im)
  const proxied = await fetch(`${server.url}/outbox`, { headers: { 'x-forwarded-for': '203.0.113.7' } })
  expect(proxied.status).toBe(404)
})

test('SI13 signing out everywhere ends every session of the person at once, open sockets too', async () => {
  const server = await aServer()
  const [laptop, phone] = [new FormBrowser(server.url), new FormBrowser(server.url)]
  for (const browser of [laptop, phone]) await browser.get(new URL(server.demo!.links.vendor).pathname)
  const socket = await aRawClient(server, { cookie: phone.cookies })
  const left = await laptop.post('/sign-in/end', { everywhere: 'yes' })
  expect(left.location).toBe('/sign-in')
  expect(left.headers.get('clear-site-data')).toContain('"storage"')
  expect(laptop.isSignedIn).toBe(false)
  expect(await socket.closed).toMatchObject({ code: 4401 })
  expect((await phone.get('/api/session')).status).toBe(401)
})

test.each([
  ['under a name of its own', { url: 'https://plans.company.example' }],
  ['with a mail server', { mail: { server: 'smtp://127.0.0.1:9', from: 'plans@company.example' } }],
])(
  'ML3 a Concord %s shows its outbox to nobody, as a proxy on its machine would look like this machine',
  async (_how, options) => {
    const server = await aServer(options)
    expect((await fetch(`${server.url}/outbox`)).status).toBe(404)
  },
)
