import { type Context, Hono } from 'hono'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { addressOf, originOf } from '../audit/origin.ts'
import type { CompanySignIn } from '../company/company-sign-in.ts'
import { companyPage } from '../company/pages.ts'
import { formOf, plainForms } from '../http/form.ts'
import { isWithin } from '../http/is-within.ts'
import { readMailAddress } from '../mail/mail-address.ts'
import { words } from '../words.ts'
import type { AskBrowser } from './ask-browser.ts'
import { type EnteringParts, entering } from './entering.ts'
import { knownDeviceCookies } from './known-devices.ts'
import { networkOf } from './network.ts'
import { askPage, codePage, openPage, otherBrowserPage } from './pages.ts'
import { readReturnPath } from './return-path.ts'
import type { SignedIn, SignIn } from './sign-in.ts'

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

  app.use(...plainForms(parts.isOurOrigin))

  app.get('/', (c) => askPage({ returnTo: readReturnPath(c.req.query('to')) }))

  app.post('/', async (c) => {
    const form = await formOf(c)
    const returnTo = readReturnPath(form.to, form.at)
    const again = { returnTo, mail: form.mail ?? '' }
    if (!(await mayTry(c))) return askPage({ ...again, problem: words.signIn.tooManyRequests, status: 429 })
    const address = readMailAddress(form.mail ?? '')
    if (!address) return askPage({ ...again, problem: words.signIn.mailWrong, status: 400 })
    const company = companySignIn.companyAt(address.domain)
    if (company && form.by !== 'mail') return companyPage({ company, mail: address.mail, returnTo })
    const browser = askBrowser.of(c) ?? askBrowser.fresh()
    const asker = { browser, device: devices.of(c, address.mailbox), network: networkOf(addressOf(c)) }
    if (!(await signIn.ask(address, asker, returnTo)))
      return askPage({ ...again, problem: words.signIn.tooManyMails, status: 429 })
    c.header('set-cookie', askBrowser.cookie(browser))
    return c.redirect(`/sign-in/code?to=${encodeURIComponent(returnTo)}`, 303)
  })

  app.get('/code', async (c) => {
    const browser = askBrowser.of(c)
    const mail = browser && (await signIn.asked(browser))
    const returnTo = readReturnPath(c.req.query('to'))
    return mail ? codePage({ mail, from, returnTo }) : c.redirect('/sign-in', 303)
  })

  app.post('/code', async (c) => {
    const { mail = '', code = '' } = await formOf(c)
    if (!(await mayTry(c))) return askPage({ returnTo: '/', mail, problem: words.signIn.tooManyRequests, status: 429 })
    const browser = askBrowser.of(c) ?? askBrowser.fresh()
    const result = await signIn.byCode(mail, code, browser, originOf(c))
    if (result.outcome === 'wrongCode')
      return codePage({ mail, from, returnTo: '/', problem: words.signIn.wrongCode(result.left), status: 400 })
    return answer(c, result, browser)
  })

  app.get('/open', async (c) => {
    const browser = askBrowser.of(c)
    return openPage(browser ? await signIn.asked(browser) : null)
  })

  app.post('/open', async (c) => {
    const { token = '', mail, code } = await formOf(c)
    if (!(await mayTry(c))) return askPage({ returnTo: '/', problem: words.signIn.tooManyRequests, status: 429 })
    const browser = askBrowser.of(c) ?? askBrowser.fresh()
    const typed = mail !== undefined && code !== undefined ? { mail, code } : null
    const result = await signIn.byLink(token, typed, browser, originOf(c))
    if (result.outcome === 'codeNeeded') return otherBrowserPage(result.mail, token)
    if (result.outcome === 'wrongCode') return otherBrowserPage(mail ?? '', token, words.signIn.wrongCode(result.left))
    return answer(c, result, browser)
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
  async function answer(c: Context, result: SignedIn, browser: string): Promise<Response> {
    if (result.outcome === 'in')
      return enter(c, result, 'mail', [askBrowser.cookie(browser), devices.cookie(c, result.mailbox)])
    if (result.outcome === 'notInvited') return enter(c, result, 'mail')
    const problem = {
      tooManyTries: words.signIn.tooManyTries,
      over: words.signIn.over,
      used: words.signIn.used,
      codeNeeded: words.signIn.over,
      wrongCode: words.signIn.over,
    }[result.outcome]
    return askPage({ returnTo: '/', problem, status: 410 })
  }

  const mayTry = (c: Context) => isWithin(tries, addressOf(c))

  return app
}
