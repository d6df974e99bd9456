import type { Letter } from '../mail/letter.ts'
import { words } from '../words.ts'

/** Tells an owner who asks to be let in. Only the proved address stands in it, and no words of the one who asks. */
export function askedLetter(
  mail: string,
  companies: { readonly vendor: string; readonly partner: string },
  link: string,
): Letter {
  const { letter } = words.asking
  return {
    subject: letter.subject(mail, companies.vendor, companies.partner),
    parts: [
      { say: letter.intro(mail, companies.vendor, companies.partner) },
      { button: letter.button, href: link },
      { small: letter.nothing },
    ],
  }
}
