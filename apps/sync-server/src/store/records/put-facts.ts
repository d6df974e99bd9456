import { type CanonicalContent, type Facts, type Instant, newId } from '@concord/schema'
import type { Rows } from '../tables.ts'
import { factsChanged } from './facts-number.ts'

/** What was signed, by the version of the sign-off. */
export type SignedContents = Readonly<Record<number, CanonicalContent>>

/**
 * Records a plan's facts as they come from elsewhere: the demo's seed, later an import. Companies, members and the
 * pinned day are not among them, because they exist before the plan has facts. `at` is when they are recorded.
 */
export async function putFacts(
  db: Rows,
  plan: string,
  facts: Facts,
  at: Instant,
  contents: SignedContents = {},
): Promise<number> {
  for (const [target, key] of Object.entries(facts.keys)) {
    const [, prefix = '', number = ''] = /^([A-Z]+)(\d+)$/.exec(key) ?? []
    await db
      .insertInto('blockKeys')
      .values({ plan, target, prefix, number: Number(number) })
      .execute()
  }
  for (const ack of facts.acks)
    await db
      .insertInto('acks')
      .values({ ...ack, plan, member: null })
      .execute()
  for (const vote of facts.votes)
    await db
      .insertInto('votes')
      .values({ ...vote, plan, member: null, value: JSON.stringify(vote.value), revealedAt: at })
      .execute()
  for (const test of facts.flashTests)
    await db
      .insertInto('flashTests')
      .values({ ...test, plan, member: null, hit: Number(test.hit) })
      .execute()
  await putAgreements(db, plan, facts.agreements)
  await putCommitments(db, plan, facts.commitments)
  for (const review of facts.reviews)
    await db
      .insertInto('reviews')
      .values({ ...review, plan, confirmedBy: JSON.stringify(review.confirmedBy) })
      .execute()
  await putSignOffs(db, plan, facts.signOffs, contents)
  return factsChanged(db, plan)
}

const noRevision = { block: null, number: null, hash: null, materialHash: null, content: null } as const

async function putAgreements(db: Rows, plan: string, agreements: Facts['agreements']): Promise<void> {
  for (const [index, { goal, at, ...content }] of agreements.entries())
    await db
      .insertInto('revisions')
      .values({
        ...noRevision,
        id: newId(),
        plan,
        kind: 'agreement',
        block: goal,
        number: index,
        content: JSON.stringify(content),
        member: null,
        side: null,
        at,
      })
      .execute()
}

async function putCommitments(db: Rows, plan: string, commitments: Facts['commitments']): Promise<void> {
  for (const [block, { firstDue, droppedOn, moves }] of Object.entries(commitments)) {
    await db.insertInto('commitments').values({ plan, block, firstDue, droppedOn }).execute()
    for (const { from, to, reason, askedOn, acceptedOn } of moves)
      await db
        .insertInto('moves')
        .values({ plan, block, fromDay: from, toDay: to, reason, askedOn, acceptedOn })
        .execute()
  }
}

async function putSignOffs(
  db: Rows,
  plan: string,
  signOffs: Facts['signOffs'],
  contents: SignedContents,
): Promise<void> {
  for (const { version, hash, materialHash, proposedAt, signatures } of signOffs) {
    const id = newId()
    await db
      .insertInto('revisions')
      .values({
        ...noRevision,
        id,
        plan,
        kind: 'signOff',
        number: version,
        hash,
        materialHash,
        content: JSON.stringify(contents[version] ?? null),
        member: null,
        side: null,
        at: proposedAt,
      })
      .execute()
    for (const signature of signatures)
      await db
        .insertInto('signatures')
        .values({ ...signature, plan, revision: id, member: null })
        .execute()
  }
}
