import type { Role } from './facts.ts'
import type { Actor } from './member.ts'
import type { Side } from './side.ts'

const everyone: readonly Role[] = ['owner', 'editor', 'commenter', 'viewer']
const discussing: readonly Role[] = ['owner', 'editor', 'commenter']
const writing: readonly Role[] = ['owner', 'editor']
const owning: readonly Role[] = ['owner']

/** Acts on what both sides share; sides are equal. */
const shared = {
  /** Read the plan, its facts, Revisions and shared threads; export. */
  readPlan: everyone,
  /** Thread, reply, propose a change, take a flash test. */
  discuss: discussing,
  /** Write the plan's Y.Doc; ack, vote, answer proposals and moves; reviews; escalations; propose a sign-off. */
  writePlan: writing,
  /** Plan settings and archive. */
  managePlan: owning,
} as const satisfies Record<string, readonly Role[]>

/** Acts on what belongs to one side: only its own Members, and no guest. */
const ofOneSide = {
  /** Read the side's private Y.Doc and threads. */
  readSide: everyone,
  /** Write the side's private Y.Doc. */
  writeSide: writing,
  /** The side's members, guests, share links, named signers, pack. */
  manageSide: owning,
} as const satisfies Record<string, readonly Role[]>

export type SharedAction = keyof typeof shared
export type SideAction = keyof typeof ofOneSide

/**
 * The permission table. `at` is the present moment in milliseconds: a guest's right ends with his time.
 * Whatever it does not grant is refused.
 */
export function can(actor: Actor, action: SharedAction, at: number): boolean {
  return isCurrent(actor, at) && shared[action].includes(actor.role)
}

/** The permission table for what belongs to `side`. */
export function canOnSide(actor: Actor, action: SideAction, side: Side, at: number): boolean {
  return isCurrent(actor, at) && actor.side === side && !actor.guest && ofOneSide[action].includes(actor.role)
}

const isCurrent = (actor: Actor, at: number) => !actor.guest || at < actor.guest.until
