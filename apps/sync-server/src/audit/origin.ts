import type { Context } from 'hono'
import { deviceOf } from '../sign-in/device.ts'
import type { Origin } from '../store/records/audit.ts'

/** The network address a request comes from; one that was not made over a socket has none. */
export const addressOf = (c: Context): string =>
  (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming?.socket?.remoteAddress ??
  'unknown'

/** Where a request comes from, as the audit log keeps it. */
export const originOf = (c: Context): Origin => ({
  device: deviceOf(c.req.header('user-agent')),
  address: addressOf(c),
})
