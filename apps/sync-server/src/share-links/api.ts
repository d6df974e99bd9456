import {
  can,
  canOnSide,
  type Member,
  previewRequest,
  type SharedLink,
  type ShareLinkMade,
  type ShareLinksResponse,
  SIDES,
  shareLinkRequest,
} from '@concord/schema'
import { Hono } from 'hono'
import type { AppParts } from '../app.ts'
import { actingIn } from '../audit/acting.ts'
import { bodyOf } from '../http/body-of.ts'
import { type Api, membersOf } from '../http/member-for.ts'
import { Refusal } from '../http/refusal.ts'
import type { ShareLinkRow } from '../store/records/share-links.ts'
import { words } from '../words.ts'

/** The links of a plan: `share-links` and `preview` under `/api/plans/:plan`. */
export function shareLinkApi(parts: AppParts): Hono<Api> {
  const { store, shareLinks, sockets, clock, limits } = parts
  const { records } = store
  const memberFor = membersOf(parts)
  const acting = actingIn(clock)
  const app = new Hono<Api>()

  app.get('/share-links', async (c) => {
    const { plan, member } = await memberFor(c, 'readPlan')
    const links = await records.shareLinksOf(plan, clock.now())
    return c.json<ShareLinksResponse>({
      links: links.map((link) => told(link, member)),
      mayMake: canOnSide(member, 'manageSide', member.side, clock.now()),
      preview: { isOn: await records.isPreviewed(plan), mayChange: can(member, 'managePlan', clock.now()) },
    })
  })

  app.post('/share-links', async (c) => {
    const { plan, member } = await memberFor(c, 'readPlan')
    if (!canOnSide(member, 'manageSide', member.side, clock.now())) throw new Refusal('notAllowed')
    const { domains, ...wish } = await bodyOf(c, shareLinkRequest)
    if (wish.audience === 'anyone' && (wish.role !== 'viewer' || domains.length > 0))
      throw new Refusal('badRequest', { message: words.link.anyoneReads })
    const known = await domainsOf(plan)
    if (domains.some((domain) => !known.includes(domain)))
      throw new Refusal('badRequest', { field: 'domains', message: words.link.foreignDomain })
    if ((await records.shareLinksOf(plan, clock.now())).length >= limits.shareLinks)
      throw new Refusal('limitReached', { message: words.link.tooMany })
    const made = await shareLinks.make(
      { ...wish, plan, domains, side: member.side, madeBy: member.id },
      acting(c, member),
    )
    return c.json<ShareLinkMade>(made, 201)
  })

  app.delete('/share-links/:link', async (c) => {
    const { plan, member } = await memberFor(c, 'readPlan')
    const links = await records.shareLinksOf(plan, clock.now())
    const link = links.find(({ id }) => id === c.req.param('link'))
    if (!link) throw new Refusal('notFound')
    if (!mayEnd(link, member)) throw new Refusal('notAllowed')
    await records.endShareLink(link.id, acting(c, member))
    await sockets.recheck({ link: link.id })
    return c.json({})
  })

  app.patch('/preview', async (c) => {
    const { plan, member } = await memberFor(c, 'managePlan')
    const { isOn } = await bodyOf(c, previewRequest)
    await records.setPreviewed(plan, isOn, acting(c, member))
    return c.json({})
  })

  /** An owner ends the links of his side; one that opens the plan to everybody concerns both. */
  function mayEnd({ side, audience }: ShareLinkRow, member: Member): boolean {
    const now = clock.now()
    return canOnSide(member, 'manageSide', side, now) || (audience === 'anyone' && can(member, 'managePlan', now))
  }

  function told(link: ShareLinkRow, member: Member): SharedLink {
    const { id, side, role, audience, domains, passwordHash, endsAt, usedAt, uses } = link
    const shared = { id, side, role, audience, domains: [...domains], endsAt, usedAt, uses }
    return { ...shared, hasPassword: passwordHash !== null, mayEnd: mayEnd(link, member) }
  }

  async function domainsOf(plan: string): Promise<string[]> {
    const row = await records.planById(plan)
    if (!row) throw new Refusal('notFound')
    return (await Promise.all(SIDES.map((side) => records.domainsOf(row.companies[side].id)))).flat()
  }

  return app
}
