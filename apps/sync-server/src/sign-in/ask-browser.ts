import { randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import { parse, serialize } from 'hono/utils/cookie'

const NAME = 'concord_ask'
/** Seconds: a little longer than the mail that was asked for. */
const LASTS = 15 * 60

/** What tells the browser that asks for a mail from every other; it proves nothing by itself. */
export interface AskBrowser {
  /** The secret this request's browser carries. */
  of(c: Context): string | undefined
  fresh(): string
  /** The `Set-Cookie` value that makes the browser carry it. */
  cookie(browser: string): string
}

export function askBrowserCookies(isSecure: boolean): AskBrowser {
  const name = isSecure ? `__Host-${NAME}` : NAME
  return {
    of: (c) => parse(c.req.header('cookie') ?? '')[name],
    fresh: () => randomBytes(32).toString('base64url'),
    cookie: (browser) =>
      serialize(name, browser, { path: '/', httpOnly: true, secure: isSecure, sameSite: 'Lax', maxAge: LASTS }),
  }
}
