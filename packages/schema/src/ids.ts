import { randomBytes } from './random.ts'

const ALPHABET = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'

/** The permanent id of a Block: 12 characters a-z A-Z 0-9, no clock in it. */
export type BlockId = string
/** The permanent id of a row inside one Block, made like a {@link BlockId}. */
export type RowId = string
/** Points at a Block (`<block>`) or at one of its rows (`<block>/<row>`). */
export type Ref = string

export const ID_LENGTH = 12
const ID_PATTERN = /^[a-zA-Z0-9]{12}$/

/** True for a string that could have come from {@link newId}. */
export const isId = (value: unknown): value is BlockId => typeof value === 'string' && ID_PATTERN.test(value)

/** A fresh id from the platform's cryptographic randomness: 62^12 values, so no collision check is needed. */
export function newId(): string {
  let id = ''
  while (id.length < ID_LENGTH) {
    for (const byte of randomBytes(16)) {
      // 248 is the largest multiple of 62 below 256: bytes above it would favour the first letters.
      if (byte < 248 && id.length < ID_LENGTH) id += ALPHABET[byte % 62]
    }
  }
  return id
}

/** Writes a {@link Ref}. */
export const refTo = (block: BlockId, row?: RowId): Ref => (row === undefined ? block : `${block}/${row}`)

/** Reads a {@link Ref}; `row` is undefined when it points at a whole Block. */
export function parseRef(ref: Ref): { block: BlockId; row: RowId | undefined } {
  const [block = '', row] = ref.split('/')
  return { block, row }
}
