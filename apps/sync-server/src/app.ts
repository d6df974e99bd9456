import type { HttpBindings } from '@hono/node-server'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { accountRoutes } from './account/routes.ts'
import type { Asking } from './asking/asking.ts'
import type { Assets } from './assets/assets.ts'
import type { Clock } from './clock.ts'
import type { CompanySignIn } from './company/company-sign-in.ts'
import { companyRoutes } from './company/routes.ts'
import type { Demo } from './demo/demo.ts'
import { apiRoutes } from './http/api.ts'
import type { FieldHistory } from './http/field-history.ts'
import type { FreshPages } from './http/fresh-pages.ts'
import type { ReadAddress } from './http/network-address.ts'
import type { NoteWriters } from './http/note-writers.ts'
import type { PlanService } from './http/plan-service.ts'
import { Refusal, refusalResponse } from './http/refusal.ts'
import { syncRoutes } from './http/sync.ts'
import type { Limits } from './limits.ts'
import { limitsPage } from './limits-table.ts'
import type { Log } from './log.ts'
import type { Mailer } from './mail/mailer.ts'
import { outboxRoutes } from './mail/outbox.ts'
import type { Packs } from './pack/packs.ts'
import { sentencePage } from './page/plain-page.ts'
import { planPages } from './page/plan-pages.ts'
import { pageResponse } from './page/shell.ts'
import type { Passkeys } from './passkey/passkeys.ts'
import { passkeyRoutes } from './passkey/routes.ts'
import type { Starting } from './plans/starting.ts'
import type { PreviewPictures } from './preview/preview-pictures.ts'
import { previewRoutes } from './preview/routes.ts'
import type { Rooms } from './room/rooms.ts'
import type { Sessions } from './session/sessions.ts'
import { shareLinkRoutes } from './share-links/routes.ts'
import type { ShareLinks } from './share-links/share-links.ts'
import type { Invitations } from './sharing/invitations.ts'
import { invitationRoutes } from './sharing/routes.ts'
import { askBrowserCookies } from './sign-in/ask-browser.ts'
import { deviceOf } from './sign-in/device.ts'
import { askPage } from './sign-in/pages.ts'
import { readReturnPath } from './sign-in/return-path.ts'
import { signInRoutes } from './sign-in/routes.ts'
import type { SignIn } from './sign-in/sign-in.ts'
import type { Sockets } from './socket/sockets.ts'
import type { Store } from './store/store.ts'
import { words } from './words.ts'

/** Everything the HTTP side is made of. */
export interface AppParts {
  readonly store: Store
  readonly sessions: Sessions
  readonly plans: PlanService
  readonly pages: FreshPages
  readonly history: FieldHistory
  readonly noteWriters: NoteWriters
  readonly starting: Starting
  readonly packs: Packs
  readonly signIn: SignIn
  readonly passkeys: Passkeys
  readonly companySignIn: CompanySignIn
  readonly asking: Asking
  readonly invitations: Invitations
  readonly shareLinks: ShareLinks
  readonly rooms: Rooms
  readonly mailer: Mailer
  readonly sockets: Pick<Sockets, 'recheck' | 'streams'>
  readonly clock: Clock
  readonly limits: Limits
  readonly assets: Assets
  readonly pictures: PreviewPictures
  /** Where people reach this Concord. */
  readonly url: string
  /** Null when the server is not bound to loopback or was started without the demo. */
  readonly demo: Demo | null
  readonly log: Log
  /** People reach this server under another name than the one it listens on. */
  readonly isPublic: boolean
  /** Cookies only over TLS. */
  readonly isSecure: boolean
  readonly readAddress: ReadAddress
  readonly isOurOrigin: (origin: string, host: string | undefined) => boolean
  /** False while starting, stopping or unable to save. */
  readonly isReady: () => boolean
}

