import type { Context } from 'hono'
import type { Api } from './member-for.ts'
import { Refusal } from './refusal.ts'

/** The JSON body of a request in the shape of its schema. */
export async function bodyOf<T>(
  c: Context<Api>,
  schema: { safeParse(value: unknown): { success: true; data: T } | { success: false } },
): Promise<T> {
  const read = schema.safeParse(await c.req.json().catch(() => undefined))
  if (!read.success) throw new Refusal('badRequest')
  return read.data
}
