import { type Context, Hono } from 'hono'
import { originOf } from '../audit/origin.ts'
import type { CompanySignIn } from '../company/company-sign-in.ts'
import { companyPage } from '../company/pages.ts'
import { formOf, plainForms } from '../http/form.ts'
import { readMailAddress } from '../mail/mail-address.ts'
import type { Rooms } from '../room/rooms.ts'
import type { Sessions } from '../session/sessions.ts'
import { type MailingParts, mailing } from '../sign-in/mailing.ts'
import { askPage } from '../sign-in/pages.ts'
import { readPathInto, readReturnPath } from '../sign-in/return-path.ts'
import type { Store } from '../store/store.ts'
import { words } from '../words.ts'
import type { Invitations } from './invitations.ts'
import { invitationOverPage, invitationPage } from './pages.ts'

export interface InvitationParts extends MailingParts {
  readonly store: Store
  readonly sessions: Sessions
  readonly invitations: Invitations
  readonly companySignIn: Pick<CompanySignIn, 'companyAt'>
  readonly rooms: Rooms
  readonly isOurOrigin: (origin: string, host: string | undefined) => boolean
}

/** `/i/:token`: an invitation says what it is; its button proves the mailbox, or joins where it is proved. */
export function invitationRoutes(parts: InvitationParts): Hono {
  const { store, sessions, invitations, companySignIn, rooms } = parts
  const app = new Hono()
  const mailTo = mailing(parts)

  app.use(...plainForms(parts.isOurOrigin))

  app.get('/:token', async (c) => {
    const token = c.req.param('token')
    const invitation = await invitations.behind(token)
    const plan = invitation && (await store.records.planById(invitation.plan))
    if (!invitation || !plan) return overFor(c, token)
    return invitationPage(invitation, plan.companies, (await mailboxOf(c)) === invitation.mailbox)
  })

  app.post('/:token', async (c) => {
    const token = c.req.param('token')
    const { at } = await formOf(c)
    const invitation = await invitations.behind(token)
    const address = invitation && readMailAddress(invitation.mail)
    if (!invitation || !address) return overFor(c, token, at)
    if ((await mailboxOf(c)) === invitation.mailbox) return join(c, invitation.id, address.mail, { at })
    const wish = { returnTo: readPathInto(invitation.plan, '', at), invitation: invitation.id }
    const company = companySignIn.companyAt(address.domain)
    return company ? companyPage({ ...wish, company, mail: address.mail }) : mailTo(c, address, wish)
  })

  app.post('/', async (c) => {
    const { invitation = '', to, at } = await formOf(c)
    const mailbox = await mailboxOf(c)
    if (mailbox) return join(c, invitation, mailbox, { to, at })
    return askPage({ returnTo: readReturnPath(to, at), reason: words.invitation.signInFirst, status: 401 })
  })

  async function join(c: Context, id: string, mail: string, wanted: { to?: unknown; at?: unknown }): Promise<Response> {
    const address = readMailAddress(mail)
    const joined = address && (await invitations.accept(id, address, originOf(c)))
    if (!joined || joined.outcome === 'over') return invitationOverPage()
    if (joined.outcome === 'joined') rooms.announceFacts(joined.plan, joined.factsNumber)
    return c.redirect(readPathInto(joined.plan, wanted.to, wanted.at), 303)
  }

  /** Whoever joined by it finds the plan behind the old link; everybody else is told that it is over. */
  async function overFor(c: Context, token: string, at: unknown = ''): Promise<Response> {
    const mailbox = await mailboxOf(c)
    const plan = mailbox && (await invitations.joinedBy(token, mailbox))
    return plan ? c.redirect(readPathInto(plan, '', at), 303) : invitationOverPage()
  }

  /** The mailbox that the session of this request proved. */
  async function mailboxOf(c: Context): Promise<string | null> {
    const session = await sessions.find(c.req.header('cookie'))
    if (!session || session.via === 'demo') return null
    const person = await store.records.personById(session.person)
    return (person?.mail && readMailAddress(person.mail)?.mailbox) || null
  }

  return app
}
