import type { IncomingMessage } from 'node:http'
import type { Context } from 'hono'
import proxyAddress from 'proxy-addr'

declare module 'hono' {
  interface ContextVariableMap {
    /** Where the request comes from, set before anything else. */
    networkAddress: string
  }
}

/** The network address a request comes from; empty when its socket is gone already. */
export type ReadAddress = (request: IncomingMessage) => string

/**
 * Behind proxies of ours the address is the caller's, as the last of them that is not one heard it. `proxies` are
 * addresses and networks as in `10.0.0.0/8`, or `loopback`, `linklocal`, `uniquelocal`; throws a TypeError for others.
 */
export function addressReader(proxies: readonly string[]): ReadAddress {
  const isProxy = proxyAddress.compile([...proxies])
  return (request) => proxyAddress(request, isProxy) ?? ''
}

/** The network address of a request; one that was not made over a socket has none. */
export const addressOf = (c: Context): string => c.get('networkAddress') || 'unknown'
