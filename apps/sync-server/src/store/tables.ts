import type { Day, Instant, Role, Side, VoteQuestion } from '@concord/schema'
import type { Generated, Kysely, Transaction } from 'kysely'

/** Who may open what. Numbers named `…At` and `…Until` are milliseconds since 1970. */
interface AccessTables {
  companies: { id: string; name: string; shortName: string }
  people: { id: string; company: string; name: string }
  plans: {
    id: string
    vendor: string
    partner: string
    createdAt: number
    /** Highest schema version whose editor wrote to the plan: older editors only read. */
    schemaVersion: number
    /** Grows with every change of a fact. */
    factsNumber: number
    /** A demo plan pins its today. */
    pinnedDay: Day | null
  }
  members: {
    id: string
    plan: string
    person: string
    side: Side
    role: Role
    /** Order in lists of people. */
    place: number
    guestUntil: number | null
    guestSponsor: string | null
  }
  sessions: { hash: string; person: string; createdAt: number; seenAt: number; endsAt: number }
}

/** Facts. `value`, `content` and `confirmedBy` hold JSON. */
interface FactTables {
  blockKeys: { plan: string; target: string; prefix: string; number: number }
  acks: {
    id: Generated<number>
    plan: string
    target: string
    side: Side
    role: string
    member: string | null
    at: Instant
    materialHash: string
  }
  votes: {
    id: Generated<number>
    plan: string
    question: VoteQuestion
    target: string
    review: string | null
    side: Side
    member: string | null
    value: string
    /** Null while the vote is secret. */
    revealedAt: Instant | null
  }
  flashTests: {
    id: Generated<number>
    plan: string
    block: string
    side: Side
    member: string | null
    sawSeconds: number
    recall: string
    hit: number
    at: Instant
  }
  revisions: {
    id: string
    plan: string
    kind: 'agreement' | 'signOff'
    block: string | null
    number: number | null
    hash: string | null
    materialHash: string | null
    content: string | null
    member: string | null
    side: Side | null
    at: Instant
  }
  signatures: { plan: string; revision: string; side: Side; role: string; member: string | null; at: Instant }
  reviews: {
    plan: string
    block: string
    number: number
    state: 'planned' | 'open' | 'closed' | 'confirmed'
    asOf: Day
    heldOn: Day
    chair: Side
    closedAt: Instant | null
    confirmedBy: string
  }
  commitments: { plan: string; block: string; firstDue: Day; droppedOn: Day | null }
  moves: {
    id: Generated<number>
    plan: string
    block: string
    fromDay: Day
    toDay: Day
    reason: string
    askedOn: Day
    acceptedOn: Day | null
  }
}

export type Tables = AccessTables & FactTables
export type Rows = Transaction<Tables>
export type Database = Kysely<Tables>
