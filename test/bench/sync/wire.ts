/** Bytes of the y-websocket protocol, written and read by hand: a load generator has no time for more. */

/** Appends one unsigned variable-length integer. */
export function varUint(into: number[], value: number): void {
  let rest = value
  while (rest > 127) {
    into.push((rest % 128) | 128)
    rest = Math.floor(rest / 128)
  }
  into.push(rest)
}

/** A place in bytes that moves on as it is read. */
export class Cursor {
  readonly bytes: Uint8Array
  at: number

  constructor(bytes: Uint8Array, at = 0) {
    this.bytes = bytes
    this.at = at
  }
  uint(): number {
    let value = 0
    let scale = 1
    for (;;) {
      const byte = this.bytes[this.at++]
      if (byte === undefined) throw new RangeError('the message ends early')
      value += (byte & 127) * scale
      if (byte < 128) return value
      scale *= 128
    }
  }
  part(): Uint8Array {
    const length = this.uint()
    const from = this.at
    this.at += length
    return this.bytes.subarray(from, this.at)
  }
  skip(): void {
    const length = this.uint()
    this.at += length
  }
}

/** A message of numbers followed by one part with its length in front. */
export function messageOf(head: readonly number[], part?: Uint8Array): Buffer {
  const bytes: number[] = []
  for (const value of head) varUint(bytes, value)
  if (part === undefined) return Buffer.from(bytes)
  varUint(bytes, part.length)
  return Buffer.concat([Buffer.from(bytes), part])
}

/** A string with its length in front. */
export function textPart(text: string): Buffer {
  const content = Buffer.from(text)
  const bytes: number[] = []
  varUint(bytes, content.length)
  return Buffer.concat([Buffer.from(bytes), content])
}
