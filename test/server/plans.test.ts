import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type {
  AuditResponse,
  ContentResponse,
  ErrorResponse,
  ListedPlan,
  PlansResponse,
  StartResponse,
} from '@concord/schema'
import { defaultLimits, type RunningServer, startServer } from '@concord/sync-server'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { FormBrowser } from '../support/form-browser.ts'
import { type MailSink, openMailSink } from '../support/mail-sink.ts'
import { FakeClock } from './fake-clock.ts'
import { aRawClient, eventually } from './support.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const data = mkdtempSync(join(tmpdir(), 'concord-'))
const clock = new FakeClock()
let server: RunningServer
let sink: MailSink

beforeAll(async () => {
  sink = await openMailSink()
  server = await startServer({
    data,
    demo: false,
    clock,
    stopSpread: 0,
    mail: { server: sink.server, from: 'Concord <plans@concord.example>' },
  })
  await admit('ana@halvern.example', 'Ana Moreno', 'Halvern Analytics')
})
afterAll(async () => {
  await server.stop()
  await sink.close()
  rmSync(data, { recursive: true, force: true })
})

// Five mails an hour go to one mailbox.
beforeEach(() => clock.advance(HOUR))

/** As `concord user add` does it. */
const admit = (mail: string, name: string, company: string) =>
  server.store.records.admitPerson({
    name,
    mail,
    mailbox: mail,
    domain: mail.split('@')[1]!,
    company: { name: company, shortName: company.split(' ')[0]! },
  })

/** The mails that have come once the clock moves on: the mailer waits for its clock. */
async function mailsAfter(act: () => Promise<unknown>): Promise<string> {
  const before = sink.mails.length
  await act()
  await eventually(() => {
    clock.advance(1)
    return sink.mails.length > before
  })
  return sink.mails.at(-1)!.text ?? ''
}

class Person {
  readonly browser = new FormBrowser(server.url)
  readonly mail: string
  constructor(mail: string) {
    this.mail = mail
  }
  async signIn(): Promise<this> {
    const mail = await mailsAfter(() => this.browser.post('/sign-in', { mail: this.mail }))
    const { location } = await this.browser.post('/sign-in/code', { mail: this.mail, code: /^\d{6}$/m.exec(mail)![0] })
    expect(location).toBe('/')
    return this
  }
  async ask<T>(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    const response = await fetch(`${server.url}/api${path}`, {
      method,
      headers: { cookie: this.browser.cookies, 'content-type': 'application/json', ...headers },
      ...(method !== 'GET' && { body: JSON.stringify(body ?? {}) }),
    })
    return { status: response.status, body: (await response.json()) as T }
  }
  async list(): Promise<PlansResponse> {
    return (await this.ask<PlansResponse>('GET', '/plans')).body
  }
  async listed(plan: string): Promise<ListedPlan | undefined> {
    return (await this.list()).plans.find(({ id }) => id === plan)
  }
}

const aStart = (over: object = {}) => ({
  title: 'Joint plan FY2027',
  side: 'vendor',
  start: '2027-01-01',
  end: '2027-12-31',
  currency: 'EUR',
  timeZone: 'Europe/Berlin',
  other: { name: 'Dunmarsh Systems', domains: ['dunmarsh.example'] },
  invite: 'jo@dunmarsh.example',
  isStranger: false,
  from: { kind: 'template' },
  ...over,
})

/** Starts a plan; its id and the link of the invitation that was mailed. */
async function started(person: Person, over: object = {}): Promise<{ plan: string; link: string }> {
  let plan = ''
  const mail = await mailsAfter(async () => {
    const answer = await person.ask<StartResponse>('POST', '/plans', aStart(over))
    expect(answer).toMatchObject({ status: 201 })
    plan = answer.body.plan
  })
  return { plan, link: new URL(/\S+\/i\/[\w-]+/.exec(mail)![0]).pathname }
}

/** Whoever reads that mailbox joins by the link of the invitation. */
async function joined(mail: string, link: string): Promise<Person> {
  const person = new Person(mail)
  const code = await mailsAfter(() => person.browser.post(link, {}))
  await person.browser.post('/sign-in/code', { mail, code: /^\d{6}$/m.exec(code)![0] })
  return person
}

