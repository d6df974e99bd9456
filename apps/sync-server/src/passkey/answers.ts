import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import * as z from 'zod'

const bytes = z.string().regex(/^[\w-]+$/)
const shared = {
  id: bytes.max(1400),
  rawId: bytes.max(1400),
  type: z.literal('public-key'),
  authenticatorAttachment: z.enum(['platform', 'cross-platform']).optional().catch(undefined),
}

/** What is read of a passkey's proof; the rest of what a browser says is left out. */
const proof = z.object({
  ...shared,
  response: z.object({
    clientDataJSON: bytes,
    authenticatorData: bytes,
    signature: bytes,
    userHandle: bytes.max(128).nullish(),
  }),
})

/** What is read of a new passkey. */
const made = z.object({
  ...shared,
  response: z.object({
    clientDataJSON: bytes,
    attestationObject: bytes,
    transports: z.array(z.string().max(20)).max(10).optional().catch(undefined),
  }),
})

const clientData = z.object({ challenge: bytes.max(200) })

/** A passkey's proof as a form brings it; null when it is none. */
export function readProof(json: string): AuthenticationResponseJSON | null {
  const all = read(proof, json)
  if (!all) return null
  const { userHandle, ...response } = all.response
  return { ...all, clientExtensionResults: {}, response: { ...response, ...(userHandle && { userHandle }) } }
}

/** A new passkey as a form brings it; null when it is none. */
export function readMade(json: string): RegistrationResponseJSON | null {
  const all = read(made, json)
  return all && ({ ...all, clientExtensionResults: {} } as RegistrationResponseJSON)
}

/** The challenge that an answer claims to answer; '' for none. */
export function challengeIn({ response }: { readonly response: { readonly clientDataJSON: string } }): string {
  const json = Buffer.from(response.clientDataJSON, 'base64url').toString()
  return read(clientData, json)?.challenge ?? ''
}

function read<T>(schema: z.ZodType<T>, json: string): T | null {
  try {
    return schema.parse(JSON.parse(json))
  } catch {
    return null
  }
}
