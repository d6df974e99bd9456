import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { withDeletion } from '../../bench/sync/scenarios/slow-reader.ts'
import { freshClient } from '../../bench/sync/typing-load.ts'
import { Typist } from '../../bench/sync/typist.ts'
import { messageOf } from '../../bench/sync/wire.ts'
import { type Attack, type Case, mustClose, mustStay, presenceMessage, syncMessage, updateMessage } from '../attack.ts'

/** An update that must cost its sender the connection and reach nobody. */
const bomb = (id: string, make: (attack: Attack, client: number) => Uint8Array): Case => ({
  id,
  async run(attack) {
    const client = freshClient()
    const line = await attack.line(attack.target.others!.colleague)
    line.send(updateMessage(make(attack, client)))
    const wrong = await mustClose(line, 4400, 1009, null)
    return wrong ?? (attack.innocents.seenClients.has(client) ? 'it was relayed' : null)
  },
})

const written = (write: (encoder: encoding.Encoder) => void): Uint8Array => {
  const encoder = encoding.createEncoder()
  write(encoder)
  return encoding.toUint8Array(encoder)
}

/** One client's structs, written by hand. */
const structs = (
  client: number,
  clock: number,
  count: number,
  write: (encoder: encoding.Encoder, at: number) => void,
) =>
  written((encoder) => {
    for (const value of [1, count, client, clock]) encoding.writeVarUint(encoder, value)
    for (let at = 0; at < count; at += 1) write(encoder, at)
    encoding.writeVarUint(encoder, 0)
  })

/** A letter in a root. */
const inRoot = (encoder: encoding.Encoder, root: string, key?: string) => {
  encoding.writeUint8(encoder, key === undefined ? 4 : 4 | 32)
  encoding.writeVarUint(encoder, 1)
  encoding.writeVarString(encoder, root)
  if (key !== undefined) encoding.writeVarString(encoder, key)
  encoding.writeVarString(encoder, 'x')
}

const docUpdate = (make: (doc: Y.Doc) => void): Uint8Array => {
  const doc = new Y.Doc()
  make(doc)
  return Y.encodeStateAsUpdate(doc)
}

/** A type inside a type inside a type. */
const nested = (client: number, depth: number) =>
  structs(client, 0, depth, (encoder, at) => {
    encoding.writeUint8(encoder, 7)
    encoding.writeVarUint(encoder, at === 0 ? 1 : 0)
    if (at === 0) encoding.writeVarString(encoder, 'body')
    else {
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, at - 1)
    }
    encoding.writeVarUint(encoder, 0)
  })

const deepValue = (open: string, close: string) => `${open.repeat(12_000)}1${close.repeat(12_000)}`

