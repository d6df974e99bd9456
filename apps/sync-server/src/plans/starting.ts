import { createHash } from 'node:crypto'
import {
  type AuditVia,
  blankPlan,
  newId,
  nextYearPlan,
  type PlanJson,
  planDoc,
  SCHEMA_VERSION,
  type Side,
  type StartRequest,
  templatePlan,
} from '@concord/schema'
import * as Y from 'yjs'
import type { Clock } from '../clock.ts'
import type { PlanService } from '../http/plan-service.ts'
import { Refusal } from '../http/refusal.ts'
import type { Limits } from '../limits.ts'
import { type MailAddress, readMailAddress } from '../mail/mail-address.ts'
import { isPublicDomain } from '../mail/public-domains.ts'
import { planRoom } from '../room/room-name.ts'
import type { Invitations } from '../sharing/invitations.ts'
import { wrongMail } from '../sign-in/wrong-mail.ts'
import type { Origin } from '../store/records/audit.ts'
import type { Company, Person } from '../store/records/people.ts'
import type { NewPlan } from '../store/records/start-plan.ts'
import type { Store } from '../store/store.ts'
import { words } from '../words.ts'
import { shortNameOf } from './short-name.ts'

const say = words.starting

const MINUTE = 60_000

/** Who starts a plan, and how his request came. */
export interface Starter {
  readonly person: Person
  readonly via: AuditVia
  readonly origin: Origin
  /** The same act sent twice makes one plan; null where the sender does not say. */
  readonly key: string | null
}

/** Starts plans: from a template, blank, from last year's, or as a copy. */
export class Starting {
  readonly #store: Store
  readonly #plans: PlanService
  readonly #invitations: Invitations
  readonly #clock: Clock
  readonly #limits: Limits

  constructor(parts: { store: Store; plans: PlanService; invitations: Invitations; clock: Clock; limits: Limits }) {
    this.#limits = parts.limits
    this.#store = parts.store
    this.#plans = parts.plans
    this.#invitations = parts.invitations
    this.#clock = parts.clock
  }

  /**
   * Mail domains that let a person start plans: those of his company, if his own address is at one of them. Empty for
   * everybody else, such as guests of another company's plan.
   */
  async domainsOf({ mail, company }: Person): Promise<string[]> {
    const domains = await this.#store.records.domainsOf(company.id)
    const own = mail && readMailAddress(mail)?.domain
    return own && domains.includes(own) ? domains : []
  }

