import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { requireOwnPage } from './own-page.ts'
import { Refusal } from './refusal.ts'

/** The fields of a plain form; a field sent twice is refused, because two readers could take different ones. */
export async function formOf(c: Context): Promise<Readonly<Record<string, string>>> {
  if (!/^application\/x-www-form-urlencoded\b/.test(c.req.header('content-type') ?? '')) throw new Refusal('badRequest')
  const all = new URLSearchParams(await c.req.text())
  const form: Record<string, string> = Object.create(null)
  for (const [name, value] of all) {
    if (name in form) throw new Refusal('badRequest', { field: name.slice(0, 40) })
    form[name] = value
  }
  return form
}

const LARGEST = 16 * 1024

/** What stands before every route that takes plain forms: small bodies, sent by our own pages. */
export const plainForms = (isOurOrigin: (origin: string, host: string | undefined) => boolean): MiddlewareHandler[] => [
  bodyLimit({
    maxSize: LARGEST,
    onError: () => {
      throw new Refusal('tooLarge')
    },
  }),
  async (c, next) => {
    if (c.req.method === 'POST') requireOwnPage(c, isOurOrigin)
    await next()
  },
]
