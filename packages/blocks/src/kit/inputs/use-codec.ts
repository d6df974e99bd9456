import type { Input } from '@concord/schema'
import { usePlanValue } from '../hooks.ts'
import { usePlan } from '../plan-context.tsx'
import type { Codec } from './codec.ts'
import { type DayContext, dayCodec } from './day-codec.ts'
import { linkCodec } from './link-codec.ts'
import { countCodec, decimalCodec, moneyCodec, percentCodec } from './number-codecs.ts'

/** What reading and writing of values depends on beside the field itself. */
export interface CodecContext extends DayContext {
  readonly locale: string
  /** ISO 4217; amounts without a known currency are read with two decimals. */
  readonly currency: string
}

/** The plan's currency, calendar and today, with the reader's locale. */
export function useCodecContext(): CodecContext {
  const session = usePlan()
  return usePlanValue(({ content: { meta } }) => ({
    locale: session.locale,
    currency: meta.currency ?? 'USD',
    today: session.asOf,
    start: meta.start,
    end: meta.end,
  }))
}

const plainText: Codec<string> = {
  inputMode: 'text',
  align: 'start',
  format: (value) => value,
  parse: (typed) => ({ value: typed.trim() === '' ? null : typed.trim() }),
}

const known = new Map<string, Codec<never>>()

/**
 * How a register of this sort is typed and shown. Made once per sort and context, since number and day formats are
 * slow to build and a plan has thousands of cells.
 */
export function codecFor(input: Input, context: CodecContext): Codec<string | number> {
  const key = JSON.stringify([input, context])
  const found = known.get(key) ?? (makeCodec(input, context) as Codec<never>)
  known.set(key, found)
  return found as unknown as Codec<string | number>
}

function makeCodec(input: Input, context: CodecContext): Codec<string> | Codec<number> {
  const { locale, currency } = context
  switch (input.type) {
    case 'money':
      return moneyCodec(locale, currency, input)
    case 'percent':
      return percentCodec(locale, input)
    case 'count':
      return countCodec(locale, input)
    case 'decimal':
      return decimalCodec(locale, input)
    case 'measure':
      return decimalCodec(locale)
    case 'day':
      return dayCodec(locale, context)
    case 'link':
      return linkCodec
    default:
      return plainText
  }
}
