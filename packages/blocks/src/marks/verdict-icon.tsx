import { Check, Minus, X } from 'lucide-react'

/** How a check came out. A check is no status: it is drawn in ink, its shape carries the verdict. */
export type Verdict = 'pass' | 'warn' | 'fail'

const icons = { pass: Check, warn: Minus, fail: X } as const

/** The verdict of a check as a stroke: a tick, a half, a cross. Decoration: say the verdict in words as well. */
export function VerdictIcon({ verdict, size = 16 }: { verdict: Verdict; size?: number }) {
  const Icon = icons[verdict]
  return <Icon size={size} strokeWidth={1.75} aria-hidden="true" />
}
