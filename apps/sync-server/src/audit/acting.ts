import type { Actor, AuditVia } from '@concord/schema'
import type { Context } from 'hono'
import type { Clock } from '../clock.ts'
import type { Api } from '../http/member-for.ts'
import type { Session } from '../session/sessions.ts'
import type { AuditedBy } from '../store/records/audit.ts'
import { originOf } from './origin.ts'

function viaOf(actor: Actor, session: Session | null): AuditVia {
  if (actor.side === null) return 'link'
  if (actor.guest) return 'guest'
  return session?.via === 'demo' ? 'demo' : 'session'
}

/** Who acts in a request, for the audit log: hand it to the act on the rows, which calls `noteAudit`. */
export const actingIn =
  (clock: Clock) =>
  (c: Context<Api>, actor: Actor): AuditedBy => {
    const { id, name, side, role } = actor
    return { at: clock.now(), via: viaOf(actor, c.get('session')), actor: { id, name, side, role }, ...originOf(c) }
  }
