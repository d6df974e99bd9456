import type { Context } from 'hono'
import { addressOf } from '../http/network-address.ts'
import type { MailAddress } from '../mail/mail-address.ts'
import { words } from '../words.ts'
import type { AskBrowser } from './ask-browser.ts'
import { knownDeviceCookies } from './known-devices.ts'
import { networkOf } from './network.ts'
import { askPage } from './pages.ts'
import type { SignIn } from './sign-in.ts'
import type { Wish } from './wish.ts'

export interface MailingParts {
  readonly signIn: SignIn
  readonly askBrowser: AskBrowser
  readonly isSecure: boolean
}

/** Asks for the mail that proves an address, and leads to where its code is typed. */
export function mailing({ signIn, askBrowser, isSecure }: MailingParts) {
  const devices = knownDeviceCookies(signIn.proofOf, isSecure)
  return async (c: Context, address: MailAddress, wish: Wish): Promise<Response> => {
    const { returnTo } = wish
    const browser = askBrowser.of(c) ?? askBrowser.fresh()
    const asker = { browser, device: devices.of(c, address.mailbox), network: networkOf(addressOf(c)) }
    if ((await signIn.ask(address, asker, wish)) === 'tooMany') {
      const { mail } = address
      const hasMail = (await signIn.asked(browser))?.mail === mail
      return askPage({ returnTo, mail, mailProblem: words.signIn.tooManyMails, status: 429, hasMail })
    }
    c.header('set-cookie', askBrowser.cookie(browser))
    return c.redirect(`/sign-in/code?to=${encodeURIComponent(returnTo)}`, 303)
  }
}
