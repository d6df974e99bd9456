import type { Letter } from '../mail/letter.ts'
import { words } from '../words.ts'

const { letter } = words.account

/** Tells the owner of an account of a new way into it. */
export const addedLetter = (name: string, device: string, account: string): Letter => ({
  subject: letter.subject,
  parts: [{ say: letter.added(name, device) }, { button: letter.button, href: account }, { small: letter.notYou }],
})
