import { html } from 'hono/html'
import type { SafeHtml } from '../page/plain-page.ts'
import type { PasskeyRow } from '../store/records/passkeys.ts'
import { words } from '../words.ts'
import { button, day, lastUsed, row } from './rows.ts'

const say = words.account

/** How far a person is from adding a passkey. */
export type Adding =
  | { readonly step: 'make'; readonly device: string }
  /** A fresh proof first; null for somebody without an address. */
  | { readonly step: 'prove'; readonly mail: string | null }
  /** Not under the name this page was asked by; null where there is no name for it. */
  | { readonly step: 'elsewhere'; readonly url: string | null }

/** A person's passkeys, and the way to one more. */
export const passkeysPart = (passkeys: readonly PasskeyRow[], adding: Adding): SafeHtml =>
  html`<h2 id="passkeys">${say.passkeys}</h2><p class="quiet">${say.passkeysIntro}</p>
${passkeys.length > 0 ? html`<ul class="rows">${passkeys.map(passkeyRow)}</ul>` : ''}${addingPart(adding)}`

const passkeyRow = ({ id, name, addedAt, usedAt }: PasskeyRow) =>
  row(
    name,
    html`${say.added} ${day(addedAt)} · ${usedAt === null ? say.neverUsed : lastUsed(usedAt)}`,
    button('/account/passkeys/remove', { passkey: id }, say.remove, say.removeThat(name)),
  )

function addingPart(adding: Adding): SafeHtml {
  if (adding.step === 'elsewhere')
    return html`<p class="add small">${adding.url === null ? say.passkeysNowhere : say.passkeysElsewhere(adding.url)}</p>`
  if (adding.step === 'prove')
    return html`<div class="add"><p class="small">${say.proveFirst}</p>${
      adding.mail === null
        ? ''
        : html`<div class="acts">${button('/sign-in', { mail: adding.mail, to: '/account' }, say.prove(adding.mail))}</div>`
    }</div>`
  return html`<form class="add" method="post" action="/account/passkeys" data-make hidden><label for="name">${say.passkeyName}</label><div class="line"><input id="name" name="name" value="${adding.device}" maxlength="60" autocomplete="off"><input type="hidden" name="made"><button class="other">${say.addPasskey}</button></div><p class="small" role="alert" data-note hidden>${say.notMade}</p></form><p class="add small" data-cannot hidden>${say.cannotMake}</p><noscript><p class="add small">${say.cannotMake}</p></noscript>`
}
