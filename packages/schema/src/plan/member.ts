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

/** What a share link can give: never more than talking about the plan. */
export type LinkRole = Extract<Role, 'commenter' | 'viewer'>

/** Who may open a share link: people of the two companies who prove their address, or anybody, to read only. */
export type Audience = 'companies' | 'anyone'

/** Somebody who came through a share link: a role in one plan, no side. */
export interface LinkVisitor {
  readonly id: string
  readonly name: string
  readonly side: null
  readonly role: LinkRole
  readonly guest?: undefined
}

/** Whoever a permission is asked for. */
export type Actor = Member | LinkVisitor