/** The HTTP side as a value: call `app.request(…)` to try it without a port. */
export function createApp(parts: AppParts): Hono {
  const { store, sessions, demo, assets, log, isSecure, isReady } = parts
  const app = new Hono()
  let requests = 0

  app.use(async (c, next) => {
    const request = (c.env as Partial<HttpBindings> | undefined)?.incoming
    if (request) c.set('networkAddress', parts.readAddress(request))
    // A doubled or encoded slash makes routers and handlers disagree about the path.
    const { pathname, searchParams } = new URL(c.req.url)
    if (/\/\/|%2f|%5c|%2e|\\/i.test(pathname)) throw new Refusal('notFound')
    // So does a parameter that is given twice.
    if (new Set(searchParams.keys()).size < searchParams.size) throw new Refusal('badRequest')
    await next()
    c.header('x-content-type-options', 'nosniff')
    c.header('x-robots-tag', 'noindex, nofollow')
    c.header('referrer-policy', 'no-referrer')
    c.header('cross-origin-opener-policy', 'same-origin')
    c.header('x-frame-options', 'DENY')
    if (isSecure) c.header('strict-transport-security', 'max-age=31536000')
  })

  app.get('/limits', () => limitsPage(parts.limits))
  // Robots may fetch what people may paste, so that they read in each answer that nothing is to be kept.
  app.get('/robots.txt', (c) =>
    c.text('User-agent: *\nDisallow: /api/\nDisallow: /sync/\nDisallow: /demo/\nDisallow: /i/\n'),
  )
  app.get('/healthz', (c) => c.json({ status: 'ok' }))
  app.get('/readyz', (c) => c.json({ status: isReady() ? 'ready' : 'notReady' }, isReady() ? 200 : 503))

  app.route('/', previewRoutes(parts))
  app.use('/api/*', compress())
  app.route('/api', apiRoutes(parts))
  app.route('/sync', syncRoutes(parts.sockets.streams))

  const askBrowser = askBrowserCookies(isSecure)
  app.route('/sign-in/passkey', passkeyRoutes({ ...parts, askBrowser }))
  app.route('/sign-in/oidc', companyRoutes({ ...parts, askBrowser }))
  app.route('/sign-in', signInRoutes({ ...parts, askBrowser, from: parts.mailer.address }))
  app.route('/account', accountRoutes({ ...parts, askBrowser }))
  app.route('/i', invitationRoutes({ ...parts, askBrowser }))
  app.route('/l', shareLinkRoutes(parts))
  app.route('/outbox', outboxRoutes(store, parts.mailer, parts.isPublic))

  app.get('/demo/:token', async (c) => {
    const person = demo?.personOf(c.req.param('token'))
    if (!demo || !person) return sentencePage('notFound')
    const device = deviceOf(c.req.header('user-agent'))
    c.header('set-cookie', await sessions.begin(person, { via: 'demo', device }, isSecure))
    c.header('cache-control', 'no-store')
    return c.redirect(`/p/${demo.plan}`)
  })

  app.get('/', async (c) => {
    const session = await sessions.find(c.req.header('cookie'))
    return session ? c.redirect('/plans') : askPage({ returnTo: '/', reason: words.page.welcome })
  })

  app.get('/plans/*', async (c) => {
    const session = await sessions.find(c.req.header('cookie'))
    if (!session) return askPage({ returnTo: readReturnPath(c.req.path), reason: words.page.welcome, status: 401 })
    return pageResponse(assets.index, { title: words.page.plans, content: '' })
  })

  app.route('/p', planPages(parts))

  app.get('*', (c) => {
    const asset = assets.serve(new URL(c.req.url).pathname, c.req.raw)
    if (!asset) throw new Refusal('notFound')
    return asset
  })

  app.notFound(() => {
    throw new Refusal('notFound')
  })

  app.onError((error, c) => {
    requests += 1
    const reference = `r${requests}`
    const refusal = error instanceof Refusal ? error : new Refusal('storeUnavailable', { retryAfterSeconds: 5 })
    if (refusal === error) log.info({ reference, code: refusal.code }, 'request refused')
    else log.error({ reference, cause: error.message }, 'request failed')
    const wantsPage = c.req.header('accept')?.includes('text/html')
    return wantsPage ? sentencePage(refusal.code) : refusalResponse(refusal, reference)
  })
  return app
}
