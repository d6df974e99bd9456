import { words } from '../words.ts'

/** A square and a circle that share a part: the two companies and what they agree on. */
export function Logo({ size = 32 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" role="img" aria-label={words.product}>
      <path d="M18.5 10.2v11.6a6.5 6.5 0 0 1 0-11.6z" fill="var(--accent)" />
      <rect x="5.5" y="9" width="14" height="14" rx="2.5" fill="none" stroke="var(--ink)" strokeWidth="2" />
      <circle cx="20.5" cy="16" r="7" fill="none" stroke="var(--ink)" strokeWidth="2" />
    </svg>
  )
}
