import type { Context } from 'hono'
import { Refusal } from './refusal.ts'

interface Schema<T> {
  safeParse(
    value: unknown,
  ): { success: true; data: T } | { success: false; error: { issues: readonly { path: readonly PropertyKey[] }[] } }
}

/** The JSON body of a request in the shape of its schema; a refusal names the field that does not fit. */
export async function bodyOf<T>(c: Context, schema: Schema<T>): Promise<T> {
  const read = schema.safeParse(await c.req.json().catch(() => undefined))
  if (read.success) return read.data
  const [field] = read.error.issues[0]?.path ?? []
  throw new Refusal('badRequest', typeof field === 'string' ? { field } : {})
}
