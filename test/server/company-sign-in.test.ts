import { type AddressInfo, createServer } from 'node:net'
import { type RunningServer, startServer } from '@concord/sync-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { CompanyProvider } from '../support/company-provider.ts'
import { FormBrowser, type FormPage } from '../support/form-browser.ts'
import { FakeClock } from './fake-clock.ts'
import { aDataFolder, linkOf, planOf } from './support.ts'

const ANA = 'ana.moreno@halvern.example'
const MINUTE = 60_000
const clock = new FakeClock()
const folder = aDataFolder()
let provider: CompanyProvider
let trusting: CompanyProvider
let server: RunningServer
/** Takes every connection and never says a word. */
const silent = createServer().listen(0, '127.0.0.1')

beforeAll(async () => {
  ;[provider, trusting] = [await CompanyProvider.open(), await CompanyProvider.open()]
  const at = ({ issuer, clientId, clientSecret }: CompanyProvider) => ({
    issuer: new URL(issuer),
    clientId,
    clientSecret,
    origins: [],
  })
  const companySignIns = [
    { ...at(provider), domains: ['halvern.example'], company: 'Halvern', trustsMail: false },
    { ...at(trusting), domains: ['dunmarsh.example'], company: 'Dunmarsh', trustsMail: true },
    // Nobody listens there.
    {
      ...at(provider),
      issuer: new URL('http://127.0.0.1:9'),
      domains: ['down.example'],
      company: 'Down',
      trustsMail: false,
    },
    {
      ...at(provider),
      issuer: new URL(`http://127.0.0.1:${(silent.address() as AddressInfo).port}`),
      domains: ['silent.example'],
      company: 'Silent',
      trustsMail: false,
    },
  ]
  server = await startServer({ data: folder.path, stopSpread: 0, clock, companySignIns })
  provider.serve(server.url, {
    accounts: {
      ana: { email: 'Ana.Moreno+office@Halvern.example', email_verified: true },
      kit: { email: 'kit.okafor@dunmarsh.example', email_verified: true },
      lookalike: { email: 'ana.moreno@halvern.example.elsewhere.example', email_verified: true },
      unproved: { email: ANA, email_verified: false },
      silent: { email: ANA },
      nameless: { email_verified: true },
      office: { email: 'office.colleague@halvern.example', email_verified: true },
      invited: { email: 'invited.colleague@halvern.example', email_verified: true },
      newcomer: { email: 'new.colleague@halvern.example', email_verified: true },
    },
  })
  trusting.serve(server.url, { accounts: { kit: { email: 'kit.okafor@dunmarsh.example' } }, mailInToken: true })
})
afterAll(async () => {
  await server.stop()
  await Promise.all([provider.close(), trusting.close()])
  silent.close()
  folder.remove()
})

const aBrowser = () => new FormBrowser(server.url)

/** Presses "Continue with …"; answers where that leads. */
async function press(browser: FormBrowser, { mail = ANA, to = '/', at = '' } = {}): Promise<string> {
  const page = await browser.post('/sign-in/oidc', { mail, to, at })
  return awayIn(page)
}
const awayIn = ({ html }: FormPage) => /content="0;url=([^"]+)"/.exec(html)![1]!.replaceAll('&amp;', '&')
const person = async (browser: FormBrowser) => JSON.parse((await browser.get('/api/session')).html).person?.name
const withQuery = (url: string, change: Record<string, string>) => {
  const changed = new URL(url)
  for (const [name, value] of Object.entries(change)) changed.searchParams.set(name, value)
  return changed.href
}

test('OI1 an address at a domain with a company sign-in is led there first, the mail second, known or not', async () => {
  const plain = (page: FormPage, mail: string) => page.html.replaceAll(mail, 'address').replaceAll(/nonce="[^"]+"/g, '')
  const pages = await Promise.all(
    [ANA, 'nobody@halvern.example'].map(async (mail) => plain(await aBrowser().post('/sign-in', { mail }), mail)),
  )
  expect(pages[0]).toBe(pages[1])
  expect(pages[0]).toMatch(/Continue with Halvern[\s\S]*Mail me a link and a code/)
  const byMail = await aBrowser().post('/sign-in', { mail: ANA, by: 'mail' })
  expect(byMail).toMatchObject({ status: 303, location: '/sign-in/code?to=%2F' })
  expect(await aBrowser().post('/sign-in', { mail: 'someone@elsewhere.example' })).toMatchObject({ status: 303 })
})