  /** Starts the plan and mails the first owner of the other company an invitation. Answers the new plan's id. */
  async start(request: StartRequest, starter: Starter): Promise<string> {
    const { person } = starter
    const ownDomains = await this.#mayStart(person)
    if (request.end <= request.start) throw new Refusal('badRequest', { field: 'end', message: say.endBeforeStart })
    const address = readMailAddress(request.invite)
    if (!address) throw new Refusal('badRequest', { field: 'invite', message: wrongMail(request.invite) })
    const other = await this.#otherCompany(request.other, person)
    const theirs = 'domains' in other ? other.domains : await this.#store.records.domainsOf(other.id)
    await this.#requireFitting(address, ownDomains, theirs, request.isStranger, person.company)
    const content = await this.#contentOf(request, person)
    const { plan, by, isNew } = await this.#begin(content, { side: request.side, other, copiedFrom: null }, starter)
    if (!isNew || !by.actor) return plan
    const named = { id: person.company.id, name: person.company.name }
    const otherName = other.name
    const companies =
      request.side === 'vendor'
        ? { vendor: named.name, partner: otherName }
        : { vendor: otherName, partner: named.name }
    await this.#invitations.send({
      plan,
      side: request.side === 'vendor' ? 'partner' : 'vendor',
      role: 'owner',
      guestUntil: null,
      address,
      inviter: { id: by.actor.id, name: person.name, company: person.company.name },
      companies,
      by,
    })
    return plan
  }

  /** A plan of the same content between the same companies; at first only whoever copies it is in it. */
  async copy(plan: string, title: string, side: Side, starter: Starter): Promise<string> {
    const { person } = starter
    await this.#mayStart(person)
    const row = await this.#store.records.planById(plan)
    if (row?.companies[side].id !== person.company.id) throw new Refusal('notAllowed', { message: say.notYours })
    const { content } = await this.#plans.content(plan)
    const json: PlanJson = { ...content, meta: { ...content.meta, title } }
    const other = row.companies[side === 'vendor' ? 'partner' : 'vendor']
    return (await this.#begin(json, { side, other: { id: other.id, name: other.name }, copiedFrom: plan }, starter))
      .plan
  }

  async #mayStart(person: Person): Promise<string[]> {
    const domains = await this.domainsOf(person)
    if (domains.length === 0) throw new Refusal('notAllowed', { message: say.mayNot })
    return domains
  }

  /** The other company: one of another plan of theirs, the one that owns the domains, or a new one. */
  async #otherCompany(
    other: StartRequest['other'],
    person: Person,
  ): Promise<{ id: string; name: string } | (Company & { domains: string[] })> {
    const { records } = this.#store
    if ('company' in other) {
      const known = (await records.plansOf(person.id))
        .flatMap(({ companies }) => [companies.vendor, companies.partner])
        .find(({ id }) => id === other.company && id !== person.company.id)
      if (!known) throw new Refusal('badRequest', { field: 'other', message: say.otherUnknown })
      return { id: known.id, name: known.name }
    }
    const domains = [...new Set(other.domains.map((typed) => domainIn(typed)))]
    const owners = await Promise.all(domains.map((domain) => records.companyOfDomain(domain)))
    if (owners.some((owner) => owner?.id === person.company.id))
      throw new Refusal('badRequest', { field: 'domains', message: say.ownDomain })
    const known = owners.find((owner) => owner !== null)
    if (!known) return { id: newId(), name: other.name, shortName: shortNameOf(other.name), domains }
    if (owners.some((owner) => owner?.id !== known.id))
      throw new Refusal('badRequest', { field: 'domains', message: say.twoOwners })
    return { id: known.id, name: known.name }
  }

  async #requireFitting(
    { domain }: MailAddress,
    own: readonly string[],
    theirs: readonly string[],
    isStranger: boolean,
    company: Company,
  ): Promise<void> {
    if (own.includes(domain)) throw new Refusal('badRequest', { field: 'invite', message: say.inviteOwn(company.name) })
    if (theirs.includes(domain)) return
    if (await this.#store.records.companyOfDomain(domain))
      throw new Refusal('badRequest', { field: 'invite', message: say.inviteThird })
    if (!isStranger) throw new Refusal('badRequest', { field: 'isStranger', message: say.inviteStranger(domain) })
  }

  async #contentOf({ from, ...request }: StartRequest, person: Person): Promise<PlanJson> {
    const { title, start, end, currency, timeZone } = request
    const meta = { title, start, end, currency, timeZone, fiscalStartMonth: Number(start.slice(5, 7)) }
    if (from.kind !== 'lastYear') return from.kind === 'blank' ? blankPlan(meta) : templatePlan(meta, from.kind)
    const member = await this.#store.records.memberOf(person.id, from.plan)
    if (!member || (member.guest && member.guest.until <= this.#clock.now())) throw new Refusal('notFound')
    return nextYearPlan((await this.#plans.content(from.plan)).content, meta)
  }

  async #begin(
    content: PlanJson,
    { side, other, copiedFrom }: Pick<NewPlan, 'side' | 'other' | 'copiedFrom'>,
    { person, via, origin, key }: Starter,
  ) {
    const { records, log } = this.#store
    const id = key === null ? newId() : idFrom(`${person.id} ${key}`)
    const at = this.#clock.now()
    if (await records.planById(id)) return { plan: id, by: { at, via, actor: null, ...origin }, isNew: false }
    if ((await records.plansStartedSince(person.id, at - MINUTE)) >= this.#limits.plansPerMinute)
      throw new Refusal('limitReached', { message: say.tooMany, retryAfterSeconds: MINUTE / 1_000 })
    const room = planRoom(id)
    // Content first: a plan without a row cannot be opened. What an attempt that broke off left is the same content.
    const known = await log.load(room)
    if (!known.snapshot && known.tail.length === 0) {
      const bytes = Y.encodeStateAsUpdate(planDoc(content))
      await (await log.append([{ room, bytes, member: null, side: null, at }])).saved
    }
    const company = person.company.id
    const plan: NewPlan = {
      id,
      person: person.id,
      side,
      company,
      other,
      schemaVersion: SCHEMA_VERSION,
      at,
      via,
      copiedFrom,
    }
    const started = await records.startPlan(plan, origin)
    if (started.outcome === 'stale') throw new Refusal('stale')
    return { plan: id, by: started.by, isNew: true }
  }
}

/** A mail domain in the form that tells domains apart. */
function domainIn(typed: string): string {
  const domain = readMailAddress(`name@${typed.trim().replace(/^@/, '')}`)?.domain
  if (!domain) throw new Refusal('badRequest', { field: 'domains', message: say.domainWrong(typed) })
  if (isPublicDomain(domain)) throw new Refusal('badRequest', { field: 'domains', message: say.domainPublic(domain) })
  return domain
}

/** An id that the same words always give. */
function idFrom(seed: string): string {
  const letters = createHash('sha256')
    .update(seed)
    .digest('base64')
    .replace(/[^a-zA-Z0-9]/g, '')
  return letters.slice(0, 12)
}
