import type { AnyBlock } from '@concord/schema'

/** Whether no field of a block, in rows and series too, holds anything: it was born and never written in. */
export function isBlank({ id: _id, kind: _kind, ...fields }: AnyBlock): boolean {
  return Object.values(fields).every(isEmpty)
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '' || value === false) return true
  if (Array.isArray(value)) return value.every(({ id: _id, ...row }) => Object.values(row).every(isEmpty))
  return typeof value === 'object' && Object.values(value).every(isEmpty)
}
