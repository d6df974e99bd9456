import { type Day, isDay, labelOf, shapeOfKind } from '@concord/schema'
import { fieldAt } from '../kit/field-definition.ts'
import type { Codec } from '../kit/inputs/codec.ts'
import { fullDay } from '../marks/day-words.ts'

/** The field at a path of a kind in words, `due` as "Due"; what is no field of it stays as somebody wrote it. */
export const changedField = (kind: string, path: string): string => fieldAt(kind, path)?.label ?? path

/** The path of the field with these words, read as people type; null for nothing, the words themselves for no field. */
export function changedFieldPath(kind: string, typed: string): string | null {
  const words = typed.trim()
  const fields = Object.entries(shapeOfKind(kind)?.fields ?? {})
  const found = fields.find(([name, field]) => labelOf(name, field).toLowerCase() === words.toLowerCase())
  return found?.[0] ?? (words === '' ? null : words)
}

/** Whether the field at a path of a kind holds a day, so that what it was and what it becomes are days as well. */
export const isDayField = (kind: string, path: string): boolean => fieldAt(kind, path)?.definition.input.type === 'day'

/** Days typed and shown as everywhere, kept as text: older minutes may hold words in their place. */
export function changedDayCodec(days: Codec<Day>, locale: string): Codec<string> {
  return { ...days, format: (text) => changedValue(text, locale) }
}

/** A day as days are written here, `2026-12-31` as "Dec 31, 2026"; whatever else people wrote stays as it is. */
export const changedValue = (text: string, locale: string): string => (isDay(text) ? fullDay(text, locale) : text)