test('PL1 PL2 the first person of an empty Concord starts a plan, and the other company joins it by mail', async () => {
  const ana = await new Person('ana@halvern.example').signIn()
  expect(await ana.list()).toEqual({
    plans: [],
    mayStart: true,
    company: { name: 'Halvern Analytics', domains: ['halvern.example'] },
  })
  const { plan, link } = await started(ana)
  const jo = await joined('jo@dunmarsh.example', link)
  expect(await jo.listed(plan)).toMatchObject({
    side: 'partner',
    role: 'owner',
    companies: { vendor: { name: 'Halvern Analytics' }, partner: { name: 'Dunmarsh Systems' } },
    owners: { vendor: 'Ana Moreno', partner: 'Jo' },
    title: 'Joint plan FY2027',
    glance: { start: '2027-01-01', stage: 'draft', status: 'grey', progress: null },
  })
  const { content } = (await jo.ask<ContentResponse>('GET', `/plans/${plan}/content`)).body
  expect(Object.values(content.blocks).map(({ kind }) => kind)).toContain('kpiTable')
  const log = (await ana.ask<AuditResponse>('GET', `/plans/${plan}/audit`)).body
  expect(log.entries.map(({ act }) => act)).toEqual(['memberJoined', 'memberInvited', 'planStarted'])
})

test('PL1 a plan from the light template has its few sections', async () => {
  const ana = await new Person('ana@halvern.example').signIn()
  const { plan } = await started(ana, { from: { kind: 'light' } })
  const { content } = (await ana.ask<ContentResponse>('GET', `/plans/${plan}/content`)).body
  expect(
    Object.values(content.blocks)
      .map(({ kind }) => kind)
      .toSorted(),
  ).toEqual(['jvpCard', 'smartGoal', 'kpiTable', 'campaign', 'actionItem', 'reviewMinutes'].toSorted())
})

test('PL2 a company is vendor in one plan and partner in another, and a known domain brings the known company', async () => {
  const ana = await new Person('ana@halvern.example').signIn()
  const { plan } = await started(ana, {
    side: 'partner',
    other: { name: 'Somebody else', domains: ['Dunmarsh.example'] },
  })
  expect(await ana.listed(plan)).toMatchObject({
    side: 'partner',
    companies: { vendor: { name: 'Dunmarsh Systems' }, partner: { name: 'Halvern Analytics' } },
  })
})

test('PL1 the same act sent twice makes one plan and mails one invitation', async () => {
  const ana = await new Person('ana@halvern.example').signIn()
  const key = { 'idempotency-key': '2f1f5b1e-once' }
  const plans = (await ana.list()).plans.length
  let first = { status: 0, body: { plan: '' } }
  await mailsAfter(async () => {
    first = await ana.ask<StartResponse>('POST', '/plans', aStart(), key)
  })
  const invited = (await server.store.records.invitationsOf(first.body.plan, clock.now())).map(({ id }) => id)
  expect(await ana.ask('POST', '/plans', aStart(), key)).toEqual(first)
  expect((await ana.list()).plans).toHaveLength(plans + 1)
  expect((await server.store.records.invitationsOf(first.body.plan, clock.now())).map(({ id }) => id)).toEqual(invited)
})

test('PL3 whose company has no mail domain here starts no plan: a guest of another company’s plan', async () => {
  const ana = await new Person('ana@halvern.example').signIn()
  const { plan } = await started(ana)
  const until = clock.now() + 30 * DAY
  const body = { mail: 'pat@northwind.example', side: 'vendor', role: 'editor', guestUntil: until }
  const mail = await mailsAfter(() => ana.ask('POST', `/plans/${plan}/invitations`, body))
  const pat = await joined('pat@northwind.example', new URL(/\S+\/i\/[\w-]+/.exec(mail)![0]).pathname)
  expect(await pat.list()).toMatchObject({ mayStart: false, plans: [{ id: plan, isGuest: true }] })
  expect(await pat.ask('POST', '/plans', aStart())).toMatchObject({ status: 403 })
  expect(await pat.ask('POST', `/plans/${plan}/copies`, { title: 'Mine' })).toMatchObject({ status: 403 })
  expect(await pat.ask('DELETE', `/plans/${plan}`)).toMatchObject({ status: 403 })
})

