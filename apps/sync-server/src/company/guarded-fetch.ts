import type { CustomFetch } from 'openid-client'
import type { CompanySignInSettings } from './settings.ts'

/** Bytes of one answer that are read; keys and tokens are far smaller. */
const LARGEST = 256 * 1024

/**
 * Fetches from the issuer and the further origins of its setting, and from nowhere else: which addresses are fetched is
 * otherwise up to what an issuer says of itself. Redirects are not followed.
 */
export function guardedFetch({ issuer, origins }: Pick<CompanySignInSettings, 'issuer' | 'origins'>): CustomFetch {
  const allowed: ReadonlySet<string> = new Set([issuer.origin, ...origins])
  return async (address, options) => {
    const { origin } = new URL(address)
    if (!allowed.has(origin)) throw new Error(`${origin} is not one of the origins of this company's sign-in`)
    const { body, signal, ...rest } = options
    const response = await fetch(address, {
      ...rest,
      redirect: 'manual',
      ...(body && { body }),
      ...(signal && { signal }),
    })
    return new Response(await readAtMost(response), { status: response.status, headers: response.headers })
  }
}

async function readAtMost(response: Response): Promise<Uint8Array<ArrayBuffer> | null> {
  if (!response.body) return null
  const chunks: Uint8Array[] = []
  let read = 0
  for await (const chunk of response.body) {
    read += chunk.length
    if (read > LARGEST) throw new Error('the answer is too large')
    chunks.push(chunk)
  }
  return read === 0 ? null : new Uint8Array(Buffer.concat(chunks))
}
