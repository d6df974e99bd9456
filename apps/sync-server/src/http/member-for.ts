import { type Actor, can, type Member, type SharedAction } from '@concord/schema'
import type { Context } from 'hono'
import type { AppParts } from '../app.ts'
import { undoUntil } from '../plans/removal.ts'
import type { Session } from '../session/sessions.ts'
import { words } from '../words.ts'
import { Refusal } from './refusal.ts'

/** What every route of the API finds in its context: the session of a person, or null for who came by a link alone. */
export type Api = { Variables: { session: Session | null } }

/** The session of a person that a request carries; whoever came by a link alone must sign in. */
export function personSession(c: Context<Api>): Session {
  const session = c.get('session')
  if (!session) throw new Refusal('signInNeeded')
  return session
}

/** What Members of a deleted plan are told; to everybody else it looks as if it had never been. */
const deletedRefusal = (deletedAt: number) =>
  new Refusal('notFound', { message: words.deleted.title, undoUntil: undoUntil(deletedAt) })

/**
 * Answers who a request acts as in the plan of its path: a Member, or the visitor of a share link. Unknown and foreign
 * plans look alike; a role that does not suffice is refused.
 */
export const actorsOf =
  ({ store, sessions, clock }: Pick<AppParts, 'store' | 'sessions' | 'clock'>) =>
  async (c: Context<Api>, action: SharedAction): Promise<{ plan: string; actor: Actor }> => {
    const plan = c.req.param('plan') ?? ''
    const entered = await sessions.enter(c.req.header('cookie'), plan)
    if (!entered) throw new Refusal('signInNeeded')
    const { actor } = entered
    const now = clock.now()
    const session = c.get('session')
    if (!actor && session) {
      const deletedAt = await store.records.deletedFor(session.person, plan, now)
      if (deletedAt !== null) throw deletedRefusal(deletedAt)
    }
    if (!actor || !can(actor, 'readPlan', now)) throw new Refusal('notFound')
    if (!can(actor, action, now)) throw new Refusal('notAllowed')
    return { plan, actor }
  }

/** The same for what only Members may: a visitor is refused whatever his role. */
export const membersOf = (parts: Pick<AppParts, 'store' | 'sessions' | 'clock'>) => {
  const actorFor = actorsOf(parts)
  return async (c: Context<Api>, action: SharedAction): Promise<{ plan: string; member: Member }> => {
    const { plan, actor } = await actorFor(c, action)
    if (actor.side === null) throw new Refusal('notAllowed')
    return { plan, member: actor }
  }
}
