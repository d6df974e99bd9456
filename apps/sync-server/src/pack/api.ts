import { Readable } from 'node:stream'
import { canOnSide } from '@concord/schema'
import { Hono } from 'hono'
import type { AppParts } from '../app.ts'
import { actingIn } from '../audit/acting.ts'
import { type Api, membersOf } from '../http/member-for.ts'
import { Refusal } from '../http/refusal.ts'

/** `pack` under `/api/plans/:plan`: for owners, everything their side may see of the plan in one file. */
export function packRoutes(parts: AppParts): Hono<Api> {
  const { packs, clock, log } = parts
  const memberFor = membersOf(parts)
  const acting = actingIn(clock)
  const app = new Hono<Api>()

  app.get('/pack', async (c) => {
    const { plan, member } = await memberFor(c, 'readPlan')
    if (!canOnSide(member, 'manageSide', member.side, clock.now())) throw new Refusal('notAllowed')
    // A question about the file alone takes nothing: nobody would read what was written.
    if (c.req.method === 'HEAD') return c.body(null)
    const text = await packs.take(plan, member.side, acting(c, member))
    // Whoever downloads sees a transfer that breaks off; the file does not end as JSON does.
    text.on('error', (error) => log.error({ cause: error.message }, 'a pack was not finished'))
    const day = new Date(clock.now()).toISOString().slice(0, 10)
    c.header('content-disposition', `attachment; filename="concord-${plan}-${member.side}-${day}.json"`)
    c.header('content-type', 'application/json; charset=utf-8')
    return c.body(Readable.toWeb(text) as ReadableStream)
  })

  return app
}
