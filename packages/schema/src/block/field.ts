import type * as z from 'zod/mini'
import type { Scalar } from '../json.ts'

/** Where a field lives in the Y.Map of its Block: collaborative text, one register, or one scalar per period. */
export type Home = 'text' | 'register' | 'series'

/** What a person types, with the limits an input needs to help. */
export type Input =
  | { readonly type: 'text'; readonly limit: number }
  | { readonly type: 'money'; readonly min: number }
  | { readonly type: 'measure' }
  | { readonly type: 'percent' | 'count' | 'decimal'; readonly min: number; readonly max: number }
  | { readonly type: 'day' | 'period' | 'flag' | 'link' | 'currency' | 'timeZone' }
  | { readonly type: 'choice'; readonly choices: readonly string[] }
  | { readonly type: 'ref'; readonly to: readonly string[] }

/**
 * One field of a Block or row: its home, its input, the check its stored value must pass.
 * Build one with the functions of `fields.ts`; every method returns a changed copy.
 */
export class Field<Value extends Scalar, H extends Home> {
  readonly home: H
  readonly input: Input
  readonly check: z.ZodMiniType<Value>
  readonly name: string | undefined
  /** A field that must be filled before anybody can sign. */
  readonly isRequired: boolean
  /** Part of what both sides promised: a change makes Acks stale and asks for a new signature. */
  readonly isMaterial: boolean

  constructor(
    home: H,
    input: Input,
    check: z.ZodMiniType<Value>,
    options: { name?: string; isRequired?: boolean; isMaterial?: boolean } = {},
  ) {
    this.home = home
    this.input = input
    this.check = check
    this.name = options.name
    this.isRequired = options.isRequired ?? false
    this.isMaterial = options.isMaterial ?? false
  }

  required(): Field<Value, H> {
    return new Field(this.home, this.input, this.check, { ...this.options, isRequired: true })
  }

  material(): Field<Value, H> {
    return new Field(this.home, this.input, this.check, { ...this.options, isMaterial: true })
  }

  /** The words beside the input; without them the field's name is spelled out. */
  label(name: string): Field<Value, H> {
    return new Field(this.home, this.input, this.check, { ...this.options, name })
  }

  private get options() {
    return { name: this.name, isRequired: this.isRequired, isMaterial: this.isMaterial }
  }
}

// biome-ignore lint/suspicious/noExplicitAny: a field's value type is invariant through zod, so "some field" cannot be written with Scalar.
export type AnyField = Field<any, Home>
/** The fields of a Block or row by name. */
export type Fields = Readonly<Record<string, AnyField>>
/** The lists of a Block: the fields of one row, by list name. */
export type RowLists = Readonly<Record<string, Fields>>

/** What reading a field gives: text is never missing, a register may be null, a series holds only valid values. */
export type ValueOf<F> =
  F extends Field<infer Value, infer H>
    ? H extends 'text'
      ? string
      : H extends 'series'
        ? Readonly<Record<string, Value>>
        : Value | null
    : never

export type ValuesOf<F extends Fields> = { readonly [Name in keyof F]: ValueOf<F[Name]> }
export type RowOf<F extends Fields> = { readonly id: string } & ValuesOf<F>

/** The words for a field: its own label or its name spelled out, `expectedLeads` as "Expected leads". */
export function labelOf(name: string, field: AnyField | undefined): string {
  if (field?.name) return field.name
  const known = spelled.get(name) ?? spelledOut(name)
  spelled.set(name, known)
  return known
}

/** Every field of every row asks for its words: each name is spelled out once. */
const spelled = new Map<string, string>()

function spelledOut(name: string): string {
  const words = name.replace(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`).trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
