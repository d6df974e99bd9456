import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { freshClient } from '../../bench/sync/typing-load.ts'
import { Typist } from '../../bench/sync/typist.ts'
import { type Attack, type Case, mustClose, updateMessage } from '../attack.ts'
import { deletions, inBody, inRoot, nestedType, structs, written } from '../hand-made.ts'

/** An update that must cost its sender the connection and reach nobody. */
const bomb = (id: string, make: (attack: Attack, client: number) => Uint8Array): Case => ({
  id,
  async run(attack) {
    const client = freshClient()
    const line = await attack.line(attack.colleague)
    line.send(updateMessage(make(attack, client)))
    const wrong = await mustClose(line, 4400, 1009, null)
    await attack.innocents.heardMore()
    return wrong ?? (attack.innocents.seenClients.has(client) ? 'it was relayed' : null)
  },
})

/** One struct in the body, with any content. */
const one = (id: string, content: number, write: (encoder: encoding.Encoder) => void): Case =>
  bomb(id, (_attack, client) =>
    structs(client, 0, 1, (encoder) => {
      inBody(encoder, content)
      write(encoder)
    }),
  )

const docUpdate = (make: (doc: Y.Doc) => void): Uint8Array => {
  const doc = new Y.Doc()
  make(doc)
  return Y.encodeStateAsUpdate(doc)
}

const amounts: readonly Case[] = [
  bomb('bomb-roots', (_attack, client) => structs(client, 0, 100_000, (encoder, at) => inRoot(encoder, `r${at}`))),
  bomb('bomb-one-foreign-root', (_attack, client) => structs(client, 0, 1, (encoder) => inRoot(encoder, 'foreign'))),
  bomb('bomb-keys', (_attack, client) =>
    structs(client, 0, 100_000, (encoder, at) => inRoot(encoder, 'meta', `k${at}`)),
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
      for (let at = 0; at < 30_000; at += 1) doc.getMap('meta').set(`d${at}`, new Y.Doc({ guid: 'g' }))
    }),
  ),
  bomb('bomb-one-sub-document', () => docUpdate((doc) => doc.getMap('meta').set('d', new Y.Doc()))),
  {
    id: 'bomb-no-predecessors',
    async run(attack) {
      const line = await attack.line()
      const client = freshClient()
      for (let at = 0; at < 2_500; at += 1)
        line.send(updateMessage(structs(client, 10 + at * 2, 1, (encoder) => inRoot(encoder, 'meta'))))
      await line.outcome()
      await attack.innocents.heardMore()
      return attack.innocents.seenClients.has(client) ? 'it was relayed' : null
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
]

const depths: readonly Case[] = [
  bomb('bomb-nesting', (_attack, client) =>
    structs(client, 0, 12_000, (encoder, at) => nestedType(encoder, client, at)),
  ),
  bomb('bomb-nesting-deleted', (_attack, client) =>
    structs(client, 0, 12_000, (encoder, at) => nestedType(encoder, client, at), deletions(client, 0, 12_000)),
  ),
  bomb('bomb-nesting-just-over', (_attack, client) =>
    structs(client, 0, 101, (encoder, at) => nestedType(encoder, client, at)),
  ),
  {
    id: 'bomb-nesting-in-steps',
    async run(attack) {
      const line = await attack.line()
      const client = freshClient()
      for (let at = 0; at < 400; at += 1)
        line.send(updateMessage(structs(client, at, 1, (encoder) => nestedType(encoder, client, at))))
      return mustClose(line, 4400)
    },
  },
  one('bomb-any-depth', 8, (encoder) => {
    encoding.writeVarUint(encoder, 1)
    for (let at = 0; at < 12_000; at += 1) {
      encoding.writeUint8(encoder, 117)
      encoding.writeVarUint(encoder, 1)
    }
    encoding.writeUint8(encoder, 126)
  }),
  one('bomb-json-depth', 5, (encoder) =>
    encoding.writeVarString(encoder, `${'['.repeat(12_000)}1${']'.repeat(12_000)}`),
  ),
]

const malformed: readonly Case[] = [
  one('bomb-not-json', 5, (encoder) => encoding.writeVarString(encoder, '{"a":')),
  one('bomb-not-utf8', 4, (encoder) => encoding.writeVarUint8Array(encoder, Uint8Array.of(0xff, 0xfe))),
  one('bomb-unknown-type', 7, (encoder) => encoding.writeVarUint(encoder, 99)),
  one('bomb-unknown-content', 30, () => {}),
  one('bomb-text-length-lies', 4, (encoder) => encoding.writeVarUint(encoder, 2 ** 45)),
  one('huge-deleted-run', 1, (encoder) => encoding.writeVarUint(encoder, 2 ** 52)),
  bomb('bomb-v2', (_attack, client) => {
    const doc = new Y.Doc()
    doc.clientID = client
    doc.getMap('meta').set('a', 'x'.repeat(100))
    return Y.encodeStateAsUpdateV2(doc)
  }),
  bomb('bomb-v2rle', () => {
    // The second encoding writes a run of equal numbers once with a count: here one run for a great many structs.
    const doc = new Y.Doc()
    for (let at = 0; at < 5_000; at += 1) doc.getText('body').insert(0, 'x')
    return Y.encodeStateAsUpdateV2(doc)
  }),
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
      const [first, second] = [freshClient(), freshClient()]
      encoding.writeVarUint(encoder, 2)
      for (const [own, other] of [
        [first, second],
        [second, first],
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
  bomb('huge-clock', (_attack, client) => structs(client, 2 ** 53 - 2, 1, (encoder) => inRoot(encoder, 'meta'))),
  bomb('huge-id', () => structs(2 ** 53 - 1, 0, 1, (encoder) => inRoot(encoder, 'meta'))),
  bomb('empty-struct', (_attack, client) =>
    structs(client, 0, 1, (encoder) => {
      encoding.writeUint8(encoder, 0)
      encoding.writeVarUint(encoder, 0)
    }),
  ),
]

const forgeries: readonly Case[] = [
  bomb('forge-clock', (attack) => {
    const victim = attack.innocents.typists[0]!
    return structs(victim.client, victim.clock, 1, (encoder) => inRoot(encoder, 'meta', 'forged'))
  }),
  bomb('forge-clock-range', (attack) => {
    const victim = attack.innocents.typists[0]!
    return structs(victim.client, Math.max(0, victim.clock - 1), 500, (encoder) => inRoot(encoder, 'meta', 'forged'))
  }),
]

/** Updates that no Y.Doc would make: each costs its sender the connection, and nobody else hears of it. */
export const bombCases: readonly Case[] = [...amounts, ...depths, ...malformed, ...forgeries]
