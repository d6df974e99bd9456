import type { Context } from 'hono'
import { Refusal } from './refusal.ts'

/** Refuses what a page of somebody else made this browser send: a state may change only by an act on our own pages. */
export function requireOwnPage(c: Context, isOurOrigin: (origin: string, host: string | undefined) => boolean): void {
  const site = c.req.header('sec-fetch-site')
  const origin = c.req.header('origin')
  if (site !== undefined && site !== 'same-origin' && site !== 'none') throw new Refusal('notAllowed')
  // A form of ours says 'null', because our pages send no referrer; its browser has said where it stands.
  if (site === 'same-origin' && origin === 'null') return
  if (origin !== undefined && !isOurOrigin(origin, c.req.header('host'))) throw new Refusal('notAllowed')
}
