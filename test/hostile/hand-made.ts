import * as encoding from 'lib0/encoding'

/** Yjs updates written by hand, so that they may say what no Y.Doc would. */

export const written = (write: (encoder: encoding.Encoder) => void): Uint8Array => {
  const encoder = encoding.createEncoder()
  write(encoder)
  return encoding.toUint8Array(encoder)
}

/** One client's structs from a clock on; `after` writes the deletions, none if left out. */
export const structs = (
  client: number,
  clock: number,
  count: number,
  write: (encoder: encoding.Encoder, at: number) => void,
  after: (encoder: encoding.Encoder) => void = (encoder) => encoding.writeVarUint(encoder, 0),
): Uint8Array =>
  written((encoder) => {
    for (const value of [1, count, client, clock]) encoding.writeVarUint(encoder, value)
    for (let at = 0; at < count; at += 1) write(encoder, at)
    after(encoder)
  })

/** Deletions of one client's clocks, to be written after structs. */
export const deletions =
  (client: number, clock: number, length: number) =>
  (encoder: encoding.Encoder): void => {
    for (const value of [1, client, 1, clock, length]) encoding.writeVarUint(encoder, value)
  }

/** An update that deletes single clocks of one client and nothing else. */
export const scattered = (client: number, clocks: readonly number[]): Uint8Array =>
  written((encoder) => {
    for (const value of [0, 1, client, clocks.length]) encoding.writeVarUint(encoder, value)
    for (const clock of clocks) for (const value of [clock, 1]) encoding.writeVarUint(encoder, value)
  })

/** A letter in a root, or under a key of it. */
export const inRoot = (encoder: encoding.Encoder, root: string, key?: string): void => {
  encoding.writeUint8(encoder, key === undefined ? 4 : 4 | 32)
  encoding.writeVarUint(encoder, 1)
  encoding.writeVarString(encoder, root)
  if (key !== undefined) encoding.writeVarString(encoder, key)
  encoding.writeVarString(encoder, 'x')
}

/** The head of a struct without neighbours in the root `body`. */
export const inBody = (encoder: encoding.Encoder, content: number): void => {
  encoding.writeUint8(encoder, content)
  encoding.writeVarUint(encoder, 1)
  encoding.writeVarString(encoder, 'body')
}

/** One type of a chain in which each lies in the one before; `at` is its place in it. */
export const nestedType = (encoder: encoding.Encoder, client: number, at: number): void => {
  if (at === 0) inBody(encoder, 7)
  else {
    encoding.writeUint8(encoder, 7)
    encoding.writeVarUint(encoder, 0)
    encoding.writeVarUint(encoder, client)
    encoding.writeVarUint(encoder, at - 1)
  }
  encoding.writeVarUint(encoder, 0)
}
