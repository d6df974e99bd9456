import { createHash, randomBytes } from 'node:crypto'
import { type LinkRole, newId, type Role, SCHEMA_VERSION, type Side } from '@concord/schema'
import type { RunningServer } from '@concord/sync-server'

/** Whoever may stand before a door, as the columns of the tables name them. */
export const columns = [
  'owner',
  'editor',
  'commenter',
  'viewer',
  'guest editor',
  'guest commenter',
  'guest viewer',
  'link viewer',
  'link commenter',
  'removed',
  'outsider',
  'nobody',
] as const
export type Column = (typeof columns)[number]

/** Somebody who asks: what he is, on which side, and the cookies of his browser. */
export interface Asker {
  readonly column: Column
  readonly side: Side
  readonly cookie: string
  /** The cookies of another browser of his, for questions that end a session. */
  readonly elsewhere: () => Promise<string>
}

const DAY = 24 * 3_600_000
const origin = { device: 'Test', address: '127.0.0.1' }
const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')
export const aToken = () => randomBytes(24).toString('base64url')
/** What the audit log is told where a test acts by itself. */
export const byTest = () => ({ at: Date.now(), via: 'operator' as const, actor: null, ...origin })

/** Puts people, links and plans into a running Concord as rows, so that a test needs no mails. */
export class Population {
  readonly #server: RunningServer
  readonly #asking: { readonly plan: string; readonly mail: string }[] = []
  readonly plan: string
  /** A plan of the same two companies in which nobody of the first takes part. */
  readonly otherPlan = newId()

  constructor(server: RunningServer) {
    this.#server = server
    this.plan = server.demo!.plan
  }

  get #records() {
    return this.#server.store.records
  }

  /** A person of a side's company. */
  async aPerson(side: Side): Promise<{ id: string }> {
    const id = newId()
    const mail = `${id.toLowerCase()}@${side}.example`
    await this.#records.addPerson({ id, company: await this.#companyOf(side), name: `P ${id}`, mail, mailbox: mail })
    return { id }
  }

  async aSession(person: string): Promise<string> {
    const token = aToken()
    const now = Date.now()
    const times = { createdAt: now, seenAt: now, endsAt: now + DAY }
    await this.#records.addSession({ hash: hashOf(token), person, ...times, via: 'mail', device: 'Test' })
    return `concord_session=${token}`
  }

  /** A Member of a plan; a guest when `isGuest`. */
  async aMember(side: Side, role: Role, { isGuest = false, plan = this.plan } = {}) {
    const person = await this.aPerson(side)
    const sponsor = (await this.#records.memberRowsOf(plan)).find((each) => each.side === side)?.id ?? ''
    const member = { id: newId(), side, role, ...(isGuest && { guest: { until: Date.now() + DAY, sponsor } }) }
    await this.#records.addMember(plan, person.id, member)
    return { ...person, member: member.id }
  }

  /** A link, for anyone where that may be, and the token in its address. */
  async aLink(side: Side, role: LinkRole = 'viewer', plan = this.plan): Promise<{ id: string; token: string }> {
    const token = aToken()
    const id = newId()
    const now = Date.now()
    const made = { id, plan, side, madeBy: '', at: now, endsAt: now + DAY, tokenHash: hashOf(token) }
    await this.#records.addShareLink(
      { ...made, role, audience: role === 'viewer' ? 'anyone' : 'companies', domains: [], passwordHash: null },
      byTest(),
    )
    return { id, token }
  }

  /** An open invitation of somebody unknown. */
  async anInvitation(side: Side, plan = this.plan): Promise<string> {
    const id = newId()
    const mail = `${id.toLowerCase()}@elsewhere.example`
    const now = Date.now()
    const whom = { mail, mailbox: mail, side, role: 'viewer' as const, guestUntil: now + DAY, invitedBy: '' }
    await this.#records.addInvitation({ id, plan, ...whom, tokenHash: aToken(), at: now, endsAt: now + DAY }, byTest())
    return id
  }

  /** Somebody of a side's company who asks to be let in. */
  async anAccessRequest(side: Side, plan = this.plan): Promise<string> {
    const { id } = await this.aPerson(side)
    const mail = `${id.toLowerCase()}@${side}.example`
    this.#asking.push({ plan, mail })
    // Fifty may wait for a plan, and no more are asked about at once than there are askers.
    const oldest = this.#asking.length > 30 ? this.#asking.shift() : undefined
    if (oldest) await this.#records.accessAnswered(oldest.plan, oldest.mail)
    const asked = await this.#records.askForAccess(
      { plan, person: id, mail, mailbox: mail, link: null, at: Date.now() },
      origin,
    )
    if (!asked) throw new Error('The question was not kept.')
    return asked.id
  }

  /** Makes the other plan. */
  async begin(): Promise<void> {
    const [vendor, partner] = [await this.#companyOf('vendor'), await this.#companyOf('partner')]
    const times = { createdAt: Date.now(), schemaVersion: SCHEMA_VERSION, pinnedDay: null }
    await this.#records.addPlan({ id: this.otherPlan, vendor, partner, ...times })
    for (const side of ['vendor', 'partner'] as const) await this.aMember(side, 'owner', { plan: this.otherPlan })
  }

  /** Takes back that somebody wants the plan deleted: two owners who ask would delete it. */
  async stays(): Promise<void> {
    await this.#records.withdrawDeletion(this.plan, byTest())
  }

  /** One of every column, on both sides. */
  async everybody(): Promise<readonly Asker[]> {
    const all: Asker[] = []
    for (const side of ['vendor', 'partner'] as const) {
      const add = async (column: Column, elsewhere: () => Promise<string>) =>
        void all.push({ column, side, cookie: await elsewhere(), elsewhere })
      const addPerson = (column: Column, { id }: { id: string }) => add(column, () => this.aSession(id))
      for (const role of ['owner', 'editor', 'commenter', 'viewer'] as const)
        await addPerson(role, await this.aMember(side, role))
      for (const role of ['editor', 'commenter', 'viewer'] as const)
        await addPerson(`guest ${role}`, await this.aMember(side, role, { isGuest: true }))
      for (const role of ['viewer', 'commenter'] as const)
        await add(`link ${role}`, () => this.#throughLink(side, role))
      const removed = await this.aMember(side, 'owner')
      await this.#records.endMembership(this.plan, removed.member, byTest())
      await addPerson('removed', removed)
      await addPerson('outsider', await this.aPerson(side))
      await add('nobody', async () => '')
    }
    return all
  }

  async #throughLink(side: Side, role: LinkRole): Promise<string> {
    const link = await this.aLink(side, role)
    const token = aToken()
    const now = Date.now()
    const times = { createdAt: now, seenAt: now, endsAt: now + DAY }
    await this.#records.addLinkSession(
      { hash: hashOf(token), link: link.id, person: null, ...times, device: 'Test' },
      origin,
    )
    return `concord_link_${this.plan}=${token}`
  }

  async #companyOf(side: Side): Promise<string> {
    return (await this.#records.planById(this.plan))!.companies[side].id
  }
}
