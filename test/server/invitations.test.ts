import type { MembersResponse, PlanResponse, Side } from '@concord/schema'
import type { RunningServer, ServerOptions } from '@concord/sync-server'
import type { ParsedMail } from 'mailparser'
import { expect, onTestFinished, test } from 'vitest'
import { FormBrowser } from '../support/form-browser.ts'
import { type MailSink, openMailSink } from '../support/mail-sink.ts'
import { FakeClock } from './fake-clock.ts'
import { aRawClient, aServer, cookieOf, eventually, linkOf, planOf } from './support.ts'

const DAY = 86_400_000
const NEW = 'pat.quinn@dunmarsh.example'

interface Desk {
  readonly server: RunningServer
  readonly sink: MailSink
  /** Asks the API as the owner of a side. */
  readonly as: (side: Side, method: string, path: string, body?: unknown) => Promise<{ status: number; body: unknown }>
}

async function aDesk(options: Partial<ServerOptions> = {}): Promise<Desk> {
  const sink = await openMailSink()
  onTestFinished(() => sink.close())
  const server = await aServer({ mail: { server: sink.server, from: 'Concord <plans@concord.example>' }, ...options })
  const cookies = {
    vendor: await cookieOf(linkOf(server, 'vendor')),
    partner: await cookieOf(linkOf(server, 'partner')),
  }
  return {
    server,
    sink,
    as: async (side, method, path, body) => {
      const response = await fetch(`${server.url}/api/plans/${planOf(server)}${path}`, {
        method,
        headers: { cookie: cookies[side], ...(method !== 'GET' && { 'content-type': 'application/json' }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      return { status: response.status, body: await response.json() }
    },
  }
}

const anInvitation = (over: object = {}) => ({ mail: NEW, side: 'partner', role: 'editor', guestUntil: null, ...over })
const invitationIn = (mail: ParsedMail): string => new URL(/\S+\/i\/[\w-]+/.exec(mail.text ?? '')![0]).pathname
const codeIn = (mail: ParsedMail): string => /^\d{6}$/m.exec(mail.text ?? '')![0]

/** Opens an invitation as whoever reads the mailbox, and proves it by the code that is mailed. */
async function join({ server, sink }: Desk, mail: ParsedMail, address = NEW): Promise<FormBrowser> {
  const browser = new FormBrowser(server.url)
  const path = invitationIn(mail)
  expect((await browser.get(path)).html).toContain(`Continue as ${address}`)
  const before = sink.mails.length
  expect(await browser.post(path, {})).toMatchObject({ status: 303 })
  await eventually(() => sink.mails.length > before)
  const joined = await browser.post('/sign-in/code', { mail: address, code: codeIn(sink.mails.at(-1)!) })
  expect(joined).toMatchObject({ status: 303, location: `/p/${planOf(server)}` })
  return browser
}

test('IN1 an invited person proves the mailbox and is in the plan, on the side and in the role that was given', async () => {
  const desk = await aDesk()
  const { server, sink, as } = desk
  expect(await as('partner', 'POST', '/invitations', anInvitation())).toMatchObject({ status: 201 })
  const mail = await sink.mailTo(NEW)
  expect(mail.subject).toBe('Joint business plan: Halvern Analytics and Dunmarsh Systems')
  expect(mail.text).not.toContain('LineSense')
  const browser = await join(desk, mail)
  const plan = await fetch(`${server.url}/api/plans/${planOf(server)}`, { headers: { cookie: browser.cookies } })
  expect(((await plan.json()) as PlanResponse).member).toMatchObject({
    name: 'Pat Quinn',
    side: 'partner',
    role: 'editor',
  })
  const { members, invitations } = (await as('partner', 'GET', '/members')).body as MembersResponse
  expect(members.at(-1)).toMatchObject({ name: 'Pat Quinn', mail: NEW })
  expect(invitations).toEqual([])
})

test('IN2 an invitation opens nothing by itself: not for a scanner, not for who is signed in as somebody else', async () => {
  const { server, sink, as } = await aDesk()
  await as('partner', 'POST', '/invitations', anInvitation())
  const path = invitationIn(await sink.mailTo(NEW))
  const scanner = new FormBrowser(server.url)
  for (const method of ['HEAD', 'GET'] as const) await scanner.get(path, method)
  expect(scanner.cookies).toBe('')
  const ana = new FormBrowser(server.url)
  await ana.get(new URL(linkOf(server, 'vendor')).pathname)
  const pressed = await ana.post(path, {})
  expect(pressed.location).toContain('/sign-in/code')
  const forwarded = await ana.post('/sign-in/code', { mail: 'ana.moreno@halvern.example', code: '000000' })
  expect(forwarded.status).toBe(410)
  expect(((await as('partner', 'GET', '/members')).body as MembersResponse).invitations).toHaveLength(1)
})

const block = '#b-goalGoalGo01'
const tokenIn = (mail: ParsedMail): string => /\/sign-in\/open#([\w-]+)/.exec(mail.text ?? '')![1]!

/** Pat’s invitation, and the mail that proves her address once its button was pressed in a browser. */
async function pressed(desk: Desk) {
  await desk.as('partner', 'POST', '/invitations', anInvitation())
  const path = invitationIn(await desk.sink.mailTo(NEW))
  const browser = new FormBrowser(desk.server.url)
  const asked = await browser.post(path, { at: block })
  await eventually(() => desk.sink.mails.length > 1)
  return { path, browser, asked, mail: desk.sink.mails.at(-1)! }
}

test('IN7 the block behind an invitation’s address is where one joins: by the code, the link, a second mail, a press', async () => {
  const desk = await aDesk()
  const { server, sink, as } = desk
  const there = `/p/${planOf(server)}${block}`
  const { path, browser, asked, mail } = await pressed(desk)
  expect(asked.location).toBe(`/sign-in/code?to=${encodeURIComponent(there)}`)
  const again = await browser.post('/sign-in', { mail: NEW, to: there, by: 'again' })
  // A double press asks for no second mail.
  expect(again.location).toBe(asked.location)
  expect(sink.mails).toHaveLength(2)
  expect((await browser.post('/sign-in/open', { token: tokenIn(mail) })).location).toBe(there)
  expect((await browser.get(`/p/${planOf(server)}`)).status).toBe(200)

  const { members } = (await as('partner', 'GET', '/members')).body as MembersResponse
  await as('partner', 'DELETE', `/members/${members.find(({ name }) => name === 'Pat Quinn')!.id}`)
  await as('partner', 'POST', '/invitations', anInvitation())
  await eventually(() => sink.mails.length === 3)
  const proved = invitationIn(sink.mails[2]!)
  expect((await browser.get(proved)).html).toContain('Join the plan')
  const presses = await Promise.all([1, 2].map(() => browser.post(proved, { at: block })))
  expect(presses.map(({ location }) => location)).toEqual([there, there])
  expect((await browser.get(proved)).location).toBe(`/p/${planOf(server)}`)
  // To everybody else a used invitation is over, and the one that was renewed for her too.
  for (const used of [proved, path]) expect((await new FormBrowser(server.url).get(used)).status).toBe(410)
})

test('IN7 sent again, the mail of an invitation still joins by its code, and nowhere but in its plan', async () => {
  const clock = new FakeClock()
  const desk = await aDesk({ clock })
  const { server, sink, as } = desk
  await as('partner', 'POST', '/invitations', anInvitation())
  clock.advance(1)
  const path = invitationIn(await sink.mailTo(NEW))
  const browser = new FormBrowser(server.url)
  await browser.post(path, { at: '#b-"><script>' })
  clock.advance(6_000)
  await eventually(() => sink.mails.length === 2)
  const there = `/p/${planOf(server)}${block}`
  await browser.post('/sign-in', { mail: NEW, to: there, by: 'again' })
  clock.advance(1)
  await eventually(() => sink.mails.length === 3)
  const joined = await browser.post('/sign-in/code', { mail: NEW, code: codeIn(sink.mails[2]!) })
  expect(joined).toMatchObject({ status: 303, location: there })
  expect((await browser.get(`/p/${planOf(server)}`)).status).toBe(200)
})

test('IN1 whoever is signed in and was invited since is shown the invitation at the plan; signed out meanwhile, proves again', async () => {
  const desk = await aDesk()
  const { server, sink, as } = desk
  const browser = new FormBrowser(server.url)
  await browser.post('/sign-in', { mail: NEW })
  await browser.post('/sign-in/code', { mail: NEW, code: codeIn(await sink.mailTo(NEW)) })
  const plan = `/p/${planOf(server)}`
  expect((await browser.get(plan)).html).toContain('Ask for access')
  await as('partner', 'POST', '/invitations', anInvitation())
  const shown = await browser.get(plan)
  expect(shown.html).toContain('You join for Dunmarsh Systems, and can edit.')
  const [, invitation = ''] = /name="invitation" value="([^"]+)"/.exec(shown.html) ?? []
  const press = { invitation, to: plan, at: block }
  const signedOut = await new FormBrowser(server.url).post('/i', press)
  expect(signedOut.status).toBe(401)
  expect(signedOut.html).toContain(`name="to" value="${plan}${block}"`)
  for (const to of ['//elsewhere.example', '/p/anotherPlan1', plan])
    expect((await browser.post('/i', { ...press, to })).location).toBe(plan + block)
})

test('IN3 an invitation works once, ends when it is withdrawn or renewed, and after thirty days', async () => {
  const clock = new FakeClock()
  const desk = await aDesk({ clock })
  const { server, sink, as } = desk
  const pump = async () => {
    const before = sink.mails.length
    await as('partner', 'POST', '/invitations', anInvitation())
    await eventually(() => {
      clock.advance(1)
      return sink.mails.length > before
    })
    return invitationIn(sink.mails.at(-1)!)
  }
  const stranger = new FormBrowser(server.url)
  const first = await pump()
  const second = await pump()
  expect((await stranger.get(first)).status).toBe(410)
  expect((await stranger.get(second)).status).toBe(200)
  const { invitations } = (await as('partner', 'GET', '/members')).body as MembersResponse
  expect(await as('vendor', 'DELETE', `/invitations/${invitations[0]!.id}`)).toMatchObject({ status: 404 })
  expect(await as('partner', 'DELETE', `/invitations/${invitations[0]!.id}`)).toMatchObject({ status: 200 })
  expect((await stranger.get(second)).status).toBe(410)
})

test.each([
  ['the other company invites its own people', 'vendor', anInvitation({ side: 'partner' }), 403],
  ['an address of the other company', 'partner', anInvitation({ mail: 'new@halvern.example' }), 400],
  ['somebody of neither company needs an end', 'partner', anInvitation({ mail: 'pat@elsewhere.example' }), 400],
  ['an end that is past', 'partner', anInvitation({ mail: 'pat@elsewhere.example', guestUntil: 1 }), 400],
  [
    'a guest is never an owner',
    'partner',
    anInvitation({ mail: 'pat@elsewhere.example', role: 'owner', guestUntil: Date.now() + DAY }),
    400,
  ],
  ['no address at all', 'partner', anInvitation({ mail: 'pat' }), 400],
  ['two addresses in one', 'partner', anInvitation({ mail: `${NEW}\nbcc: all@elsewhere.example` }), 400],
  ['an unknown field', 'partner', { ...anInvitation(), plan: 'another' }, 400],
] as const)('IN4 refused in words, and nothing is mailed: %s', async (_what, side, body, status) => {
  const { sink, as } = await aDesk()
  const answer = await as(side, 'POST', '/invitations', body)
  expect(answer.status).toBe(status)
  expect((answer.body as { error: { message: string } }).error.message).toMatch(/\w{4}/)
  expect(sink.mails).toHaveLength(0)
})

test('IN5 a guest sees the plan until the day his access ends, and nothing of his side alone', async () => {
  const clock = new FakeClock()
  const { server, sink, as } = await aDesk({ clock })
  const guestUntil = clock.now() + 7 * DAY
  const mail = 'pat@stand.example'
  await as('partner', 'POST', '/invitations', anInvitation({ mail, role: 'viewer', guestUntil }))
  clock.advance(1)
  const path = invitationIn(await sink.mailTo(mail))
  const guest = new FormBrowser(server.url)
  expect((await guest.get(path)).html).toContain('as a guest of Dunmarsh Systems')
  await guest.post(path, {})
  await eventually(() => {
    clock.advance(1)
    return sink.mails.length === 2
  })
  await guest.post('/sign-in/code', { mail, code: codeIn(sink.mails.at(-1)!) })
  const plan = () =>
    fetch(`${server.url}/api/plans/${planOf(server)}`, { headers: { cookie: guest.cookies } }).then(
      async (response) => [response.status, await response.json()] as const,
    )
  expect(await plan()).toMatchObject([200, { member: { role: 'viewer' }, rooms: { side: null } }])
  for (let quarter = 0; quarter < 28; quarter++) {
    clock.advance(DAY / 4)
    const [status] = await plan()
    if (quarter < 26) expect(status).toBe(200)
  }
  expect((await plan())[0]).toBe(404)
})

test('IN6 a role changes and access ends at once, also for who has the plan open; only on one’s own side', async () => {
  const { server, as } = await aDesk()
  const partner = await aRawClient(server, { side: 'partner' })
  const { members } = (await as('vendor', 'GET', '/members')).body as MembersResponse
  const jo = members.find(({ name }) => name === 'Jo Brandt')!
  const kit = members.find(({ name }) => name === 'Kit Okafor')!
  expect(jo.mail).toBeNull()
  expect(await as('vendor', 'PATCH', `/members/${jo.id}`, { role: 'viewer' })).toMatchObject({ status: 403 })
  expect(await as('vendor', 'DELETE', `/members/${jo.id}`)).toMatchObject({ status: 403 })
  expect(await as('partner', 'DELETE', `/members/${jo.id}`)).toMatchObject({ status: 409 })
  expect(await as('partner', 'PATCH', `/members/${kit.id}`, { role: 'owner' })).toMatchObject({ status: 200 })
  expect(await as('partner', 'DELETE', `/members/${jo.id}`)).toMatchObject({ status: 200 })
  expect(await partner.closed).toMatchObject({ code: 4403 })
  expect(await as('partner', 'GET', '/members')).toMatchObject({ status: 404 })
})
