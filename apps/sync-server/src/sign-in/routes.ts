import { type Context, Hono } from 'hono'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { originOf } from '../audit/origin.ts'
import type { CompanySignIn } from '../company/company-sign-in.ts'
import { companyPage } from '../company/pages.ts'
import { formOf, plainForms } from '../http/form.ts'
import { isWithin } from '../http/is-within.ts'
import { addressOf } from '../http/network-address.ts'
import { Refusal } from '../http/refusal.ts'
import { readMailAddress } from '../mail/mail-address.ts'
import { words } from '../words.ts'
import type { AskBrowser } from './ask-browser.ts'
import { type EnteringParts, entering } from './entering.ts'
import { knownDeviceCookies } from './known-devices.ts'
import { mailing } from './mailing.ts'
import { askPage, codePage, openPage, otherBrowserPage } from './pages.ts'
import { readReturnPath } from './return-path.ts'
import type { SignedIn, SignIn } from './sign-in.ts'
import { codeIn } from './typed-code.ts'
import { wrongMail } from './wrong-mail.ts'

const TEN_MINUTES = 600
const TRIES_AN_ADDRESS = 60

export interface SignInParts extends EnteringParts {
  readonly signIn: SignIn
  readonly companySignIn: Pick<CompanySignIn, 'companyAt'>
  readonly askBrowser: AskBrowser
  /** Sender of the mails, for people who look for one. */
  readonly from: string
  readonly isOurOrigin: (origin: string, host: string | undefined) => boolean
}

/** The pages behind `/sign-in`: plain forms, which change nothing on GET and work without JavaScript. */
export function signInRoutes(parts: SignInParts): Hono {
  const { signIn, companySignIn, sessions, askBrowser, isSecure, from } = parts
  const app = new Hono()
  const devices = knownDeviceCookies(signIn.proofOf, isSecure)
  const tries = new RateLimiterMemory({ points: TRIES_AN_ADDRESS, duration: TEN_MINUTES })

  const enter = entering(parts)
  const mail = mailing(parts)

  app.use(...plainForms(parts.isOurOrigin))

  app.get('/', (c) => askPage({ returnTo: readReturnPath(c.req.query('to')) }))

  app.post('/', async (c) => {
    const form = await formOf(c)
    const returnTo = readReturnPath(form.to, form.at)
    const again = { returnTo, mail: form.mail ?? '' }
    if (!(await mayTry(c))) return askPage({ ...again, problem: words.signIn.tooManyRequests, status: 429 })
    const address = readMailAddress(form.mail ?? '')
    if (!address) return askPage({ ...again, mailProblem: wrongMail(form.mail ?? ''), status: 400 })
    const company = companySignIn.companyAt(address.domain)
    const isByMail = form.by === 'mail' || form.by === 'again'
    if (company && !isByMail) return companyPage({ company, mail: address.mail, returnTo, invitation: null })
    const earlier = form.by === 'again' ? await signIn.asked(askBrowser.of(c) ?? '') : null
    const invitation = form.invitation ?? (earlier?.mail === address.mail ? earlier.invitation : null)
    return mail(c, address, { returnTo, invitation })
  })

  app.get('/code', async (c) => {
    const asked = await signIn.asked(askBrowser.of(c) ?? '')
    const returnTo = readReturnPath(c.req.query('to'))
    if (!asked) return c.redirect(`/sign-in?to=${encodeURIComponent(returnTo)}`, 303)
    return codePage({ mail: asked.mail, from, returnTo })
  })

  app.post('/code', async (c) => {
    const { mail = '', code = '' } = await formOf(c)
    const returnTo = readReturnPath(c.req.query('to'))
    const again = { mail, from, returnTo, code }
    if (!(await mayTry(c))) return codePage({ ...again, codeProblem: words.signIn.tooManyRequests, status: 429 })
    const digits = codeIn(code)
    if (!digits) return codePage({ ...again, codeProblem: words.signIn.codeMissing, status: 400 })
    const browser = askBrowser.of(c) ?? askBrowser.fresh()
    const result = await signIn.byCode(mail, digits, browser, originOf(c))
    if (result.outcome === 'wrongCode')
      return codePage({ ...again, codeProblem: words.signIn.wrongCode(result.left), status: 400 })
    return answer(c, result, browser, { mail, returnTo })
  })

  app.get('/open', async (c) => {
    return openPage((await signIn.asked(askBrowser.of(c) ?? ''))?.mail ?? null)
  })

  app.post('/open', async (c) => {
    const { token = '', mail = '', code } = await formOf(c)
    if (!(await mayTry(c))) return askPage({ returnTo: '/', mail, problem: words.signIn.tooManyRequests, status: 429 })
    const browser = askBrowser.of(c) ?? askBrowser.fresh()
    const digits = code === undefined ? null : codeIn(code)
    const result = await signIn.byLink(token, digits === null ? null : { mail, code: digits }, browser, originOf(c))
    if (result.outcome === 'codeNeeded')
      return otherBrowserPage(result.mail, token, code, code === undefined ? undefined : words.signIn.codeMissing)
    if (result.outcome === 'wrongCode') return otherBrowserPage(mail, token, code, words.signIn.wrongCode(result.left))
    return answer(c, result, browser, { mail, returnTo: '/' })
  })

  app.post('/end', async (c) => {
    const { everywhere } = await formOf(c)
    const session = await sessions.find(c.req.header('cookie'))
    if (session && everywhere === 'yes') await sessions.endOf(session.person)
    const cookies = await sessions.end(c.req.header('cookie'), isSecure)
    for (const cookie of cookies) c.header('set-cookie', cookie, { append: true })
    // Copies of plans on this device are for whoever is signed in.
    c.header('clear-site-data', '"cache", "storage"')
    return c.redirect('/sign-in', 303)
  })

  /** Opens what was wanted, or says why not. */
  async function answer(
    c: Context,
    result: SignedIn,
    browser: string,
    typed: { readonly mail: string; readonly returnTo: string },
  ): Promise<Response> {
    if (result.outcome === 'in')
      return enter(c, result, 'mail', [askBrowser.cookie(browser), devices.cookie(c, result.mailbox)])
    if (result.outcome === 'notInvited') return enter(c, result, 'mail')
    // Both are answered where the code is asked for.
    if (result.outcome === 'codeNeeded' || result.outcome === 'wrongCode') throw new Refusal('badRequest')
    const { mail, returnTo } = result.asked ?? typed
    return askPage({ returnTo, mail, problem: words.signIn[result.outcome], status: 410 })
  }

  const mayTry = (c: Context) => isWithin(tries, addressOf(c))

  return app
}