test('OI2 signing in at the company opens the block that was wanted, as the same person as by mail', async () => {
  const browser = aBrowser()
  const away = await press(browser, { to: `/p/${planOf(server)}`, at: '#b-goalGoalGo01' })
  const asked = new URL(away).searchParams
  expect(asked.get('code_challenge_method')).toBe('S256')
  expect([...asked.keys()]).toEqual(expect.arrayContaining(['state', 'nonce', 'code_challenge', 'login_hint']))
  const opened = await browser.get(await provider.signIn(away, 'ana'))
  expect(opened).toMatchObject({ status: 303, location: `/p/${planOf(server)}#b-goalGoalGo01` })
  expect(await person(browser)).toBe('Ana Moreno')
  expect((await browser.get('/account')).html).toContain('By your company’s sign-in')
})

test('OI2 a colleague nobody has seen yet is a person of the company; a look signs nobody in', async () => {
  const browser = aBrowser()
  const back = await provider.signIn(await press(browser, { mail: 'new.colleague@halvern.example' }), 'newcomer')
  const looked = await browser.get(back, 'HEAD')
  expect([looked.status, browser.isSignedIn]).toEqual([400, false])
  expect(await aBrowser().get('/sign-in/oidc/callback')).toMatchObject({ status: 410 })
  expect((await browser.get(back)).status).toBe(303)
  expect(await person(browser)).toBe('New Colleague')
})

/** Invites a colleague of the vendor; answers where the invitation's mail leads. */
async function invite(mail: string): Promise<string> {
  const owner = aBrowser()
  await owner.get(new URL(linkOf(server, 'vendor')).pathname)
  const asked = await fetch(`${server.url}/api/plans/${planOf(server)}/invitations`, {
    method: 'POST',
    headers: { cookie: owner.cookies, 'content-type': 'application/json' },
    body: JSON.stringify({ mail, side: 'vendor', role: 'editor', guestUntil: null }),
  })
  expect(asked.status).toBe(201)
  const mails = await server.store.records.outboxMails(100)
  return mails.filter(({ recipient }) => recipient === mail).flatMap(({ text }) => /\/i\/[\w-]+/.exec(text) ?? [])[0]!
}

test('IN1 who was invited and signs in at the company is shown the invitation, and joins by its button', async () => {
  const mail = 'invited.colleague@halvern.example'
  const plan = planOf(server)
  await invite(mail)
  const browser = aBrowser()
  const away = await press(browser, { mail, to: `/p/${plan}`, at: '#b-goalGoalGo01' })
  const shown = await browser.get(await provider.signIn(away, 'invited'))
  expect(shown.html).toContain('You join for Halvern Analytics, and can edit.')
  expect((await browser.get(`/p/${plan}`)).status).toBe(403)
  const [, invitation = ''] = /name="invitation" value="([^"]+)"/.exec(shown.html) ?? []
  const [, to = ''] = /name="to" value="([^"]+)"/.exec(shown.html) ?? []
  expect(await browser.post('/i', { invitation, to })).toMatchObject({
    status: 303,
    location: `/p/${plan}#b-goalGoalGo01`,
  })
  expect((await browser.get(`/p/${plan}`)).status).toBe(200)
  // A Member is led on, with no page between.
  const again = await browser.get(await provider.signIn(await press(browser, { mail, to: `/p/${plan}` }), 'invited'))
  expect(again).toMatchObject({ status: 303, location: `/p/${plan}` })
})

test('OI1 IN1 the button of an invitation offers the company’s own sign-in first, which joins and leads to the block', async () => {
  const mail = 'office.colleague@halvern.example'
  const plan = planOf(server)
  const path = await invite(mail)
  const browser = aBrowser()
  expect((await browser.get(path)).html).toContain(`Continue as ${mail}`)
  const choice = await browser.post(path, { at: '#b-goalGoalGo01' })
  expect(choice.html).toMatch(/Continue with Halvern[\s\S]*Mail me a link and a code/)
  const fields = Object.fromEntries(
    [...choice.html.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)].map(([, name, value]) => [
      name,
      value,
    ]),
  )
  const byMail = await aBrowser().post('/sign-in', { ...fields, by: 'mail' })
  expect(byMail.location).toBe(`/sign-in/code?to=${encodeURIComponent(`/p/${plan}#b-goalGoalGo01`)}`)
  const { by: _, ...kept } = fields
  const away = awayIn(await browser.post('/sign-in/oidc', kept))
  // Somebody else who signs in there on the way gets nothing by it.
  const stranger = aBrowser()
  const forged = awayIn(await stranger.post('/sign-in/oidc', { ...kept, mail: ANA }))
  await stranger.get(await provider.signIn(forged, 'newcomer'))
  expect((await stranger.get(`/p/${plan}`)).status).toBe(404)
  const joined = await browser.get(await provider.signIn(away, 'office'))
  expect(joined).toMatchObject({ status: 303, location: `/p/${plan}#b-goalGoalGo01` })
  expect((await browser.get(`/p/${plan}`)).status).toBe(200)
})

