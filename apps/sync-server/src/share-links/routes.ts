import { SIDES } from '@concord/schema'
import { type Context, Hono } from 'hono'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Asking } from '../asking/asking.ts'
import { originOf } from '../audit/origin.ts'
import { formOf, plainForms } from '../http/form.ts'
import { isWithin } from '../http/is-within.ts'
import { addressOf } from '../http/network-address.ts'
import type { PlanService } from '../http/plan-service.ts'
import { Refusal } from '../http/refusal.ts'
import { previewHead } from '../preview/preview.ts'
import type { Sessions } from '../session/sessions.ts'
import { tokenCookie } from '../session/token-cookie.ts'
import { askPage } from '../sign-in/pages.ts'
import { readReturnPath } from '../sign-in/return-path.ts'
import type { ShareLinkRow } from '../store/records/share-links.ts'
import type { Store } from '../store/store.ts'
import { words } from '../words.ts'
import { linkOverPage, notForYouPage, openLinkPage } from './pages.ts'
import { isPassword } from './password.ts'
import type { ShareLinks } from './share-links.ts'

const TEN_MINUTES = 600
/** Presses from one network address, and wrong passwords for one link, within ten minutes. */
const PRESSES = 60
const WRONG_PASSWORDS = 5

/** Carries a link past the proof of an address, so that its token stands in no address and no mail. */
const opening = tokenCookie('concord_opening')
const OPENING_LASTS = 30 * 60

export interface ShareLinkParts {
  readonly store: Store
  readonly sessions: Sessions
  readonly shareLinks: ShareLinks
  readonly asking: Asking
  readonly plans: Pick<PlanService, 'summary'>
  /** Where people reach this Concord. */
  readonly url: string
  readonly isSecure: boolean
  readonly isOurOrigin: (origin: string, host: string | undefined) => boolean
}

/** `/l/:token`: a page that says nothing of the plan; its button opens the plan to those the link is for. */
export function shareLinkRoutes(parts: ShareLinkParts): Hono {
  const { store, sessions, shareLinks, asking, isSecure } = parts
  const app = new Hono()
  const presses = new RateLimiterMemory({ points: PRESSES, duration: TEN_MINUTES })
  const wrongPasswords = new RateLimiterMemory({ points: WRONG_PASSWORDS, duration: TEN_MINUTES })

  app.use(...plainForms(parts.isOurOrigin))

  // Without a token in the address: back from proving one's own address.
  app.get('/', (c) => show(c, opening.of(c.req.header('cookie')) ?? ''))
  app.post('/', (c) => open(c, opening.of(c.req.header('cookie')) ?? ''))
  app.post('/ask', async (c) => {
    await formOf(c)
    const cookies = c.req.header('cookie')
    const proved = await asking.provedBy(cookies)
    if (!proved) throw new Refusal('signInNeeded')
    const link = await shareLinks.behind(opening.of(cookies) ?? '')
    return asking.ask(proved, link?.plan ?? null, link?.side ?? null, originOf(c))
  })
  app.get('/:token', (c) => show(c, c.req.param('token')))
  app.post('/:token', (c) => open(c, c.req.param('token')))

  async function show(c: Context, token: string): Promise<Response> {
    const link = await shareLinks.behind(token)
    if (!link) return linkOverPage()
    const head = await previewHead(parts, link.plan, `/l/${token}`)
    return openLinkPage({ needs: await needsOf(c, link), head })
  }

  /** A password is asked for when nothing else is in the way, so that nobody types it twice. */
  async function needsOf(c: Context, link: ShareLinkRow): Promise<'nothing' | 'password' | 'address'> {
    const cookies = c.req.header('cookie')
    const isMember = (await sessions.enter(cookies, link.plan))?.actor?.side
    if (isMember) return 'nothing'
    if (link.audience === 'companies' && !(await asking.provedBy(cookies))) return 'address'
    return link.passwordHash === null ? 'nothing' : 'password'
  }

  async function open(c: Context, token: string): Promise<Response> {
    const { at, password = '' } = await formOf(c)
    const cookies = c.req.header('cookie')
    const link = await shareLinks.behind(token)
    if (!(await isWithin(presses, addressOf(c)))) {
      const needs = link ? await needsOf(c, link) : 'nothing'
      return openLinkPage({ needs, problem: words.signIn.tooManyRequests, status: 429 })
    }
    if (!link) return linkOverPage()
    const place = readReturnPath(`/p/${link.plan}`, at)
    if ((await sessions.enter(cookies, link.plan))?.actor?.side) return c.redirect(place, 303)

    let person: string | null = null
    if (link.audience === 'companies') {
      const proved = await asking.provedBy(cookies)
      c.header('set-cookie', opening.set(token, OPENING_LASTS, isSecure), { append: true })
      if (!proved)
        return withCookies(c, askPage({ returnTo: readReturnPath('/l', at), reason: say.prove, status: 401 }))
      if (!(await domainsFor(link)).includes(proved.domain)) return withCookies(c, notForYouPage(proved.mail))
      person = proved.person
    }
    if (link.passwordHash !== null) {
      const isLocked = ((await wrongPasswords.get(link.id))?.consumedPoints ?? 0) >= WRONG_PASSWORDS
      const again = (passwordProblem: string, status: number) =>
        openLinkPage({ needs: 'password', passwordProblem, status })
      if (isLocked) return again(say.tooManyPasswords, 429)
      if (password === '') return again(say.passwordMissing, 400)
      if (!(await isPassword(password, link.passwordHash))) {
        await isWithin(wrongPasswords, link.id)
        return again(say.wrongPassword, 403)
      }
    }
    const session = await sessions.links.begin({ link, person, origin: originOf(c), cookies }, isSecure)
    // A phone has a minute; who was sent to one block wants that one.
    const isBrief = isPhone(c) && place === `/p/${link.plan}`
    const headers = new Headers({ location: isBrief ? `${place}/summary` : place, 'cache-control': 'no-store' })
    headers.append('set-cookie', session)
    if (opening.of(cookies)) headers.append('set-cookie', opening.set('', 0, isSecure))
    return new Response(null, { status: 303, headers })
  }

  async function domainsFor(link: ShareLinkRow): Promise<readonly string[]> {
    if (link.domains.length > 0) return link.domains
    const plan = await store.records.planById(link.plan)
    if (!plan) return []
    return (await Promise.all(SIDES.map((side) => store.records.domainsOf(plan.companies[side].id)))).flat()
  }

  return app
}

const say = words.link

/** What a phone's browser says of itself. */
const isPhone = (c: Context): boolean =>
  c.req.header('sec-ch-ua-mobile') === '?1' || /\bMobi/.test(c.req.header('user-agent') ?? '')

/** A page that was made apart from the context, with the cookies that the context holds. */
async function withCookies(c: Context, page: Promise<Response>): Promise<Response> {
  const response = await page
  for (const cookie of c.res.headers.getSetCookie()) response.headers.append('set-cookie', cookie)
  return response
}