test('PL3 more plans within a minute than the limit are refused in words, and a minute later taken', async () => {
  const ana = await new Person('ana@halvern.example').signIn()
  const copyOf = (plan: string) =>
    ana.ask<StartResponse & ErrorResponse>('POST', `/plans/${plan}/copies`, { title: 'Copy' })
  const { plan } = await started(ana)
  // Its mail took who knows how long.
  clock.advance(60_000)
  for (let copies = 0; copies < defaultLimits.plansPerMinute; copies += 1) expect((await copyOf(plan)).status).toBe(201)
  expect(await copyOf(plan)).toMatchObject({
    status: 429,
    body: { error: { message: expect.stringContaining('many plans within the minute') } },
  })
  clock.advance(60_000)
  expect((await copyOf(plan)).status).toBe(201)
})

test('PL4 refused in words: addresses, domains and dates that do not fit', async () => {
  const ana = await new Person('ana@halvern.example').signIn()
  const { plan } = await started(ana)
  await admit('kit@keldar.example', 'Kit', 'Keldar Distribution')
  const cases: [object, string][] = [
    [{ invite: 'kit@halvern.example' }, 'invite'],
    [{ invite: 'kit@keldar.example' }, 'invite'],
    [{ invite: 'nobody' }, 'invite'],
    [{ invite: 'pat@northwind.example' }, 'isStranger'],
    [{ other: { name: 'Us', domains: ['halvern.example'] } }, 'domains'],
    [{ other: { name: 'Two', domains: ['keldar.example', 'new.example'] } }, 'domains'],
    [{ other: { name: 'Anybody', domains: ['gmail.com'] } }, 'domains'],
    [{ other: { name: 'No', domains: ['no domain'] } }, 'domains'],
    [{ other: { company: 'aaaaaaaaaaaa' } }, 'other'],
    [{ end: '2026-01-01' }, 'end'],
    [{ end: '2027-01-01' }, 'end'],
    [{ end: '9999-12-31' }, 'end'],
    [{ start: '' }, 'start'],
    [{ timeZone: 'Mars/Olympus' }, 'timeZone'],
    [{ timeZone: '' }, 'timeZone'],
    [{ title: '   ' }, 'title'],
    [{ title: 'x'.repeat(141) }, 'title'],
    [{ other: { name: ' ', domains: ['new.example'] } }, 'other'],
    [{ other: { name: 'New', domains: [] } }, 'other'],
  ]
  for (const [over, field] of cases) {
    const { status, body } = await ana.ask<ErrorResponse>('POST', '/plans', aStart(over))
    expect({ status, field: body.error.field }).toEqual({ status: 400, field })
    expect(body.error.message, field).not.toMatch(/could not be understood/)
  }
  expect(await ana.ask('POST', '/plans', aStart({ from: { kind: 'lastYear', plan: 'aaaaaaaaaaaa' } }))).toMatchObject({
    status: 404,
  })
  const kit = await new Person('kit@keldar.example').signIn()
  const from = { kind: 'lastYear', plan }
  expect(await kit.ask('POST', '/plans', aStart({ from, invite: 'jo@dunmarsh.example' }))).toMatchObject({
    status: 404,
  })
  await started(ana, { invite: 'pat@northwind.example', isStranger: true })
})

test('PL5 next year’s plan and a copy begin with this one’s content; a copy has nobody of the other company yet', async () => {
  const ana = await new Person('ana@halvern.example').signIn()
  const { plan } = await started(ana)
  const company = (await ana.listed(plan))!.companies.partner.id
  const next = await started(ana, { title: 'FY2028', other: { company }, from: { kind: 'lastYear', plan } })
  const contentOf = async (id: string) => (await ana.ask<ContentResponse>('GET', `/plans/${id}/content`)).body.content
  const kinds = Object.values((await contentOf(next.plan)).blocks).map(({ kind }) => kind)
  expect(kinds).toContain('smartGoal')
  expect(kinds).not.toContain('campaign')
  const { body } = await ana.ask<StartResponse>('POST', `/plans/${plan}/copies`, { title: 'A copy' })
  const original = await contentOf(plan)
  expect(await contentOf(body.plan)).toEqual({ ...original, meta: { ...original.meta, title: 'A copy' } })
  expect(await ana.listed(body.plan)).toMatchObject({ owners: { vendor: 'Ana Moreno', partner: null } })
})

