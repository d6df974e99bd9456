import type { Audience, AuditAct, AuditVia, Day, Instant, LinkRole, Role, Side, VoteQuestion } from '@concord/schema'
import type { Generated, Kysely, Transaction } from 'kysely'

/** Who may open what. Numbers named `…At` and `…Until` are milliseconds since 1970. */
interface AccessTables {
  companies: { id: string; name: string; shortName: string }
  people: {
    id: string
    company: string
    name: string
    /** Where mail reaches the person, and the one form of that address which tells mailboxes apart. */
    mail: string | null
    mailbox: string | null
  }
  companyDomains: { domain: string; company: string }
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
    /** 1 when links to the plan show its title, companies and status counts elsewhere. */
    isPreviewed: Generated<number>
    archivedAt: number | null
    /** The side that proposes to delete it, until the other agrees or somebody withdraws. */
    deletionAskedBy: Side | null
    /** It can be brought back for a while; nobody can open it in the meantime. */
    deletedAt: number | null
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
  /** An invitation into a plan, for whoever proves the mailbox. */
  invitations: {
    id: string
    plan: string
    side: Side
    role: Role
    mail: string
    mailbox: string
    tokenHash: string
    /** Member who invited, and the sponsor of a guest. */
    invitedBy: string
    guestUntil: number | null
    at: number
    endsAt: number
    acceptedAt: number | null
  }
  /** Somebody who asks to be let into a plan. */
  accessRequests: {
    id: string
    plan: string
    /** Whose owners answer; null for both. */
    side: Side | null
    mail: string
    mailbox: string
    at: number
    declinedAt: number | null
  }
  /** A way into a plan for whoever holds it. The token and the password are hashes. */
  shareLinks: {
    id: string
    plan: string
    /** Whose owner made it. */
    side: Side
    tokenHash: string
    role: LinkRole
    audience: Audience
    /** JSON: mail domains of those who may open it; empty for all of both companies. */
    domains: string
    passwordHash: string | null
    /** Member who made it. */
    madeBy: string
    at: number
    endsAt: number
    endedAt: number | null
    usedAt: number | null
    uses: Generated<number>
  }
  /** A browser that came through a link. */
  linkSessions: {
    hash: string
    link: string
    /** Who proved a mailbox for it; null for a link that anybody may open. */
    person: string | null
    createdAt: number
    seenAt: number
    endsAt: number
    device: string
  }
  sessions: {
    hash: string
    person: string
    createdAt: number
    seenAt: number
    endsAt: number
    via: SessionVia
    /** Browser and system in words, so that people know their own devices. */
    device: string
  }
}

/** Ways in beside mail. Numbers named `…At` are milliseconds since 1970. */
interface SignInTables {
  /** A key on somebody's device; the key itself is public. */
  passkeys: {
    id: string
    person: string
    publicKey: string
    /** Uses, as the device counts them; 0 for ever where it does not count. */
    counter: number
    /** JSON: how the device can be reached. */
    transports: string
    name: string
    addedAt: number
    usedAt: number | null
  }
  /** A browser that was sent away for something. `kept` holds JSON. */
  roundTrips: { keyHash: string; purpose: string; browserHash: string; kept: string; endsAt: number }
}

/** The newest sequence number of each room; its other columns belong to the log. */
interface RoomTables {
  roomHeads: { room: string; seq: number }
  updates: { room: string; seq: number; at: number }
  keptChanges: { room: string; seq: number; at: number }
}

/** How a session began. */
export type SessionVia = 'demo' | 'mail' | 'passkey' | 'company'

/** Signing in, and mail. */
interface MailTables {
  /** One asking for a mail with link and code. Secrets are hashes. */
  signInRequests: {
    id: string
    mailbox: string
    mail: string
    browserHash: string
    /** The browser that asked, where the mailbox was proved in it before; null for all others. */
    knownDevice: string | null
    /** Where it was asked from. */
    network: string
    linkHash: string
    codeHash: string
    /** Path to open afterwards. */
    returnTo: string
    askedAt: number
    endsAt: number
    tries: Generated<number>
    usedAt: number | null
    /** `browserHash` of the browser that used it. */
    usedBy: string | null
    /** The invitation that proving the mailbox accepts. */
    invitation: string | null
  }
  mails: {
    id: string
    recipient: string
    subject: string
    text: string
    html: string
    at: number
    /** `kept` where no mail server is set: the outbox shows it. */
    state: 'waiting' | 'sent' | 'failed' | 'kept'
    tries: Generated<number>
    nextAt: number
    failure: string | null
  }
}

/** Who did what; `subject` holds JSON. */
interface AuditTables {
  audit: {
    id: Generated<number>
    at: number
    plan: string
    act: AuditAct
    via: AuditVia
    member: string | null
    name: string | null
    side: Side | null
    role: Role | null
    device: string
    address: string
    subject: string
  }
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

export type Tables = AccessTables & SignInTables & RoomTables & MailTables & AuditTables & FactTables
export type Rows = Transaction<Tables>
export type Database = Kysely<Tables>
