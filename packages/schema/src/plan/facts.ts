import type { BlockJson } from '../block/extract.ts'
import type { BlockId, Ref } from '../ids.ts'
import type { Json, JsonObject } from '../json.ts'
import type { Day } from './day.ts'
import type { Side } from './side.ts'

/** An instant in UTC, ISO 8601. */
export type Instant = string
/** What a person may do in one plan. */
export type Role = 'owner' | 'editor' | 'commenter' | 'viewer'

/**
 * Database rows about one Plan that its readers may see and derivations may use: whatever needs identity, the
 * server's clock, secrecy or immutability, and so may not live in the Y.Doc.
 */
export interface Facts {
  /** Grows with every change; the socket announces it so that open editors fetch again. */
  readonly number: number
  /** A demo plan's pinned today; null for a real plan, whose today is the calendar's. */
  readonly today: Day | null
  readonly companies: Readonly<Record<Side, CompanyFact>>
  readonly members: readonly MemberFact[]
  /** Keys people say, by what they name: `{ '<block>': 'G1', '<block>/<row>': 'K3' }`. */
  readonly keys: Readonly<Record<Ref, string>>
  readonly acks: readonly AckFact[]
  readonly votes: readonly VoteFact[]
  readonly flashTests: readonly FlashTestFact[]
  readonly agreements: readonly AgreementFact[]
  readonly commitments: Readonly<Record<BlockId, CommitmentFact>>
  readonly reviews: readonly ReviewFact[]
  readonly signOffs: readonly SignOffFact[]
}

export interface CompanyFact {
  readonly name: string
  /** One word for tight places, such as `Halvern`. */
  readonly shortName: string
}

export interface MemberFact {
  readonly id: string
  readonly name: string
  readonly side: Side
  readonly role: Role
}

/** A Side's consent to the material fields of one Block or row, valid while their hash is the same. */
export interface AckFact {
  readonly target: Ref
  readonly side: Side
  readonly role: string
  readonly at: Instant
  readonly materialHash: string
}

export type VoteQuestion = 'confidence' | 'met' | 'realistic' | 'mood' | 'trust'

/** A revealed vote: one per question, target and Side; before the reveal there is no fact. */
export interface VoteFact {
  readonly question: VoteQuestion
  readonly target: Ref
  /** The review the vote was given in, as a block id; null outside reviews. */
  readonly review: BlockId | null
  readonly side: Side
  readonly value: Json
}

/** One person's five seconds with a value proposition; no name is kept. */
export interface FlashTestFact {
  readonly block: BlockId
  readonly side: Side
  readonly sawSeconds: number
  readonly recall: string
  readonly hit: boolean
  readonly at: Instant
}

/** The benchmark that was shown when a target was agreed; quantiles in the unit of the KPI. */
export interface ShownBenchmark {
  readonly kpi: Ref
  readonly metric: string
  readonly segment: string
  readonly direction: 'up' | 'down'
  readonly n: number
  readonly p25: number
  readonly p50: number
  readonly p75: number
  readonly p90: number
  readonly shownAt: Day
}

/** A Revision of a goal at the moment both sides agreed to it, with the KPI rows and benchmarks of that day. */
export interface AgreementFact {
  readonly goal: BlockId
  readonly at: Instant
  readonly content: BlockJson
  /** Each measured KPI row as it was, by its ref. */
  readonly kpis: Readonly<Record<Ref, JsonObject>>
  readonly benchmarks: readonly ShownBenchmark[]
}

/** What both sides said about the due day of a commitment. */
export interface CommitmentFact {
  /** The due day at the first Ack or review closing. */
  readonly firstDue: Day
  readonly moves: readonly CommitmentMove[]
  /** Set when both sides agreed to drop it. */
  readonly droppedOn: Day | null
}

export interface CommitmentMove {
  readonly from: Day
  readonly to: Day
  readonly reason: string
  readonly askedOn: Day
  /** The day the other side accepted; null while it has not. */
  readonly acceptedOn: Day | null
}

export interface ReviewFact {
  readonly block: BlockId
  readonly number: number
  readonly state: 'planned' | 'open' | 'closed' | 'confirmed'
  /** The day whose end the numbers are frozen at. */
  readonly asOf: Day
  readonly heldOn: Day
  readonly chair: Side
  readonly closedAt: Instant | null
  readonly confirmedBy: readonly Side[]
}

export interface SignOffFact {
  readonly version: number
  readonly hash: string
  readonly materialHash: string
  readonly proposedAt: Instant
  readonly signatures: readonly { readonly side: Side; readonly role: string; readonly at: Instant }[]
}

/** The facts of a plan nobody has acted on yet. */
export const noFacts: Facts = {
  number: 0,
  today: null,
  companies: { vendor: { name: 'Vendor', shortName: 'Vendor' }, partner: { name: 'Partner', shortName: 'Partner' } },
  members: [],
  keys: {},
  acks: [],
  votes: [],
  flashTests: [],
  agreements: [],
  commitments: {},
  reviews: [],
  signOffs: [],
}