test('PL6 an owner archives a plan for everybody and takes it out again; it stays open', async () => {
  const ana = await new Person('ana@halvern.example').signIn()
  const { plan, link } = await started(ana)
  const jo = await joined('jo@dunmarsh.example', link)
  expect(await ana.ask('PATCH', `/plans/${plan}`, { isArchived: true })).toMatchObject({ status: 200 })
  expect((await jo.listed(plan))!.life.archivedAt).toBe(clock.now())
  expect(await jo.ask('GET', `/plans/${plan}`)).toMatchObject({ status: 200 })
  expect(await jo.ask('PATCH', `/plans/${plan}`, { isArchived: false })).toMatchObject({ status: 200 })
  expect((await ana.listed(plan))!.life.archivedAt).toBeNull()
})

test('PL7 PL8 both sides delete a plan they are in: its rooms close, its links say so, and either side brings it back', async () => {
  const ana = await new Person('ana@halvern.example').signIn()
  const { plan, link } = await started(ana)
  const jo = await joined('jo@dunmarsh.example', link)
  const open = await aRawClient(server, { room: `plan:${plan}`, cookie: ana.browser.cookies })
  expect(await ana.ask('DELETE', `/plans/${plan}`)).toMatchObject({ body: { outcome: 'asked', undoUntil: null } })
  expect(await ana.ask('DELETE', `/plans/${plan}`)).toMatchObject({ body: { outcome: 'asked' } })
  expect((await jo.listed(plan))!.life.deletionAskedBy).toBe('vendor')
  expect(await jo.ask('DELETE', `/plans/${plan}/deletion`)).toMatchObject({ status: 200 })
  expect((await ana.listed(plan))!.life.deletionAskedBy).toBeNull()

  await ana.ask('DELETE', `/plans/${plan}`)
  const undoUntil = clock.now() + 30 * DAY
  expect(await jo.ask('DELETE', `/plans/${plan}`)).toMatchObject({ body: { outcome: 'deleted', undoUntil } })
  expect((await open.closed).code).toBe(4403)
  const again = await aRawClient(server, { room: `plan:${plan}`, cookie: ana.browser.cookies })
  expect((await again.closed).code).toBe(4404)
  expect(await ana.ask('GET', `/plans/${plan}`)).toMatchObject({ status: 404, body: { error: { undoUntil } } })
  const page = await ana.browser.get(`/p/${plan}`)
  expect(page).toMatchObject({ status: 404 })
  expect(page.html).toContain('This plan was deleted')
  expect(await ana.listed(plan)).toMatchObject({ title: 'Joint plan FY2027', life: { undoUntil }, glance: null })

  expect(await ana.ask('DELETE', `/plans/${plan}/deletion`)).toMatchObject({ status: 200 })
  expect(await jo.ask('GET', `/plans/${plan}`)).toMatchObject({ status: 200 })
})

test('PL8 to a stranger a deleted plan looks as if it had never been', async () => {
  const ana = await new Person('ana@halvern.example').signIn()
  const { plan, link } = await started(ana)
  await ana.ask('DELETE', `/plans/${plan}`)
  await admit('kit@keldar.example', 'Kit', 'Keldar Distribution')
  const kit = await new Person('kit@keldar.example').signIn()
  const answer = await kit.ask<{ error: object }>('GET', `/plans/${plan}`)
  expect(answer.status).toBe(404)
  expect(answer.body.error).not.toHaveProperty('undoUntil')
  expect(await kit.ask('DELETE', `/plans/${plan}/deletion`)).toMatchObject({ status: 404 })
  expect(await kit.browser.get(link)).toMatchObject({ status: 410 })
})

test('PL9 thirty days after its deletion a plan is gone with its rooms; its audit entries stay', async () => {
  const ana = await new Person('ana@halvern.example').signIn()
  const { plan } = await started(ana)
  expect(await ana.ask('DELETE', `/plans/${plan}`)).toMatchObject({ body: { outcome: 'deleted' } })
  clock.advance(30 * DAY)
  await server.removal.run()
  expect(await server.store.records.planById(plan)).not.toBeNull()
  clock.advance(1)
  await server.removal.run()
  expect(await server.store.records.planById(plan)).toBeNull()
  expect(await server.store.log.load(`plan:${plan}`)).toMatchObject({ snapshot: null, tail: [] })
  const kept = await server.store.records.auditOf(plan, {}, 10)
  expect(kept.map(({ act }) => act)).toEqual(['planDeleted', 'memberInvited', 'planStarted'])
})
