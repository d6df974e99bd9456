import { can, type Member, type SharedAction } from '@concord/schema'
import type { Context } from 'hono'
import type { AppParts } from '../app.ts'
import type { Session } from '../session/sessions.ts'
import { Refusal } from './refusal.ts'

/** What every route of the API finds in its context. */
export type Api = { Variables: { session: Session } }

/**
 * Answers the Member that a request acts as in the plan of its path. Unknown and foreign plans look alike; a role that
 * does not suffice is refused.
 */
export const membersOf =
  ({ store, clock }: Pick<AppParts, 'store' | 'clock'>) =>
  async (c: Context<Api>, action: SharedAction): Promise<{ plan: string; member: Member }> => {
    const plan = c.req.param('plan') ?? ''
    const member = await store.records.memberOf(c.get('session').person, plan)
    const now = clock.now()
    if (!member || !can(member, 'readPlan', now)) throw new Refusal('notFound')
    if (!can(member, action, now)) throw new Refusal('notAllowed')
    return { plan, member }
  }
