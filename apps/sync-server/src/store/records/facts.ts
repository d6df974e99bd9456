import type { AgreementFact, CommitmentFact, Facts, SignOffFact } from '@concord/schema'
import type { Rows } from '../tables.ts'
import { keysOf } from './keys.ts'
import { membersOf } from './people.ts'
import { planById } from './plans.ts'

/** The facts of a plan as each of its readers may see them, in the order they were recorded; null for no such plan. */
export async function factsOf(db: Rows, plan: string): Promise<Facts | null> {
  const row = await planById(db, plan)
  if (!row) return null
  const members = await membersOf(db, plan)
  const { vendor, partner } = row.companies
  return {
    number: row.factsNumber,
    today: row.pinnedDay,
    companies: {
      vendor: { name: vendor.name, shortName: vendor.shortName },
      partner: { name: partner.name, shortName: partner.shortName },
    },
    members: members.map(({ id, name, side, role }) => ({ id, name, side, role })),
    keys: await keysOf(db, plan),
    acks: await db
      .selectFrom('acks')
      .select(['target', 'side', 'role', 'at', 'materialHash'])
      .where('plan', '=', plan)
      .orderBy('id')
      .execute(),
    votes: await votesOf(db, plan),
    flashTests: await flashTestsOf(db, plan),
    agreements: await agreementsOf(db, plan),
    commitments: await commitmentsOf(db, plan),
    reviews: await reviewsOf(db, plan),
    signOffs: await signOffsOf(db, plan),
  }
}

async function votesOf(db: Rows, plan: string): Promise<Facts['votes']> {
  const rows = await db
    .selectFrom('votes')
    .select(['question', 'target', 'review', 'side', 'value'])
    .where('plan', '=', plan)
    .where('revealedAt', 'is not', null)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, value: JSON.parse(row.value) }))
}

async function flashTestsOf(db: Rows, plan: string): Promise<Facts['flashTests']> {
  const rows = await db
    .selectFrom('flashTests')
    .select(['block', 'side', 'sawSeconds', 'recall', 'hit', 'at'])
    .where('plan', '=', plan)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, hit: row.hit === 1 }))
}

async function agreementsOf(db: Rows, plan: string): Promise<AgreementFact[]> {
  const rows = await db
    .selectFrom('revisions')
    .select(['block', 'at', 'content'])
    .where('plan', '=', plan)
    .where('kind', '=', 'agreement')
    .orderBy('at')
    .orderBy('number')
    .execute()
  return rows.map((row) => ({ ...JSON.parse(row.content ?? '{}'), goal: row.block ?? '', at: row.at }))
}

async function commitmentsOf(db: Rows, plan: string): Promise<Record<string, CommitmentFact>> {
  const moves = await db.selectFrom('moves').selectAll().where('plan', '=', plan).orderBy('id').execute()
  const rows = await db.selectFrom('commitments').selectAll().where('plan', '=', plan).execute()
  return Object.fromEntries(
    rows.map(({ block, firstDue, droppedOn }) => [
      block,
      {
        firstDue,
        droppedOn,
        moves: moves
          .filter((move) => move.block === block)
          .map(({ fromDay, toDay, reason, askedOn, acceptedOn }) => ({
            from: fromDay,
            to: toDay,
            reason,
            askedOn,
            acceptedOn,
          })),
      },
    ]),
  )
}

async function reviewsOf(db: Rows, plan: string): Promise<Facts['reviews']> {
  const rows = await db
    .selectFrom('reviews')
    .select(['block', 'number', 'state', 'asOf', 'heldOn', 'chair', 'closedAt', 'confirmedBy'])
    .where('plan', '=', plan)
    .orderBy('number')
    .execute()
  return rows.map((row) => ({ ...row, confirmedBy: JSON.parse(row.confirmedBy) }))
}

async function signOffsOf(db: Rows, plan: string): Promise<SignOffFact[]> {
  const revisions = await db
    .selectFrom('revisions')
    .selectAll()
    .where('plan', '=', plan)
    .where('kind', '=', 'signOff')
    .orderBy('number')
    .execute()
  const signatures = await db.selectFrom('signatures').selectAll().where('plan', '=', plan).orderBy('at').execute()
  return revisions.map((revision) => ({
    version: revision.number ?? 0,
    hash: revision.hash ?? '',
    materialHash: revision.materialHash ?? '',
    proposedAt: revision.at,
    signatures: signatures
      .filter((signature) => signature.revision === revision.id)
      .map(({ side, role, at }) => ({ side, role, at })),
  }))
}

/** The content of a signed Revision as stored JSON; null when there is none of that version. */
export async function signedContent(db: Rows, plan: string, version: number): Promise<string | null> {
  const row = await db
    .selectFrom('revisions')
    .select('content')
    .where('plan', '=', plan)
    .where('kind', '=', 'signOff')
    .where('number', '=', version)
    .executeTakeFirst()
  return row?.content ?? null
}
