import { freshClient } from '../../bench/sync/typing-load.ts'
import { Typist } from '../../bench/sync/typist.ts'
import { messageOf } from '../../bench/sync/wire.ts'
import { Rng } from '../../support/rng.ts'
import { type Attack, type Case, mustClose, presenceMessage, syncMessage, updateMessage } from '../attack.ts'

/** Messages that each end the connection they come on. */
const eachCloses = (id: string, messages: (attack: Attack) => readonly Uint8Array[]): Case => ({
  id,
  async run(attack) {
    for (const [at, message] of messages(attack).entries()) {
      const line = await attack.line()
      line.send(message)
      const wrong = await mustClose(line, 4400)
      if (wrong) return `message ${at}, ${Buffer.from(message).toString('hex').slice(0, 60)}: ${wrong}`
      line.raw.close()
    }
    return null
  },
})

const upTo255 = (from: number) => Array.from({ length: 256 - from }, (_, at) => from + at)

/** What is no message of this protocol. */
export const protocolCases: readonly Case[] = [
  eachCloses('y-truncated', () => {
    const whole = updateMessage(new Typist(freshClient()).key('words'))
    return Array.from({ length: whole.length }, (_, length) => whole.subarray(0, length))
  }),
  eachCloses('y-types', () => upTo255(4).map((type) => messageOf([type, 0], Uint8Array.of(1, 2, 3)))),
  eachCloses('y-subtypes', () => upTo255(3).map((subtype) => syncMessage(subtype, Uint8Array.of(0, 0)))),
  eachCloses('y-notices-of-the-server', () => [0, 100, 101, 102].map((subtype) => messageOf([2, subtype, 5]))),
  eachCloses('y-varint', () => [
    Buffer.alloc(20, 255),
    Buffer.of(0, 2, ...Array(9).fill(255), 1),
    Buffer.of(0),
    Buffer.alloc(0),
  ]),
  eachCloses('y-two-messages-in-one', () => [
    Buffer.concat([updateMessage(new Typist(freshClient()).key()), presenceMessage(1, 1, '{}')]),
  ]),
  eachCloses('sv-malformed', () => [syncMessage(0, Uint8Array.of(255, 255, 255))]),
  {
    id: 'y-random',
    async run(attack) {
      const random = new Rng(11)
      for (let times = 0; times < 200; times += 1) {
        const line = await attack.line()
        // Anything after a first byte that is none of the four types.
        line.send(
          Buffer.from(Array.from({ length: 1 + random.below(300) }, (_, at) => (at === 0 ? 4 : 0) + random.below(252))),
        )
        const wrong = await mustClose(line, 4400)
        if (wrong) return wrong
        line.raw.close()
      }
      return null
    },
  },
  {
    id: 'y-mutated',
    async run(attack) {
      const random = new Rng(12)
      for (let times = 0; times < 300; times += 1) {
        const line = await attack.line()
        const typist = new Typist(freshClient())
        const bytes = Buffer.from(typist.key('words'))
        // One byte of an honest update is another: whatever comes of it, the envelope is right.
        bytes[random.below(bytes.length)] = random.below(256)
        line.send(updateMessage(bytes))
        const outcome = await line.outcome()
        if (outcome !== 'open' && outcome !== 4400) return `ended with ${outcome}`
        line.raw.close()
      }
      return null
    },
  },
]
