import { html } from 'hono/html'
import { type PlainPage, plainPage } from '../page/plain-page.ts'
import { usePasskey } from '../passkey/browser-scripts.ts'
import { words } from '../words.ts'
import { fieldProblem, keepPlace, place, problemPart, wrongField } from './parts.ts'

const say = words.signIn

/** Six typed or pasted digits are enough; the wait before another mail is shown, not only enforced. */
const codeHelp = `const code=document.querySelector('[name=code]');if(code){if(code.value)code.select();code.addEventListener('input',()=>{const plain=code.value.normalize('NFKC').replace(/[\\s-]/g,'');code.value=(/\\d{6}/.exec(plain)?.[0]??plain.replace(/\\D/g,'')).slice(0,6);if(code.value.length===6)code.form.requestSubmit()})}const again=document.querySelector('[data-again]');if(again){let left=30;const words=again.textContent;again.disabled=true;const tick=()=>{again.textContent=left>0?again.dataset.again+' 0:'+String(left).padStart(2,'0'):words;again.disabled=left>0;if(left-->0)setTimeout(tick,1000)};tick()}`
/** The token stands behind #, so that only the press sends it, and leaves the address bar at once. */
const takeToken = `const form=document.querySelector('[data-open]');const token=location.hash.slice(1);if(token){form.elements.token.value=token;form.hidden=false;form.querySelector('button').focus();history.replaceState(null,'',location.pathname);document.querySelector('[data-without]').hidden=true}`

interface Asking {
  readonly returnTo: string
  readonly mail?: string
  /** What is wrong with the address. */
  readonly mailProblem?: string
  /** What else went wrong. */
  readonly problem?: string
  /** A mail to this address is on its way, asked for by this browser. */
  readonly hasMail?: boolean
  readonly status?: number
  readonly cookies?: PlainPage['cookies']
  readonly head?: PlainPage['head']
  /** Why somebody who wanted something else sees this page. */
  readonly reason?: string
}

/** Asks for the address. */
export const askPage = ({
  returnTo,
  mail = '',
  mailProblem,
  problem,
  status,
  cookies = [],
  reason,
  head,
  hasMail = false,
}: Asking) =>
  plainPage({
    ...(head && { head }),
    title: say.title,
    status: status ?? 200,
    cookies,
    script: `${keepPlace};${usePasskey}`,
    body: html`<h1>${say.title}</h1><p class="quiet">${reason ?? say.intro}</p>${problemPart(problem)}
<form method="post" action="/sign-in" novalidate><label for="mail">${say.mail}</label>
<input id="mail" name="mail" type="email" inputmode="email" autocomplete="username webauthn" autocapitalize="off" spellcheck="false" required maxlength="1000" value="${mail}"${wrongField('mail', mailProblem)} autofocus>${fieldProblem('mail', mailProblem)}
${place(returnTo)}
<button>${say.send}</button></form>${hasMail ? html`<p class="row"><a href="/sign-in/code?to=${encodeURIComponent(returnTo)}">${say.haveCode}</a></p>` : ''}
<form method="post" action="/sign-in/passkey" data-passkey hidden>${place(returnTo)}<input type="hidden" name="proof"><button class="other">${say.passkey}</button><p class="small" role="alert" data-note hidden>${say.passkeyNote}</p></form>`,
  })

const codeField = (sentence: string | undefined, typed = '') =>
  html`<label for="code">${say.code}</label>
<input class="code" id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="200" required value="${typed}"${wrongField('code', sentence)} autofocus>${fieldProblem('code', sentence)}`

interface WaitingForCode {
  readonly mail: string
  /** Sender of the mail, for whoever looks for it. */
  readonly from: string
  readonly returnTo: string
  /** What was typed, and what is wrong with it. */
  readonly code?: string
  readonly codeProblem?: string
  readonly status?: number
}

/**
 * Waits for the code, with everything that helps when no mail comes. Its form posts to the address of this very page,
 * so that a browser keeps the block behind # without a script too.
 */
export const codePage = ({ mail, from, returnTo, code, codeProblem, status }: WaitingForCode) =>
  plainPage({
    title: say.checkTitle,
    status: status ?? 200,
    script: codeHelp,
    body: html`<h1>${say.checkTitle}</h1><p class="quiet">${say.check(mail)}</p>
<form method="post" novalidate>${codeField(codeProblem, code)}
<input type="hidden" name="mail" value="${mail}"><p class="small">${say.codeHint}</p>
<button>${say.continue}</button></form>
<div class="row"><form method="post" action="/sign-in"><input type="hidden" name="mail" value="${mail}"><input type="hidden" name="by" value="again"><input type="hidden" name="to" value="${returnTo}"><button class="link" data-again="${say.againIn}">${say.again}</button></form><a href="/sign-in?to=${encodeURIComponent(returnTo)}">${say.anotherAddress}</a></div>
<div class="help"><p><b>${say.nothingTitle}</b></p><p class="quiet">${say.nothing(from)}</p></div>`,
  })

/** Where the link of a mail leads: a button, because mail systems open links. */
export const openPage = (mail: string | null) =>
  plainPage({
    title: say.openTitle,
    script: `${takeToken};${codeHelp}`,
    body: html`<h1>${say.openTitle}</h1>
<form method="post" action="/sign-in/open" data-open hidden><p class="quiet">${mail ? say.openAs(mail) : say.openAsYou}</p><input type="hidden" name="token"><button>${mail ? say.openButton(mail) : say.continue}</button></form>
<form method="post" action="/sign-in/code" data-without novalidate><p class="quiet">${say.withoutScript}</p><label for="mail">${say.mail}</label><input id="mail" name="mail" type="email" autocomplete="username" required value="${mail ?? ''}"><p></p>${codeField(undefined)}<button>${say.continue}</button></form>`,
  })

/** The link came to another browser than the one that asked: the code shows that a person reads the mail. */
export const otherBrowserPage = (mail: string, token: string, code?: string, sentence?: string) =>
  plainPage({
    title: say.otherBrowserTitle,
    status: sentence ? 400 : 200,
    script: codeHelp,
    body: html`<h1>${say.otherBrowserTitle}</h1><p class="quiet">${say.otherBrowser(mail)}</p>
<form method="post" action="/sign-in/open" novalidate><input type="hidden" name="token" value="${token}"><input type="hidden" name="mail" value="${mail}">${codeField(sentence, code)}<button>${say.continue}</button></form>`,
  })

/** Says that an address is proved and opens nothing. */
export const notInvitedPage = (mail: string) =>
  plainPage({
    title: say.notInvitedTitle,
    status: 403,
    body: html`<h1>${say.notInvitedTitle}</h1><p>${say.notInvited(mail)}</p><p><a href="/sign-in">${say.anotherAddress}</a></p>`,
  })
