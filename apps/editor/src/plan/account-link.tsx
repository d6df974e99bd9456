import type { Side } from '@concord/schema'
import { Avatar } from '../ui/identity.tsx'
import { type Tip, tip } from '../ui/tooltip.ts'
import { words } from '../words.ts'

export interface AccountLinkProps {
  readonly me: { readonly name: string; readonly side: Side | null; readonly company: string }
  readonly className: string | undefined
  /** Where the tooltip stands. */
  readonly side?: Tip['side']
}

/** Oneself, and the way to the page of one's sessions and passkeys. */
export function AccountLink({ me, className, side }: AccountLinkProps) {
  const label = words.frame.account(me.name, me.company)
  return (
    <a href="/account" className={className} aria-label={label} {...tip({ label, ...(side && { side }) })}>
      <Avatar name={me.name} side={me.side} />
    </a>
  )
}