export const yjsCases: readonly Case[] = [
  bomb('bomb-roots', (_attack, client) => structs(client, 0, 60_000, (encoder, at) => inRoot(encoder, `root${at}`))),
  bomb('bomb-one-foreign-root', (_attack, client) => structs(client, 0, 1, (encoder) => inRoot(encoder, 'foreign'))),
  bomb('bomb-keys', (_attack, client) =>
    structs(client, 0, 60_000, (encoder, at) => inRoot(encoder, 'meta', `k${at}`)),
  ),
  bomb('bomb-clients', () =>
    written((encoder) => {
      encoding.writeVarUint(encoder, 7_000)
      for (let at = 0; at < 7_000; at += 1) {
        for (const value of [1, 900_000 + at, 0]) encoding.writeVarUint(encoder, value)
        inRoot(encoder, 'meta', 'k')
      }
      encoding.writeVarUint(encoder, 0)
    }),
  ),
  bomb('bomb-sub-documents', () =>
    docUpdate((doc) => {
      for (let at = 0; at < 15_000; at += 1) doc.getMap('meta').set(`d${at}`, new Y.Doc())
    }),
  ),
  bomb('bomb-nesting', (_attack, client) => nested(client, 12_000)),
  bomb('bomb-nesting-just-over', (_attack, client) => nested(client, 101)),
  bomb('bomb-any-depth', (_attack, client) =>
    structs(client, 0, 1, (encoder) => {
      encoding.writeUint8(encoder, 8)
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarString(encoder, 'meta')
      encoding.writeVarUint(encoder, 1)
      for (let at = 0; at < 12_000; at += 1) {
        encoding.writeUint8(encoder, 117)
        encoding.writeVarUint(encoder, 1)
      }
      encoding.writeUint8(encoder, 126)
    }),
  ),
  bomb('bomb-json-depth', (_attack, client) =>
    structs(client, 0, 1, (encoder) => {
      encoding.writeUint8(encoder, 5)
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarString(encoder, 'body')
      encoding.writeVarString(encoder, deepValue('[', ']'))
    }),
  ),
  bomb('bomb-not-json', (_attack, client) =>
    structs(client, 0, 1, (encoder) => {
      encoding.writeUint8(encoder, 5)
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarString(encoder, 'body')
      encoding.writeVarString(encoder, '{"a":')
    }),
  ),
  bomb('bomb-not-utf8', (_attack, client) =>
    structs(client, 0, 1, (encoder) => {
      encoding.writeUint8(encoder, 4)
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarString(encoder, 'body')
      encoding.writeVarUint8Array(encoder, Uint8Array.of(0xff, 0xfe))
    }),
  ),
  bomb('bomb-v2rle', (_attack, client) => {
    const doc = new Y.Doc()
    doc.clientID = client
    doc.getMap('meta').set('a', 'x'.repeat(100))
    return Y.encodeStateAsUpdateV2(doc)
  }),
  bomb('bomb-unknown-type', (_attack, client) =>
    structs(client, 0, 1, (encoder) => {
      encoding.writeUint8(encoder, 7)
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarString(encoder, 'body')
      encoding.writeVarUint(encoder, 99)
    }),
  ),
  bomb('bomb-unknown-content', (_attack, client) =>
    structs(client, 0, 1, (encoder) => {
      encoding.writeUint8(encoder, 30)
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarString(encoder, 'body')
    }),
  ),
  bomb('bomb-builds-on-itself', (_attack, client) =>
    structs(client, 0, 1, (encoder) => {
      encoding.writeUint8(encoder, 0x84)
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, 0)
      encoding.writeVarString(encoder, 'x')
    }),
  ),
  bomb('bomb-circle', () =>
    written((encoder) => {
      const [one, two] = [freshClient(), freshClient()]
      encoding.writeVarUint(encoder, 2)
      for (const [own, other] of [
        [one, two],
        [two, one],
      ] as const) {
        for (const value of [1, own, 0]) encoding.writeVarUint(encoder, value)
        encoding.writeUint8(encoder, 0x84)
        encoding.writeVarUint(encoder, other)
        encoding.writeVarUint(encoder, 0)
        encoding.writeVarString(encoder, 'x')
      }
      encoding.writeVarUint(encoder, 0)
    }),
  ),
  bomb('bomb-struct-count-lies', (_attack, client) =>
    written((encoder) => {
      for (const value of [1, 2 ** 31, client, 0]) encoding.writeVarUint(encoder, value)
      inRoot(encoder, 'meta')
    }),
  ),
  bomb('bomb-client-count-lies', () => written((encoder) => encoding.writeVarUint(encoder, 2 ** 50))),
  bomb('bomb-delete-count-lies', (_attack, client) =>
    written((encoder) => {
      for (const value of [0, 1, client, 2 ** 40]) encoding.writeVarUint(encoder, value)
    }),
  ),
  bomb('bomb-text-length-lies', (_attack, client) =>
    written((encoder) => {
      for (const value of [1, 1, client, 0, 4, 1]) encoding.writeVarUint(encoder, value)
      encoding.writeVarString(encoder, 'body')
      encoding.writeVarUint(encoder, 2 ** 45)
    }),
  ),
  bomb('huge-clock', (_attack, client) => structs(client, 2 ** 53 - 2, 1, (encoder) => inRoot(encoder, 'meta'))),
  bomb('huge-id', () => structs(2 ** 53 - 1, 0, 1, (encoder) => inRoot(encoder, 'meta'))),
  bomb('huge-deleted-run', (_attack, client) =>
    structs(client, 0, 1, (encoder) => {
      encoding.writeUint8(encoder, 1)
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarString(encoder, 'body')
      encoding.writeVarUint(encoder, 2 ** 52)
    }),
  ),
  bomb('empty-struct', (_attack, client) =>
    structs(client, 0, 1, (encoder) => {
      encoding.writeUint8(encoder, 0)
      encoding.writeVarUint(encoder, 0)
    }),
  ),
  bomb('forge-clock', (attack) => {
    const victim = attack.innocents.typists[0]!
    return structs(victim.client, victim.clock, 1, (encoder) => inRoot(encoder, 'meta', 'forged'))
  }),
  bomb('forge-clock-range', (attack) => {
    const victim = attack.innocents.typists[0]!
    return structs(victim.client, Math.max(0, victim.clock - 1), 500, (encoder) => inRoot(encoder, 'meta', 'forged'))
  }),
  {
    id: 'bomb-no-predecessors',
    async run(attack) {
      const line = await attack.line()
      const client = freshClient()
      for (let at = 0; at < 2_500; at += 1)
        line.send(updateMessage(structs(client, 10 + at * 2, 1, (encoder) => inRoot(encoder, 'meta'))))
      await line.outcome()
      return attack.innocents.seenClients.has(client) ? 'it was relayed' : null
    },
  },
  {
    id: 'bomb-nesting-in-steps',
    async run(attack) {
      const line = await attack.line()
      const client = freshClient()
      for (let at = 0; at < 400; at += 1)
        line.send(
          updateMessage(
            structs(client, at, 1, (encoder) => {
              encoding.writeUint8(encoder, 7)
              encoding.writeVarUint(encoder, at === 0 ? 1 : 0)
              if (at === 0) encoding.writeVarString(encoder, 'body')
              else {
                encoding.writeVarUint(encoder, client)
                encoding.writeVarUint(encoder, at - 1)
              }
              encoding.writeVarUint(encoder, 0)
            }),
          ),
        )
      return mustClose(line, 4400)
    },
  },
  {
    id: 'many-new-ids',
    async run(attack) {
      const line = await attack.line()
      for (let at = 0; at < 100; at += 1) line.send(updateMessage(new Typist(freshClient()).key()))
      return mustClose(line, 4400)
    },
  },
  {
    id: 'sv-unread',
    async run(attack) {
      const line = await attack.line()
      line.raw.socket.pause()
      for (let at = 0; at < 600; at += 1) line.send(syncMessage(0, Uint8Array.of(0)))
      await line.outcome()
      return null
    },
  },
  {
    id: 'sv-malformed',
    async run(attack) {
      const line = await attack.line()
      line.send(syncMessage(0, Uint8Array.of(255, 255, 255)))
      return mustClose(line, 4400)
    },
  },
  {
    id: 'y-truncated',
    async run(attack) {
      const whole = updateMessage(new Typist(freshClient()).key('words'))
      for (let length = 0; length < whole.length; length += 1) {
        const line = await attack.line()
        line.send(whole.subarray(0, length))
        const outcome = await mustClose(line, 4400)
        if (outcome) return `cut to ${length}: ${outcome}`
      }
      return null
    },
  },
  {
    id: 'y-types',
    async run(attack) {
      for (let type = 4; type < 256; type += 9) {
        const line = await attack.line()
        line.send(messageOf([type, 0], Uint8Array.of(1, 2, 3)))
        const outcome = await mustClose(line, 4400)
        if (outcome) return `type ${type}: ${outcome}`
      }
      return null
    },
  },
  {
    id: 'y-subtypes',
    async run(attack) {
      for (let type = 3; type < 256; type += 9) {
        const line = await attack.line()
        line.send(syncMessage(type, Uint8Array.of(0, 0)))
        const outcome = await mustClose(line, 4400)
        if (outcome) return `subtype ${type}: ${outcome}`
      }
      return null
    },
  },
  {
    id: 'y-notices-of-the-server',
    async run(attack) {
      for (const subtype of [0, 100, 101, 102]) {
        const line = await attack.line()
        line.send(messageOf([2, subtype, 5]))
        const outcome = await mustClose(line, 4400)
        if (outcome) return `subtype ${subtype}: ${outcome}`
      }
      return null
    },
  },
  {
    id: 'y-varint',
    async run(attack) {
      for (const message of [
        Buffer.alloc(20, 255),
        Buffer.of(0, 2, ...Array(9).fill(255), 1),
        Buffer.of(0),
        Buffer.alloc(0),
      ]) {
        const line = await attack.line()
        line.send(message)
        const outcome = await mustClose(line, 4400)
        if (outcome) return `${message.toString('hex')}: ${outcome}`
      }
      return null
    },
  },
  {
    id: 'y-two-messages-in-one',
    async run(attack) {
      const line = await attack.line()
      line.send(Buffer.concat([updateMessage(new Typist(freshClient()).key()), presenceMessage(1, 1, '{}')]))
      return mustClose(line, 4400)
    },
  },
  {
    id: 'flood-updates',
    async run(attack) {
      const line = await attack.line()
      const typist = new Typist(freshClient())
      for (let at = 0; at < 8_000; at += 1) line.send(updateMessage(typist.key()))
      return mustStay(line)
    },
  },
  {
    id: 'flood-questions',
    async run(attack) {
      const line = await attack.line()
      for (let at = 0; at < 5_000; at += 1) line.send(messageOf([3]))
      return mustClose(line, 1013)
    },
  },
  {
    id: 'slow-reader',
    async run(attack) {
      const slow = await attack.line()
      slow.raw.socket.pause()
      const writer = await attack.line()
      const typist = new Typist(freshClient())
      for (let at = 0; at < 60; at += 1) {
        // The plan stays small: each part replaces the one before.
        const part = typist.key('x'.repeat(50_000))
        writer.send(updateMessage(at === 0 ? part : withDeletion(part, typist.client, (at - 1) * 50_000, 50_000)))
      }
      return mustStay(writer)
    },
  },
]
