/** What somebody who signs in reads, on our pages and in the mail. */
export const signInWords = {
  title: 'Sign in',
  intro: 'Your work address is enough: no password, nothing to install.',
  toOpen: 'This plan opens for the people of its two companies. Prove your work address to read it.',
  mail: 'Work e-mail',
  send: 'Mail me a link and a code',
  passkey: 'Use a passkey',
  passkeyNote: 'No passkey was used. Try again, or use your mail address.',
  passkeyRefused:
    'This passkey opens nothing here: it was removed, or its answer came too late. Try again, or use your mail address.',
  company: (mail: string, company: string) =>
    `${mail} is an address of ${company}, whose people sign in at their own company.`,
  continueWith: (company: string) => `Continue with ${company}`,
  leaving: (company: string) => `On to ${company}`,
  leavingHint: 'Your company’s sign-in opens by itself. If it does not, press the button.',
  companyDown: (company: string) =>
    `The sign-in of ${company} does not answer, or not as it should. Try again in a moment, or sign in by mail.`,
  companyDeclined: (company: string) => `${company} did not sign you in. Try again, or sign in by mail.`,
  companyUnproved: (company: string) =>
    `${company} has not confirmed your mail address, so it cannot open anything here. Sign in by mail.`,
  companyElsewhere: (company: string) =>
    `The address you have at ${company}’s sign-in is not at a mail domain of ${company}. Sign in by mail.`,
  companyLost: 'Signing in at your company took too long, or was finished already. Start again.',
  mailMissing: 'Type a work address here first.',
  mailLetter: (letter: string) =>
    `Mail does not reach addresses with “${letter}” before the @, even where it looks like a usual letter. Type the address anew.`,
  mailWrong: 'This is not a mail address that mail can reach. Check it, as in jo@company.example.',
  tooManyMails: 'Several mails went to this address already. Use the newest one, or ask again in an hour.',
  tooManyRequests: 'Too many tries from here. Wait ten minutes and try again.',
  checkTitle: 'Check your mail',
  check: (mail: string) => `If ${mail} can open a plan here, a mail with a button and a six-digit code is on its way.`,
  code: 'Six-digit code',
  codeMissing: 'A code has six digits. Type those of the newest mail.',
  haveCode: 'Type the code of the newest mail',
  codeHint: 'Paste works. The code lives 10 minutes.',
  continue: 'Continue',
  again: 'Send again',
  againIn: 'Send again in',
  anotherAddress: 'Use another address',
  nothingTitle: 'Nothing after a minute?',
  nothing: (from: string) =>
    `Look in quarantine for mail from ${from}. If the button says it was used already, your mail system opened it first; the code still works.`,
  openTitle: 'Open Concord on this device',
  openAs: (mail: string) => `You go on as ${mail}.`,
  openAsYou: 'You go on as the person this mail was sent to.',
  openButton: (mail: string) => `Continue as ${mail}`,
  withoutScript: 'Type your address and the code that stands in the same mail.',
  otherBrowserTitle: 'One more step in this browser',
  otherBrowser: (mail: string) =>
    `The mail was asked for in another browser. To go on as ${mail} here, type the six-digit code that stands in it.`,
  wrongCode: (left: number) =>
    `This is not the code of the newest mail. ${left === 1 ? 'One try is' : `${left} tries are`} left.`,
  tooManyTries: 'Too many wrong codes: this mail is no longer good. Ask for a new one.',
  over: 'This mail is no longer good: a link and its code live 10 minutes, and a newer mail ends an older one. Ask for a new one.',
  used: 'This link was used already. If it was not you, your mail system may have opened it: ask for a new mail and use the code.',
  notInvitedTitle: 'No plan is shared with you yet',
  notInvited: (mail: string) =>
    `${mail} is proved, but nobody has invited it. Ask the person who sent you the plan to invite this address.`,
  plainTextWay: 'Without JavaScript the code in the mail is all you need.',
  letter: {
    subject: (code: string) => `${code} is your Concord code`,
    intro: 'Open Concord on this device with one press:',
    button: 'Continue to Concord',
    orCode: 'Or type this code where you asked for it:',
    notYou:
      'Link and code live 10 minutes and work once. If you did not ask for them, do nothing: without them nobody gets in.',
  },
} as const
