import type { Context } from 'hono'
import { addressOf } from '../http/network-address.ts'
import { deviceOf } from '../sign-in/device.ts'
import type { Origin } from '../store/records/audit.ts'

/** Where a request comes from, as the audit log keeps it. */
export const originOf = (c: Context): Origin => ({
  device: deviceOf(c.req.header('user-agent')),
  address: addressOf(c),
})
