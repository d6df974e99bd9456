import { randomBytes } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { parse, serialize } from 'hono/utils/cookie'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Clock } from '../clock.ts'
import { requireOwnPage } from '../http/own-page.ts'
import { Refusal } from '../http/refusal.ts'
import { readMailAddress } from '../mail/mail-address.ts'
import type { Sessions } from '../session/sessions.ts'
import { words } from '../words.ts'
import { deviceOf } from './device.ts'
import { askPage, codePage, notInvitedPage, openPage, otherBrowserPage } from './pages.ts'
import { readReturnPath } from './return-path.ts'
import type { SignedIn, SignIn } from './sign-in.ts'

const ASK_COOKIE = 'concord_ask'
const ASK_LASTS = 15 * 60
const BODY = 16 * 1024
const TEN_MINUTES = 600
const TRIES_AN_ADDRESS = 60

export interface SignInParts {
  readonly signIn: SignIn
  readonly sessions: Sessions
  readonly clock: Clock
  readonly isSecure: boolean
  /** Sender of the mails, for people who look for one. */
  readonly from: string
  readonly isOurOrigin: (origin: string, host: string | undefined) => boolean
}

type Form = Readonly<Record<string, string>>

/** The pages behind `/sign-in`: plain forms, which change nothing on GET and work without JavaScript. */
export function signInRoutes(parts: SignInParts): Hono {
  const { signIn, sessions, isSecure, from } = parts
  const app = new Hono()
  const tries = new RateLimiterMemory({ points: TRIES_AN_ADDRESS, duration: TEN_MINUTES })
  const cookieName = isSecure ? `__Host-${ASK_COOKIE}` : ASK_COOKIE

  app.use(
    bodyLimit({
      maxSize: BODY,
      onError: () => {
        throw new Refusal('tooLarge')
      },
    }),
  )
  app.post('*', async (c, next) => {
    requireOwnPage(c, parts.isOurOrigin)
    await next()
  })

  app.get('/', (c) => askPage({ returnTo: readReturnPath(c.req.query('to')) }))

  app.post('/', async (c) => {
    const form = await formOf(c)
    const returnTo = readReturnPath(form.to, form.at)
    const again = { returnTo, mail: form.mail ?? '' }
    if (!(await mayTry(c))) return askPage({ ...again, problem: words.signIn.tooManyRequests, status: 429 })
    const address = readMailAddress(form.mail ?? '')
    if (!address) return askPage({ ...again, problem: words.signIn.mailWrong, status: 400 })
    const browser = browserOf(c) ?? randomBytes(32).toString('base64url')
    if (!(await signIn.ask(address, browser, returnTo)))
      return askPage({ ...again, problem: words.signIn.tooManyMails, status: 429 })
    c.header('set-cookie', askCookie(browser))
    return c.redirect(`/sign-in/code?to=${encodeURIComponent(returnTo)}`, 303)
  })

  app.get('/code', async (c) => {
    const browser = browserOf(c)
    const mail = browser && (await signIn.asked(browser))
    const returnTo = readReturnPath(c.req.query('to'))
    return mail ? codePage({ mail, from, returnTo }) : c.redirect('/sign-in', 303)
  })

  app.post('/code', async (c) => {
    const { mail = '', code = '' } = await formOf(c)
    if (!(await mayTry(c))) return askPage({ returnTo: '/', mail, problem: words.signIn.tooManyRequests, status: 429 })
    const browser = browserOf(c) ?? randomBytes(32).toString('base64url')
    const result = await signIn.byCode(mail, code, browser)
    if (result.outcome === 'wrongCode')
      return codePage({ mail, from, returnTo: '/', problem: words.signIn.wrongCode(result.left), status: 400 })
    return answer(c, result, browser)
  })

  app.get('/open', async (c) => {
    const browser = browserOf(c)
    return openPage(browser ? await signIn.asked(browser) : null)
  })

  app.post('/open', async (c) => {
    const { token = '', mail, code } = await formOf(c)
    if (!(await mayTry(c))) return askPage({ returnTo: '/', problem: words.signIn.tooManyRequests, status: 429 })
    const browser = browserOf(c) ?? randomBytes(32).toString('base64url')
    const typed = mail !== undefined && code !== undefined ? { mail, code } : null
    const result = await signIn.byLink(token, typed, browser)
    if (result.outcome === 'codeNeeded') return otherBrowserPage(result.mail, token)
    if (result.outcome === 'wrongCode') return otherBrowserPage(mail ?? '', token, words.signIn.wrongCode(result.left))
    return answer(c, result, browser)
  })

  app.post('/end', async (c) => {
    c.header('set-cookie', await sessions.end(c.req.header('cookie'), isSecure))
    c.header('clear-site-data', '"cache", "storage"')
    return c.redirect('/sign-in', 303)
  })

  /** Opens what was wanted, or says why not. */
  async function answer(c: Context, result: SignedIn, browser: string): Promise<Response> {
    if (result.outcome === 'in') {
      const cookies = c.req.header('cookie')
      const device = deviceOf(c.req.header('user-agent'))
      c.header('set-cookie', await sessions.begin(result.person.id, { via: 'mail', device, cookies }, isSecure))
      c.header('set-cookie', askCookie(browser), { append: true })
      return c.redirect(result.returnTo, 303)
    }
    if (result.outcome === 'notInvited') return notInvitedPage(result.mail)
    const problem = {
      tooManyTries: words.signIn.tooManyTries,
      over: words.signIn.over,
      used: words.signIn.used,
      codeNeeded: words.signIn.over,
      wrongCode: words.signIn.over,
    }[result.outcome]
    return askPage({ returnTo: '/', problem, status: 410 })
  }

  const askCookie = (browser: string) =>
    serialize(cookieName, browser, { path: '/', httpOnly: true, secure: isSecure, sameSite: 'Lax', maxAge: ASK_LASTS })

  /** What tells this browser from others while somebody signs in. */
  const browserOf = (c: Context): string | undefined => parse(c.req.header('cookie') ?? '')[cookieName]

  async function mayTry(c: Context): Promise<boolean> {
    try {
      await tries.consume(addressOf(c))
      return true
    } catch {
      return false
    }
  }

  return app
}

/** The fields of a plain form; a field sent twice is refused, because two readers could take different ones. */
async function formOf(c: Context): Promise<Form> {
  if (!/^application\/x-www-form-urlencoded\b/.test(c.req.header('content-type') ?? '')) throw new Refusal('badRequest')
  const all = new URLSearchParams(await c.req.text())
  const form: Record<string, string> = Object.create(null)
  for (const [name, value] of all) {
    if (name in form) throw new Refusal('badRequest', { field: name.slice(0, 40) })
    form[name] = value
  }
  return form
}

/** Where a request comes from; one that was not made over a socket has no address. */
const addressOf = (c: Context): string =>
  (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming?.socket?.remoteAddress ??
  'unknown'
