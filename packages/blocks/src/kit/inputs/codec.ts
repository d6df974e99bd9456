/** What reading typed text gives: a value (null for empty) or the sentence that helps to write it. */
export type Parsed<T> = { readonly value: T | null } | { readonly problem: string }

/** How one sort of register is typed and shown. Pure: the same text gives the same value. */
export interface Codec<T> {
  parse(typed: string): Parsed<T>
  /** The value as the page shows it, and as it stands in the input when editing begins. */
  format(value: T): string
  /** The keyboard a phone should offer. */
  readonly inputMode: 'text' | 'decimal' | 'numeric' | 'url'
  /** Numbers stand at the right. */
  readonly align: 'start' | 'end'
}

export const isParsed = <T>(parsed: Parsed<T>): parsed is { readonly value: T | null } => 'value' in parsed
