import type { Side } from '@concord/schema'
import { html } from 'hono/html'
import { plainPage } from '../page/plain-page.ts'
import { blockPart, keepPlace, place } from '../sign-in/parts.ts'
import { readPathInto } from '../sign-in/return-path.ts'
import type { OpenInvitation } from '../store/records/invitations.ts'
import { words } from '../words.ts'

const say = words.invitation

type Companies = Readonly<Record<Side, { readonly name: string }>>

const joinWords = (invitation: OpenInvitation, companies: Companies) =>
  html`<p>${say.between(invitation.inviter, companies.vendor.name, companies.partner.name)}</p>
<p class="quiet">${say.joinAs(companies[invitation.side].name, say.roles[invitation.role], invitation.guestUntil !== null)}</p>`

/**
 * Where the link of an invitation leads: whom it is for, for which company, and one button. The form posts to this very
 * address, so that a browser keeps the block behind # without a script too.
 */
export const invitationPage = (invitation: OpenInvitation, companies: Companies, isProved: boolean) =>
  plainPage({
    title: say.title,
    script: keepPlace,
    body: html`<h1>${say.title}</h1>${joinWords(invitation, companies)}
<form method="post">${blockPart}<button>${isProved ? say.join : say.prove(invitation.mail)}</button></form>
<p class="help small">${isProved ? say.boundToYou(invitation.mail) : say.bound(invitation.mail)}</p>`,
  })

/** After signing in without any link: what waits for this address. */
export const waitingPage = (
  waiting: readonly { invitation: OpenInvitation; companies: Companies }[],
  { returnTo, cookies, status }: { returnTo: string; cookies: readonly string[]; status: number },
) =>
  plainPage({
    title: say.waitingTitle,
    status,
    cookies,
    script: keepPlace,
    body: html`<h1>${say.waitingTitle}</h1>${waiting.map(
      ({ invitation, companies }) =>
        html`<div class="help">${joinWords(invitation, companies)}<form method="post" action="/i"><input type="hidden" name="invitation" value="${invitation.id}">${place(readPathInto(invitation.plan, returnTo))}<button>${say.join}</button></form></div>`,
    )}<p class="help"><a href="/">${words.page.home}</a></p>`,
  })

/** An invitation that is over, used, or never was. */
export const invitationOverPage = () =>
  plainPage({
    title: say.overTitle,
    status: 410,
    body: html`<h1>${say.overTitle}</h1><p>${say.over}</p><p><a href="/">${words.page.home}</a></p>`,
  })
