import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { freshClient } from '../../bench/sync/typing-load.ts'
import { Typist } from '../../bench/sync/typist.ts'
import { type Attack, type Case, mustClose, mustStay, syncMessage, updateMessage } from '../attack.ts'
import { deletions, inRoot, structs, written } from '../hand-made.ts'

type Shape = (client: number, attack: Attack) => Uint8Array

/** An update of a Y.Doc of this client. */
const docUpdate =
  (make: (doc: Y.Doc) => void): Shape =>
  (client) => {
    const doc = new Y.Doc()
    doc.clientID = client
    make(doc)
    return Y.encodeStateAsUpdate(doc)
  }

/** Nothing but a deletion of what an honest person wrote. */
const deletion: Shape = (_client, { innocents }) =>
  written((encoder) => {
    encoding.writeVarUint(encoder, 0)
    deletions(innocents.typists[0]!.client, 0, 1)(encoder)
  })

/** What changes a plan, in every way there is. */
const writes: readonly Shape[] = [
  (client) => new Typist(client).key(),
  (client) => new Typist(client).key('much '.repeat(50)),
  (client) => structs(client, 0, 1, (encoder) => inRoot(encoder, 'meta', 'title')),
  (client) => structs(client, 0, 1, (encoder) => inRoot(encoder, 'foreign')),
  (client) => structs(client, 7, 1, (encoder) => inRoot(encoder, 'meta')),
  (_client, { innocents: { typists } }) =>
    structs(typists[0]!.client, typists[0]!.clock, 1, (encoder) => inRoot(encoder, 'meta')),
  deletion,
  docUpdate((doc) => doc.getMap('blocks').set('b', new Y.Map([['kind', 'goal']]))),
  docUpdate((doc) => doc.getMap('meta').set('n', { any: [1, null] })),
  docUpdate((doc) => doc.getMap('meta').set('bytes', Uint8Array.of(1, 2))),
  docUpdate((doc) => doc.getXmlFragment('body').insert(0, [new Y.XmlElement('paragraph')])),
  docUpdate((doc) => {
    const text = new Y.Text('words')
    doc.getMap('blocks').set('t', text)
    text.format(0, 2, { bold: true })
    text.insertEmbed(1, { image: 'x' })
  }),
  () => Uint8Array.of(1, 2, 3),
  docUpdate((doc) => doc.getMap('meta').set('d', new Y.Doc())),
]

/** Each as an update, and some as an answer to a question nobody asked. */
const messages: readonly Shape[] = [
  ...writes.map(
    (write): Shape =>
      (client, attack) =>
        updateMessage(write(client, attack)),
  ),
  ...writes.slice(0, 7).map(
    (write): Shape =>
      (client, attack) =>
        syncMessage(1, write(client, attack)),
  ),
]

/** Who may not write, and who may not even come in. */
export const roleCases: readonly Case[] = [
  {
    id: 'ro-write',
    isOursOnly: true,
    async run(attack) {
      for (const [at, message] of messages.entries()) {
        const line = await attack.line(attack.viewer)
        const client = freshClient()
        line.send(message(client, attack))
        const outcome = await mustClose(line, 4403)
        if (outcome) return `shape ${at}: ${outcome}`
        await attack.innocents.heardMore()
        if (attack.innocents.seenClients.has(client)) return `shape ${at} was relayed`
      }
      return null
    },
  },
  {
    id: 'ro-says-nothing',
    isOursOnly: true,
    async run(attack) {
      const line = await attack.line(attack.viewer)
      // A stock client that has nothing to offer says so: that is no writing.
      line.send(syncMessage(1, Uint8Array.of(0, 0)))
      return mustStay(line)
    },
  },
  {
    id: 'room-stranger',
    isOursOnly: true,
    async run(attack) {
      return mustClose(await attack.line(attack.target.others!.stranger), 4404)
    },
  },
]
