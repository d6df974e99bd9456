import type { Letter } from '../mail/letter.ts'
import { words } from '../words.ts'

const { letter } = words.signIn

/** The mail that proves a mailbox: a button and a code that live as long as each other. */
export const signInLetter = (code: string, link: string): Letter => ({
  subject: letter.subject(code),
  parts: [
    { say: letter.intro },
    { button: letter.button, href: link },
    { say: letter.orCode },
    { code },
    { small: letter.notYou },
  ],
})
