import { createHash, randomBytes } from 'node:crypto'
import { parse, serialize } from 'hono/utils/cookie'

/** What the server keeps of a token. */
export const hashOfToken = (token: string): string => createHash('sha256').update(token).digest('hex')

/** 256 bits that nobody guesses. */
export const newToken = (): string => randomBytes(32).toString('base64url')

/** A cookie that carries a token: no script reads it, no other site's form sends it. */
export interface TokenCookie {
  /** The token that a request's cookies carry. */
  of(cookies: string | null | undefined): string | undefined
  /** The `Set-Cookie` value that makes a browser carry a token for so many seconds; 0 forgets it. */
  set(token: string, maxAge: number, isSecure: boolean): string
}

/** Names the cookie; over TLS the name itself says that no other host can have set it. */
export const tokenCookie = (name: string): TokenCookie => ({
  of(cookies) {
    if (!cookies) return undefined
    const all = parse(cookies)
    return all[`__Host-${name}`] ?? all[name]
  },
  set: (token, maxAge, isSecure) =>
    serialize(isSecure ? `__Host-${name}` : name, token, {
      path: '/',
      httpOnly: true,
      secure: isSecure,
      sameSite: 'Lax',
      maxAge,
    }),
})
