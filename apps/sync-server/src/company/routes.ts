import { Hono } from 'hono'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { originOf } from '../audit/origin.ts'
import { formOf, plainForms } from '../http/form.ts'
import { isWithin } from '../http/is-within.ts'
import { addressOf } from '../http/network-address.ts'
import { Refusal } from '../http/refusal.ts'
import { readMailAddress } from '../mail/mail-address.ts'
import type { AskBrowser } from '../sign-in/ask-browser.ts'
import { type EnteringParts, entering } from '../sign-in/entering.ts'
import { askPage } from '../sign-in/pages.ts'
import { readReturnPath } from '../sign-in/return-path.ts'
import type { SignIn } from '../sign-in/sign-in.ts'
import { wrongMail } from '../sign-in/wrong-mail.ts'
import { words } from '../words.ts'
import type { CompanySignIn } from './company-sign-in.ts'
import { companyPage, leavingPage } from './pages.ts'

const TEN_MINUTES = 600
const TRIES = 60

export interface CompanyParts extends EnteringParts {
  readonly companySignIn: CompanySignIn
  readonly signIn: SignIn
  readonly askBrowser: AskBrowser
  readonly isOurOrigin: (origin: string, host: string | undefined) => boolean
}

/** `/sign-in/oidc`: to a company's own sign-in by the press of a button, and back. */
export function companyRoutes(parts: CompanyParts): Hono {
  const { companySignIn, signIn, askBrowser } = parts
  const app = new Hono()
  const starts = new RateLimiterMemory({ points: TRIES, duration: TEN_MINUTES })
  const ends = new RateLimiterMemory({ points: TRIES, duration: TEN_MINUTES })
  const enter = entering(parts)

  app.use(...plainForms(parts.isOurOrigin))

  app.post('/', async (c) => {
    const { mail = '', to, at, invitation = null } = await formOf(c)
    const returnTo = readReturnPath(to, at)
    if (!(await isWithin(starts, addressOf(c)))) return tooMany(returnTo)
    const address = readMailAddress(mail)
    const company = address && companySignIn.companyAt(address.domain)
    if (!address || !company) return askPage({ returnTo, mail, mailProblem: wrongMail(mail), status: 400 })
    const browser = askBrowser.of(c) ?? askBrowser.fresh()
    const away = await companySignIn.start(address, browser, { returnTo, invitation })
    const problem = words.signIn.companyDown(company)
    if (!away) return companyPage({ company, mail, returnTo, invitation, problem, status: 502 })
    return leavingPage(company, away.href, [askBrowser.cookie(browser)])
  })

  // The one look that signs in, since the way back from a provider is a GET: it does so only in the browser that
  // pressed the button, and once.
  app.get('/callback', async (c) => {
    if (c.req.method !== 'GET') throw new Refusal('badRequest')
    if (!(await isWithin(ends, addressOf(c)))) return tooMany('/')
    const proof = await companySignIn.finish(new URL(c.req.url).search, askBrowser.of(c) ?? '')
    if (proof.outcome === 'lost') return askPage({ returnTo: '/', problem: words.signIn.companyLost, status: 410 })
    if (proof.outcome === 'proved') {
      return enter(c, await signIn.byCompany(proof.address, proof.wish, originOf(c)), 'company')
    }
    const { company, returnTo, outcome } = proof
    const problem = {
      failed: words.signIn.companyDown(company),
      declined: words.signIn.companyDeclined(company),
      unproved: words.signIn.companyUnproved(company),
      elsewhere: words.signIn.companyElsewhere(company),
    }[outcome]
    return askPage({ returnTo, problem, status: outcome === 'failed' ? 502 : 403 })
  })

  const tooMany = (returnTo: string) => askPage({ returnTo, problem: words.signIn.tooManyRequests, status: 429 })

  return app
}
