import type { Context } from 'hono'
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
