import { words } from '../words.ts'

/** What is wrong with something that was typed as a mail address and is none. */
export function wrongMail(typed: string): string {
  const plain = typed.trim()
  if (plain === '') return words.signIn.mailMissing
  const beforeAt = plain.slice(0, plain.lastIndexOf('@'))
  // Letters that look like others are the likeliest, as a Cyrillic a in a name that was copied.
  const [foreign] = beforeAt.replace(/[a-z]/gi, '').match(/\p{L}\p{M}*|\p{Emoji_Presentation}/u) ?? []
  return foreign === undefined ? words.signIn.mailWrong : words.signIn.mailLetter(foreign)
}
