import { Hono } from 'hono'
import { addressOf, originOf } from '../audit/origin.ts'
import { formOf, plainForms } from '../http/form.ts'
import { Refusal } from '../http/refusal.ts'
import { readMailAddress } from '../mail/mail-address.ts'
import type { Rooms } from '../room/rooms.ts'
import type { Sessions } from '../session/sessions.ts'
import type { AskBrowser } from '../sign-in/ask-browser.ts'
import { knownDeviceCookies } from '../sign-in/known-devices.ts'
import { networkOf } from '../sign-in/network.ts'
import type { SignIn } from '../sign-in/sign-in.ts'
import type { Origin } from '../store/records/audit.ts'
import type { Store } from '../store/store.ts'
import type { Invitations } from './invitations.ts'
import { invitationOverPage, invitationPage } from './pages.ts'

export interface InvitationParts {
  readonly store: Store
  readonly sessions: Sessions
  readonly invitations: Invitations
  readonly signIn: SignIn
  readonly rooms: Rooms
  readonly askBrowser: AskBrowser
  readonly isSecure: boolean
  readonly isOurOrigin: (origin: string, host: string | undefined) => boolean
}

/** `/i/:token`: an invitation says what it is; its button proves the mailbox, or joins where it is proved. */
export function invitationRoutes(parts: InvitationParts): Hono {
  const { store, sessions, invitations, signIn, rooms, askBrowser } = parts
  const app = new Hono()
  const devices = knownDeviceCookies(signIn.proofOf, parts.isSecure)

  app.use(...plainForms(parts.isOurOrigin))

  app.get('/:token', async (c) => {
    const token = c.req.param('token')
    const invitation = await invitations.behind(token)
    const plan = invitation && (await store.records.planById(invitation.plan))
    if (!invitation || !plan) return invitationOverPage()
    const isProved = (await mailboxOf(c.req.header('cookie'))) === invitation.mailbox
    return invitationPage(invitation, plan.companies, token, isProved)
  })

  app.post('/:token', async (c) => {
    const invitation = await invitations.behind(c.req.param('token'))
    const address = invitation && readMailAddress(invitation.mail)
    if (!invitation || !address) return invitationOverPage()
    if ((await mailboxOf(c.req.header('cookie'))) === invitation.mailbox)
      return join(invitation.id, address.mail, originOf(c))
    const browser = askBrowser.of(c) ?? askBrowser.fresh()
    const returnTo = `/p/${invitation.plan}`
    const asker = { browser, device: devices.of(c, address.mailbox), network: networkOf(addressOf(c)) }
    if (!(await signIn.ask(address, asker, returnTo, invitation.id))) throw new Refusal('limitReached')
    c.header('set-cookie', askBrowser.cookie(browser))
    return c.redirect(`/sign-in/code?to=${encodeURIComponent(returnTo)}`, 303)
  })

  app.post('/', async (c) => {
    const { invitation = '' } = await formOf(c)
    const mailbox = await mailboxOf(c.req.header('cookie'))
    if (!mailbox) throw new Refusal('signInNeeded')
    return join(invitation, mailbox, originOf(c))
  })

  async function join(id: string, mail: string, origin: Origin): Promise<Response> {
    const address = readMailAddress(mail)
    const joined = address && (await invitations.accept(id, address, origin))
    if (!joined || joined.outcome === 'over') return invitationOverPage()
    if (joined.outcome === 'joined') rooms.announceFacts(joined.plan, joined.factsNumber)
    return new Response(null, { status: 303, headers: { location: `/p/${joined.plan}` } })
  }

  /** The mailbox that the session of these cookies proved. */
  async function mailboxOf(cookies: string | undefined): Promise<string | null> {
    const session = await sessions.find(cookies)
    if (!session || session.via === 'demo') return null
    const person = await store.records.personById(session.person)
    return (person?.mail && readMailAddress(person.mail)?.mailbox) || null
  }

  return app
}
