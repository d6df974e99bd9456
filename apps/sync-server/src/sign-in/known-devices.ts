import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { Context } from 'hono'
import { parse, serialize } from 'hono/utils/cookie'

const NAME = 'concord_device'
/** Seconds; browsers keep no cookie longer. */
const LASTS = 400 * 24 * 60 * 60
/** Mailboxes one browser is known to, the newest first. */
const MOST = 4

/** Which mailboxes were proved in a browser before. It signs nobody in: it only tells a mailbox's own from strangers. */
export interface KnownDevices {
  /** The name of this request's browser if `mailbox` was proved in it, else null. */
  of(c: Context, mailbox: string): string | null
  /** The `Set-Cookie` value of a browser in which `mailbox` was proved just now. */
  cookie(c: Context, mailbox: string): string
}

/** `proofOf` signs the name of a browser together with a mailbox. */
export function knownDeviceCookies(
  proofOf: (device: string, mailbox: string) => string,
  isSecure: boolean,
): KnownDevices {
  const name = isSecure ? `__Host-${NAME}` : NAME
  const read = (c: Context) => {
    const [device = '', ...proofs] = (parse(c.req.header('cookie') ?? '')[name] ?? '').split('.')
    return { device, proofs: proofs.slice(0, MOST) }
  }
  return {
    of(c, mailbox) {
      const { device, proofs } = read(c)
      return proofs.some((proof) => isSame(proof, proofOf(device, mailbox))) ? device : null
    },
    cookie(c, mailbox) {
      const { device: known, proofs } = read(c)
      const device = known || randomBytes(16).toString('base64url')
      const proof = proofOf(device, mailbox)
      const value = [device, proof, ...proofs.filter((each) => each !== proof)].slice(0, MOST + 1).join('.')
      return serialize(name, value, { path: '/', httpOnly: true, secure: isSecure, sameSite: 'Lax', maxAge: LASTS })
    },
  }
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
