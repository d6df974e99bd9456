import type { Side } from '@concord/schema'
import type { Letter } from '../mail/letter.ts'
import { words } from '../words.ts'

export interface InvitationWords {
  readonly inviter: { readonly name: string; readonly company: string }
  readonly companies: Readonly<Record<Side, string>>
  readonly side: Side
  readonly link: string
}

/** The mail of an invitation. Nothing of the plan stands in it, and no words of the one who invites. */
export function invitationLetter({ inviter, companies, side, link }: InvitationWords): Letter {
  const { letter } = words.invitation
  return {
    subject: letter.subject(companies.vendor, companies.partner),
    parts: [
      { say: letter.intro(inviter.name, inviter.company, companies.vendor, companies.partner) },
      { say: letter.side(companies[side]) },
      { button: letter.button, href: link },
      { small: letter.bound },
    ],
  }
}
