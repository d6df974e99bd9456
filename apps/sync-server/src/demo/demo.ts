import { createHmac } from 'node:crypto'
import {
  type CompanyFact,
  canonicalContent,
  newId,
  SCHEMA_VERSION,
  SIDES,
  type Side,
  type SignedVersion,
  samplePlan,
  sampleRevision,
  writePlan,
} from '@concord/schema'
import * as Y from 'yjs'
import type { Clock } from '../clock.ts'
import { planRoom } from '../room/room-name.ts'
import { readSecret } from '../secret.ts'
import type { Store } from '../store/store.ts'

/** The demo plan of a data folder, and the secret links that open it as one of its companies. */
export interface Demo {
  readonly plan: string
  readonly companies: Readonly<Record<Side, CompanyFact>>
  /** The last part of each company's link. */
  readonly tokens: Readonly<Record<Side, string>>
  /** The person a token opens the plan as; null for any other token. */
  personOf(token: string): string | null
}

const companyId: Readonly<Record<Side, string>> = { vendor: 'demoVendor01', partner: 'demoPartner1' }
const personId = (member: string) => `person-${member}`

/**
 * Seeds the demo plan where it is missing, and answers its links. They stay the same as long as the data folder does,
 * because they are made from a secret kept in it.
 */
export async function openDemo(store: Store, clock: Clock, folder: string): Promise<Demo> {
  const { facts } = samplePlan()
  const memberOf = (side: Side) => facts.members.find((member) => member.side === side)!
  const person = personId(memberOf('vendor').id)
  const known = (await store.records.plansOf(person)).find(({ pinnedDay }) => pinnedDay !== null)
  const plan = known?.id ?? (await seedDemo(store, clock))
  const secret = readSecret(folder, 'link-secret')
  const tokenOf = (side: Side) =>
    createHmac('sha256', secret).update(`demo link ${plan} ${side}`).digest('base64url').slice(0, 32)
  const tokens = { vendor: tokenOf('vendor'), partner: tokenOf('partner') }
  return {
    plan,
    companies: facts.companies,
    tokens,
    personOf(token) {
      const side = SIDES.find((each) => tokens[each] === token)
      return side ? personId(memberOf(side).id) : null
    },
  }
}

/** Gives birth to the demo plan: its companies, people, facts, and the first Update of its Y.Doc. */
async function seedDemo(store: Store, clock: Clock): Promise<string> {
  const { json, facts } = samplePlan()
  const { records, log } = store
  const now = clock.now()
  const plan = newId()
  const doc = new Y.Doc()
  writePlan(doc, json)
  // Content first: a plan without a row cannot be opened, so a crash in between leaves nothing half seeded.
  const { saved } = await log.append([
    { room: planRoom(plan), bytes: Y.encodeStateAsUpdate(doc), member: null, side: null, at: now },
  ])
  await saved
  await records.addDemoPlan(
    {
      id: plan,
      vendor: companyId.vendor,
      partner: companyId.partner,
      createdAt: now,
      schemaVersion: SCHEMA_VERSION,
      pinnedDay: facts.today,
    },
    facts,
    facts.members.map((member) => ({ person: personId(member.id), member })),
    new Date(now).toISOString(),
    Object.fromEntries(
      facts.signOffs.map(({ version }) => [
        version,
        canonicalContent(sampleRevision(version as SignedVersion), facts.keys),
      ]),
    ),
  )
  return plan
}
