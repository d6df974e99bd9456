import type { Context } from 'hono'
import { Refusal } from './refusal.ts'

interface Schema<T> {
  safeParse(
    value: unknown,
  ): { success: true; data: T } | { success: false; error: { issues: readonly { path: readonly PropertyKey[] }[] } }
}

/** What a field has to be, in words, by its name. */
type Sentences = Readonly<Record<string, string>>

/** The JSON body of a request in the shape of its schema; a refusal names the field that does not fit. */
export async function bodyOf<T>(c: Context, schema: Schema<T>, sentences: Sentences = {}): Promise<T> {
  const read = schema.safeParse(await c.req.json().catch(() => undefined))
  if (read.success) return read.data
  const [field] = read.error.issues[0]?.path ?? []
  if (typeof field !== 'string') throw new Refusal('badRequest')
  const message = sentences[field]
  throw new Refusal('badRequest', { field, ...(message && { message }) })
}
