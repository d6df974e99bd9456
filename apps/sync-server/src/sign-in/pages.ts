import { html } from 'hono/html'
import { type PlainPage, plainPage } from '../page/plain-page.ts'
import { usePasskey } from '../passkey/browser-scripts.ts'
import { words } from '../words.ts'
import { place, problemPart } from './parts.ts'

const say = words.signIn

/** Puts the block that somebody wanted into the form: the part behind # never reaches a server by itself. */
const keepPlace = `for(const at of document.querySelectorAll('[name=at]'))at.value=location.hash`
/** Six typed or pasted digits are enough; the wait before another mail is shown, not only enforced. */
const codeHelp = `const code=document.querySelector('[name=code]');if(code)code.addEventListener('input',()=>{code.value=code.value.replace(/\\D/g,'').slice(0,6);if(code.value.length===6)code.form.requestSubmit()});const again=document.querySelector('[data-again]');if(again){let left=30;const words=again.textContent;again.disabled=true;const tick=()=>{again.textContent=left>0?again.dataset.again+' 0:'+String(left).padStart(2,'0'):words;again.disabled=left>0;if(left-->0)setTimeout(tick,1000)};tick()}`
/** The token stands behind #, so that only the press sends it, and leaves the address bar at once. */
const takeToken = `const form=document.querySelector('[data-open]');const token=location.hash.slice(1);if(token){form.elements.token.value=token;form.hidden=false;history.replaceState(null,'',location.pathname);document.querySelector('[data-without]').hidden=true}`

interface Asking {
  readonly returnTo: string
  readonly mail?: string
  readonly problem?: string
  readonly status?: number
  readonly cookies?: PlainPage['cookies']
  readonly head?: PlainPage['head']
  /** Why somebody who wanted something else sees this page. */
  readonly reason?: string
}

/** Asks for the address. */
export const askPage = ({ returnTo, mail = '', problem: sentence, status, cookies = [], reason, head }: Asking) =>
  plainPage({
    ...(head && { head }),
    title: say.title,
    status: status ?? 200,
    cookies,
    script: `${keepPlace};${usePasskey}`,
    body: html`<h1>${say.title}</h1><p class="quiet">${reason ?? say.intro}</p>${problemPart(sentence)}
<form method="post" action="/sign-in"><label for="mail">${say.mail}</label>
<input id="mail" name="mail" type="email" inputmode="email" autocomplete="username webauthn" autocapitalize="off" spellcheck="false" required maxlength="254" value="${mail}"${sentence ? html` aria-invalid="true"` : ''} autofocus>
${place(returnTo)}
<button>${say.send}</button></form>
<form method="post" action="/sign-in/passkey" data-passkey hidden>${place(returnTo)}<input type="hidden" name="proof"><button class="other">${say.passkey}</button><p class="small" role="alert" data-note hidden>${say.passkeyNote}</p></form>`,
  })

const codeField = (sentence: string | undefined) =>
  html`<label for="code">${say.code}</label>
<input class="code" id="code" name="code" inputmode="numeric" autocomplete="one-time-code" pattern="[0-9 \\-]*" maxlength="20" required${sentence ? html` aria-invalid="true"` : ''} autofocus>`

/** Waits for the code, with everything that helps when no mail comes. */
export const codePage = ({
  mail,
  from,
  problem: sentence,
  status,
  returnTo,
}: Asking & { mail: string; from: string }) =>
  plainPage({
    title: say.checkTitle,
    status: status ?? 200,
    script: codeHelp,
    body: html`<h1>${say.checkTitle}</h1><p class="quiet">${say.check(mail)}</p>${problemPart(sentence)}
<form method="post" action="/sign-in/code">${codeField(sentence)}
<input type="hidden" name="mail" value="${mail}"><p class="small">${say.codeHint}</p>
<button>${say.continue}</button></form>
<div class="row"><form method="post" action="/sign-in"><input type="hidden" name="mail" value="${mail}"><input type="hidden" name="by" value="mail"><input type="hidden" name="to" value="${returnTo}"><button class="link" data-again="${say.againIn}">${say.again}</button></form><a href="/sign-in">${say.anotherAddress}</a></div>
<div class="help"><p><b>${say.nothingTitle}</b></p><p class="quiet">${say.nothing(from)}</p></div>`,
  })

/** Where the link of a mail leads: a button, because mail systems open links. */
export const openPage = (mail: string | null) =>
  plainPage({
    title: say.openTitle,
    script: `${takeToken};${codeHelp}`,
    body: html`<h1>${say.openTitle}</h1>
<form method="post" action="/sign-in/open" data-open hidden><p class="quiet">${mail ? say.openAs(mail) : say.openAsYou}</p><input type="hidden" name="token"><button>${mail ? say.openButton(mail) : say.continue}</button></form>
<form method="post" action="/sign-in/code" data-without><p class="quiet">${say.withoutScript}</p><label for="mail">${say.mail}</label><input id="mail" name="mail" type="email" autocomplete="username" required value="${mail ?? ''}"><p></p>${codeField(undefined)}<button>${say.continue}</button></form>`,
  })

/** The link came to another browser than the one that asked: the code shows that a person reads the mail. */
export const otherBrowserPage = (mail: string, token: string, sentence?: string) =>
  plainPage({
    title: say.otherBrowserTitle,
    status: sentence ? 400 : 200,
    script: codeHelp,
    body: html`<h1>${say.otherBrowserTitle}</h1><p class="quiet">${say.otherBrowser(mail)}</p>${problemPart(sentence)}
<form method="post" action="/sign-in/open"><input type="hidden" name="token" value="${token}"><input type="hidden" name="mail" value="${mail}">${codeField(sentence)}<button>${say.continue}</button></form>`,
  })

/** Says that an address is proved and opens nothing. */
export const notInvitedPage = (mail: string) =>
  plainPage({
    title: say.notInvitedTitle,
    status: 403,
    body: html`<h1>${say.notInvitedTitle}</h1><p>${say.notInvited(mail)}</p><p><a href="/sign-in">${say.anotherAddress}</a></p>`,
  })
