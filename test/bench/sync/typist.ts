import { varUint } from './wire.ts'

/** Somebody who types at the end of his own run of letters: valid Yjs updates without a Y.Doc behind them. */
export class Typist {
  readonly client: number
  /** Letters typed so far, which is the next clock. */
  clock = 0

  constructor(client: number) {
    this.client = client
  }

  /** The update of one key; `text` makes it bigger, and each of its letters is a clock. */
  key(text = 'x'): Uint8Array {
    const bytes: number[] = [1, 1]
    varUint(bytes, this.client)
    varUint(bytes, this.clock)
    if (this.clock === 0) {
      // No neighbour: the parent is the root `body`.
      bytes.push(4, 1, 4, 98, 111, 100, 121)
    } else {
      bytes.push(0x84)
      varUint(bytes, this.client)
      varUint(bytes, this.clock - 1)
    }
    varUint(bytes, text.length)
    const head = Buffer.from(bytes)
    this.clock += text.length
    return Buffer.concat([head, Buffer.from(text, 'latin1'), Buffer.of(0)])
  }
}
