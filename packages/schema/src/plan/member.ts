import type { Role } from './facts.ts'
import type { Side } from './side.ts'

/** Every role, from the one that may most to the one that may least. */
export const roles = ['owner', 'editor', 'commenter', 'viewer'] as const satisfies readonly Role[]

/** A person acting for one Company in one Plan. */
export interface Member {
  readonly id: string
  readonly name: string
  readonly side: Side
  readonly role: Role
  /** A guest has an end and a sponsor on whose side he acts. */
  readonly guest?: { readonly until: number; readonly sponsor: string }
}

/** Somebody who came through a share link: a role in one plan, no side. */
export interface LinkVisitor {
  readonly id: string
  readonly name: string
  readonly side: null
  readonly role: 'commenter' | 'viewer'
  readonly guest?: undefined
}

/** Whoever a permission is asked for. */
export type Actor = Member | LinkVisitor
