import { Hono } from 'hono'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { formOf, plainForms } from '../http/form.ts'
import { isWithin } from '../http/is-within.ts'
import { addressOf } from '../http/network-address.ts'
import { Refusal } from '../http/refusal.ts'
import type { AskBrowser } from '../sign-in/ask-browser.ts'
import { type EnteringParts, entering } from '../sign-in/entering.ts'
import { askPage } from '../sign-in/pages.ts'
import { readReturnPath } from '../sign-in/return-path.ts'
import type { SignIn } from '../sign-in/sign-in.ts'
import { words } from '../words.ts'
import type { Passkeys } from './passkeys.ts'

const TEN_MINUTES = 600
/** Each look at the sign-in page asks for a challenge, and an office is one address. */
const CHALLENGES = 300
const PROOFS = 60

export interface PasskeyParts extends EnteringParts {
  readonly passkeys: Passkeys
  readonly signIn: SignIn
  readonly askBrowser: AskBrowser
  readonly isOurOrigin: (origin: string, host: string | undefined) => boolean
}

/** `/sign-in/passkey`: a challenge for the browser, and the form that brings its answer. */
export function passkeyRoutes(parts: PasskeyParts): Hono {
  const { passkeys, signIn, askBrowser } = parts
  const app = new Hono()
  const challenges = new RateLimiterMemory({ points: CHALLENGES, duration: TEN_MINUTES })
  const proofs = new RateLimiterMemory({ points: PROOFS, duration: TEN_MINUTES })
  const enter = entering(parts)

  app.use(...plainForms(parts.isOurOrigin))

  app.post('/challenge', async (c) => {
    if (!passkeys.worksAt(c.req.header('host'))) throw new Refusal('notFound')
    if (!(await isWithin(challenges, addressOf(c))))
      throw new Refusal('limitReached', { retryAfterSeconds: TEN_MINUTES })
    const browser = askBrowser.of(c) ?? askBrowser.fresh()
    c.header('set-cookie', askBrowser.cookie(browser))
    c.header('cache-control', 'no-store')
    return c.json(await passkeys.challenge(browser))
  })

  app.post('/', async (c) => {
    const { proof = '', to, at } = await formOf(c)
    const returnTo = readReturnPath(to, at)
    if (!(await isWithin(proofs, addressOf(c))))
      return askPage({ returnTo, problem: words.signIn.tooManyRequests, status: 429 })
    const person = await passkeys.prove(proof, askBrowser.of(c) ?? '')
    const proved = person && (await signIn.byPasskey(person, returnTo))
    return proved
      ? enter(c, proved, 'passkey')
      : askPage({ returnTo, problem: words.signIn.passkeyRefused, status: 403 })
  })

  return app
}