test('OI3 a company signs in mailboxes at its own domains only, whatever its provider says', async () => {
  for (const login of ['kit', 'lookalike']) {
    const browser = aBrowser()
    const refused = await browser.get(await provider.signIn(await press(browser), login))
    expect([refused.status, browser.isSignedIn]).toEqual([403, false])
    expect(refused.html).toContain('is not at a mail domain of Halvern')
  }
  const kit = aBrowser()
  const away = await press(kit, { mail: 'kit.okafor@dunmarsh.example' })
  expect((await kit.get(await trusting.signIn(away, 'kit'))).status).toBe(303)
  expect(await person(kit)).toBe('Kit Okafor')
})

test('OI3 an address that the provider does not vouch for opens nothing', async () => {
  for (const login of ['unproved', 'silent', 'nameless']) {
    const browser = aBrowser()
    const refused = await browser.get(await provider.signIn(await press(browser), login))
    expect([refused.status, browser.isSignedIn], login).toEqual([403, false])
    expect(refused.html).toContain('Halvern has not confirmed your mail address')
  }
})

test('OI4 the way back is good once, for ten minutes, in the browser that pressed', async () => {
  const [browser, victim] = [aBrowser(), aBrowser()]
  const back = await provider.signIn(await press(browser), 'ana')
  await press(victim)
  expect((await victim.get(back)).status).toBe(410)
  expect((await browser.get(back)).status).toBe(303)
  expect((await browser.get(back)).status).toBe(410)
  const late = await provider.signIn(await press(victim), 'ana')
  clock.advance(10 * MINUTE + 1)
  expect((await victim.get(late)).html).toContain('took too long')
  expect(victim.isSignedIn).toBe(false)
})

test('OI4 a changed state, another nonce, and a code used before or meant for another press open nothing', async () => {
  const browser = aBrowser()
  const back = await provider.signIn(await press(browser), 'ana')
  expect((await browser.get(withQuery(back, { state: 'A'.repeat(43) }))).status).toBe(410)
  const again = await provider.signIn(withQuery(await press(browser), { nonce: 'N'.repeat(43) }), 'ana')
  expect((await browser.get(again)).status).toBe(502)
  const used = new URL(back).searchParams.get('code')!
  const state = new URL(await press(browser)).searchParams.get('state')!
  expect((await browser.get(withQuery(back, { state, code: used }))).status).toBe(502)
  const otherIssuer = await provider.signIn(await press(browser), 'ana')
  expect((await browser.get(withQuery(otherIssuer, { iss: trusting.issuer }))).status).toBe(502)
  expect(browser.isSignedIn).toBe(false)
})

test('OI5 it gives a new session and ends the one the browser had', async () => {
  const browser = aBrowser()
  await browser.get(new URL(linkOf(server, 'vendor')).pathname)
  const before = browser.cookies
  await browser.get(await provider.signIn(await press(browser), 'ana'))
  const asBefore = await fetch(`${server.url}/api/session`, { headers: { cookie: before } })
  expect([asBefore.status, await person(browser)]).toEqual([401, 'Ana Moreno'])
})

test('OI5 another site’s page can start nothing, and no wanted place leads to another server', async () => {
  const forged = await aBrowser().post('/sign-in/oidc', { mail: ANA }, { 'sec-fetch-site': 'cross-site' })
  expect(forged.status).toBe(403)
  for (const to of ['https://elsewhere.example', '//elsewhere.example', '/\\elsewhere.example']) {
    const browser = aBrowser()
    expect((await browser.get(await provider.signIn(await press(browser, { to }), 'ana'))).location).toBe('/')
  }
})

test('OI6 a provider that takes the question and never answers is given up, in the same words', async () => {
  const waited = await aBrowser().post('/sign-in/oidc', { mail: 'jo@silent.example', to: '/plans' })
  expect(waited.status).toBe(502)
  expect(waited.html).toContain('The sign-in of Silent does not answer')
  expect(waited.html).toMatch(/name="by" value="mail"[\s\S]*name="to" value="\/plans"/)
})

test('OI6 a provider that is down, or a person who cancels there, leaves a sentence and the mail', async () => {
  const down = await aBrowser().post('/sign-in/oidc', { mail: 'jo@down.example', to: '/plans' })
  expect(down.status).toBe(502)
  expect(down.html).toContain('The sign-in of Down does not answer')
  expect(down.html).toMatch(/name="by" value="mail"[\s\S]*name="to" value="\/plans"[\s\S]*Mail me a link and a code/)
  const browser = aBrowser()
  const declined = await browser.get(await provider.decline(await press(browser, { to: '/plans' })))
  expect(declined.status).toBe(403)
  expect(declined.html).toContain('Halvern did not sign you in')
  expect(declined.html).toContain('name="to" value="/plans"')
})
