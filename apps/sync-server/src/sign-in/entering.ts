import type { Context } from 'hono'
import type { Rooms } from '../room/rooms.ts'
import type { Sessions } from '../session/sessions.ts'
import { waitingPage } from '../sharing/pages.ts'
import type { OpenInvitation } from '../store/records/invitations.ts'
import type { Store } from '../store/store.ts'
import type { SessionVia } from '../store/tables.ts'
import { deviceOf } from './device.ts'
import { notInvitedPage } from './pages.ts'
import { leadsInto } from './return-path.ts'
import type { Proved } from './sign-in.ts'

export interface EnteringParts {
  readonly store: Store
  readonly sessions: Sessions
  readonly rooms: Rooms
  readonly isSecure: boolean
}

/** Lets in whom something has proved: begins the session and opens what was wanted. */
export const entering =
  ({ store, sessions, rooms, isSecure }: EnteringParts) =>
  async (c: Context, proved: Proved, via: SessionVia, cookies: readonly string[] = []): Promise<Response> => {
    if (proved.outcome === 'notInvited') return notInvitedPage(proved.mail)
    const { person, returnTo, joined } = proved
    const device = deviceOf(c.req.header('user-agent'))
    const session = await sessions.begin(person.id, { via, device, cookies: c.req.header('cookie') }, isSecure)
    if (joined) rooms.announceFacts(joined.plan, joined.factsNumber)
    const set = [session, ...cookies]
    const open = proved.waiting.filter(({ plan }) => returnTo === '/' || leadsInto(returnTo, plan))
    if (open.length > 0) return waitingFor(store, open, returnTo, { cookies: set })
    const headers = new Headers({ location: returnTo, 'cache-control': 'no-store' })
    for (const cookie of set) headers.append('set-cookie', cookie)
    return new Response(null, { status: 303, headers })
  }

/** Shows invitations that wait for a proved mailbox; their buttons lead on to what was wanted. */
export async function waitingFor(
  { records }: Store,
  open: readonly OpenInvitation[],
  returnTo: string,
  { cookies = [], status = 200 }: { cookies?: readonly string[]; status?: number } = {},
): Promise<Response> {
  const rows = await Promise.all(open.map((invitation) => records.planById(invitation.plan)))
  return waitingPage(
    open.flatMap((invitation, index) => {
      const companies = rows[index]?.companies
      return companies ? [{ invitation, companies }] : []
    }),
    { returnTo, cookies, status },
  )
}
