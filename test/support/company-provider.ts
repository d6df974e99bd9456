import { generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import { FormBrowser, type FormPage } from './form-browser.ts'

/** Somebody as the company's provider knows him. */
interface Account {
  readonly email?: string
  readonly email_verified?: boolean
}

export interface ProviderOptions {
  /** By login name. */
  readonly accounts: Readonly<Record<string, Account>>
  /** The address stands in the signed token itself; otherwise it must be asked for. */
  readonly mailInToken?: boolean
}

const SECRET = 'a-secret-of-the-company-and-concord'

/** A company's sign-in: the certified OpenID provider of npm, on a port of this machine, with a real login form. */
export class CompanyProvider {
  readonly issuer: string
  readonly clientId = 'concord'
  readonly clientSecret = SECRET
  readonly #http: ReturnType<typeof createServer>

  private constructor(http: ReturnType<typeof createServer>) {
    this.#http = http
    this.issuer = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
  }

  /** Takes a port. It answers once it knows where Concord is. */
  static async open(): Promise<CompanyProvider> {
    const http = createServer()
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    return new CompanyProvider(http)
  }

  /** Lets the people of `accounts` sign in for the Concord at `url`. */
  serve(url: string, { accounts, mailInToken = false }: ProviderOptions): void {
    const provider = new Provider(this.issuer, {
      clients: [
        {
          client_id: this.clientId,
          client_secret: SECRET,
          redirect_uris: [`${url}/sign-in/oidc/callback`],
          token_endpoint_auth_method: 'client_secret_post',
        },
      ],
      claims: { openid: ['sub'], email: ['email', 'email_verified'] },
      conformIdTokenClaims: !mailInToken,
      cookies: { keys: ['a key of the provider'] },
      jwks: { keys: [signingKey()] },
      // Said, so that the provider does not ask for it on every screen of a test.
      ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600 },
      features: { devInteractions: { enabled: true } },
      findAccount: (_ctx, id) => ({ accountId: id, claims: () => ({ sub: id, ...accounts[id] }) }),
      // The company has agreed to Concord for all of its people.
      async loadExistingGrant({ oidc }) {
        const grant = new oidc.provider.Grant({
          clientId: oidc.client!.clientId,
          accountId: oidc.session!.accountId!,
        })
        grant.addOIDCScope('openid email')
        await grant.save()
        return grant
      },
    })
    this.#http.on('request', provider.callback())
  }

  /** Signs in at the provider as a person would, in a browser of its own; answers the way back to Concord. */
  async signIn(away: string, login: string): Promise<string> {
    const browser = new FormBrowser(this.issuer)
    const form = await followed(browser, await browser.get(away))
    const action = /action="([^"]+)"/.exec(form.html)![1]!
    const back = await followed(browser, await browser.post(action, { prompt: 'login', login, password: 'any' }))
    return back.location!
  }

  /** Presses "cancel" there instead. */
  async decline(away: string): Promise<string> {
    const browser = new FormBrowser(this.issuer)
    const form = await followed(browser, await browser.get(away))
    return (await followed(browser, await browser.get(/href="([^"]+\/abort)"/.exec(form.html)![1]!))).location!
  }

  close(): Promise<void> {
    this.#http.closeAllConnections()
    return new Promise((resolve) => this.#http.close(() => resolve()))
  }
}

/** Follows redirects as long as they stay at the provider. */
async function followed(browser: FormBrowser, page: FormPage): Promise<FormPage> {
  const { location } = page
  if (!location || location.includes('/sign-in/oidc/')) return page
  return followed(browser, await browser.get(location))
}

const signingKey = () => ({
  ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }),
  kid: 'the only one',
  use: 'sig',
  alg: 'RS256',
})
