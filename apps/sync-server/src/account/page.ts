import { html } from 'hono/html'
import { plainPage } from '../page/plain-page.ts'
import { makePasskey } from '../passkey/browser-scripts.ts'
import type { PasskeyRow } from '../store/records/passkeys.ts'
import type { Person } from '../store/records/people.ts'
import type { OpenedLink } from '../store/records/share-links.ts'
import type { SessionVia } from '../store/tables.ts'
import { words } from '../words.ts'
import { type Adding, passkeysPart } from './passkeys-part.ts'
import { button, lastUsed, row } from './rows.ts'

const say = words.account

/** A session as the page tells it apart from the others. */
export interface ListedSession {
  /** Names it in a form; opens nothing. */
  readonly name: string
  readonly device: string
  readonly via: SessionVia
  readonly seenAt: number
  readonly isThis: boolean
}

export interface ListedLink extends Omit<OpenedLink, 'hash'> {
  readonly name: string
}

export interface AccountView {
  readonly person: Person
  readonly sessions: readonly ListedSession[]
  readonly links: readonly ListedLink[]
  readonly passkeys: readonly PasskeyRow[]
  readonly adding: Adding
  /** What was just done, in a sentence. */
  readonly done?: string | undefined
}

const look = `
main.account{width:min(592px,100% - 32px)}
.account .brand{margin:0 0 40px}
.account h2{margin:40px 0 0;font-size:17px;line-height:24px;font-weight:650}
.account h2+p{margin:0}
.me{margin:0 0 16px}
.me b{display:block;color:var(--ink);font-weight:550}
.rows{margin:12px 0 0;border-top:1px solid var(--hairline)}
.rows li{display:flex;align-items:center;justify-content:space-between;gap:16px;padding:10px 0;border-bottom:1px solid var(--hairline)}
.rows b{font-weight:550}
.rows .small{display:block}
.rows form{flex:none}
.rows button{width:auto;min-height:36px;margin:0;padding:5px 14px;font-size:14px;line-height:20px}
.here{flex:none;padding:0 8px;border:1px solid var(--control);border-radius:6px;font-size:13px;line-height:22px;white-space:nowrap}
.add{margin:16px 0 0}
.add p{margin:0}
.line{display:flex;flex-wrap:wrap;gap:8px}
.line input{flex:1 1 200px;width:auto}
.line button{width:auto;margin:0;padding-block:9px}
.line~p{margin:8px 0 0}
.acts{display:flex;flex-wrap:wrap;gap:8px;margin:16px 0 0}
.acts button{width:auto;margin:0}
@media(max-width:480px){.rows button{min-height:44px}}
.done{margin:0 0 24px;padding:12px;border:1px solid var(--hairline);border-radius:6px;background:var(--tint)}`

/** Who somebody is here, and every way in that is open in his name, each with the button that ends it. */
export const accountPage = ({ person, sessions, links, passkeys, adding, done }: AccountView) =>
  plainPage({
    title: say.title,
    look,
    layout: 'account',
    ...(adding.step === 'make' && { script: makePasskey }),
    body: html`<h1>${say.title}</h1>${done ? html`<p class="done" role="status">${done}</p>` : ''}
<p class="me quiet"><b>${person.name}</b>${person.mail ?? say.noMail}<br>${person.company.name}</p>
<p><a href="/plans">${words.page.home}</a></p>
${passkeysPart(passkeys, adding)}
<h2 id="sessions">${say.sessions}</h2><p class="quiet">${say.sessionsIntro}</p>
<ul class="rows">${sessions.map(sessionRow)}</ul>
<div class="acts">${sessions.length > 1 ? button('/account/end-others', {}, say.endOthers) : ''}${button('/sign-in/end', { everywhere: 'no' }, say.signOut)}</div>
${
  links.length > 0
    ? html`<h2 id="links">${say.links}</h2><p class="quiet">${say.linksIntro}</p><ul class="rows">${links.map(linkRow)}</ul>`
    : ''
}`,
  })

const sessionRow = ({ name, device, via, seenAt, isThis }: ListedSession) =>
  row(
    device || say.unknownDevice,
    html`${say.vias[via]} · ${lastUsed(seenAt)}`,
    isThis
      ? html`<span class="here">${say.thisOne}</span>`
      : button('/account/end', { session: name }, say.end, say.endThat(device || say.unknownDevice)),
  )

const linkRow = ({ name, device, role, vendor, partner, seenAt }: ListedLink) =>
  row(
    words.page.between(vendor, partner),
    html`${say.linkRoles[role]} · ${device || say.unknownDevice} · ${lastUsed(seenAt)}`,
    button('/account/end', { session: name }, say.end, say.endThat(words.page.between(vendor, partner))),
  )
