import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { inOrder } from './in-order.ts'
import { type Id, readUpdate, type Struct } from './update-reader.ts'

const noLimits = { structsPerMessage: Number.POSITIVE_INFINITY, clientsPerMessage: Number.POSITIVE_INFINITY }
const nothing = () => 0

/** Each of them knows all letters so far, and puts his own behind the last one. */
function writtenInTurn(clients: readonly number[], letters: number): Struct[] {
  const docs = clients.map((clientID) => Object.assign(new Y.Doc(), { clientID }))
  for (let at = 0; at < letters; at += 1) {
    const [writer, last] = [docs[at % docs.length]!, docs[(at + docs.length - 1) % docs.length]!]
    Y.applyUpdate(writer, Y.encodeStateAsUpdate(last, Y.encodeStateVector(writer)))
    writer.getText('body').insert(writer.getText('body').length, 'x')
  }
  return [...readUpdate(Y.encodeStateAsUpdate(docs[(letters - 1) % docs.length]!), noLimits).structs]
}

/** Which structs are visited, in this order; it throws when one comes before what it builds on. */
function visited(structs: readonly Struct[], reached: (client: number) => number = nothing) {
  const ends = new Map<number, number>()
  const seen: Struct[] = []
  const left = inOrder(structs, reached, (struct) => {
    const isThere = (id: Id | string | null) =>
      id === null || typeof id === 'string' || id.clock < (ends.get(id.client) ?? reached(id.client))
    if (![struct.origin, struct.rightOrigin, struct.parent].every(isThere)) throw new Error('It came too early')
    ends.set(struct.client, struct.clock + struct.length)
    seen.push(struct)
  })
  return { seen, left }
}

describe('RM7 structs in the order a Y.Doc takes them in', () => {
  it.each([[[1, 2]], [[2, 1]], [[7, 3, 9, 1, 5]]])('what clients %j wrote in turn has its turn', (clients) => {
    const structs = writtenInTurn(clients, 200)
    const { seen, left } = visited(structs)
    expect(seen).toHaveLength(structs.length)
    expect(left).toEqual([])
  })

  it('looks at thousands that build on each other in turn a few times each, whichever client stands first', () => {
    let looks = 0
    const structs = writtenInTurn([1, 2], 2_000).map((struct) =>
      Object.defineProperty({ ...struct }, 'origin', {
        get: () => {
          looks += 1
          return struct.origin
        },
      }),
    )
    for (const order of [structs, structs.toReversed().sort((a, b) => b.client - a.client || a.clock - b.clock)]) {
      looks = 0
      expect(inOrder(order, nothing, () => {})).toEqual([])
      expect(looks).toBeLessThanOrEqual(3 * structs.length)
    }
  })

  it('leaves what builds on something that is not there, and what follows it', () => {
    const structs = writtenInTurn([1, 2], 10)
    const { seen, left } = visited(structs.filter(({ client, clock }) => client === 1 || clock > 0))
    expect(seen).toHaveLength(1)
    expect(left).toHaveLength(8)
  })

  it('goes on from what is known', () => {
    const structs = writtenInTurn([1, 2], 10).filter(({ clock }) => clock >= 3)
    expect(visited(structs, () => 3).left).toEqual([])
  })

  it('leaves structs that build on each other or on themselves', () => {
    const struct = (client: number, origin: Id): Struct => ({
      ...writtenInTurn([1], 1)[0]!,
      client,
      origin,
      parent: null,
    })
    expect(visited([struct(1, { client: 2, clock: 0 }), struct(2, { client: 1, clock: 0 })]).left).toHaveLength(2)
    expect(visited([struct(3, { client: 3, clock: 0 })]).left).toHaveLength(1)
  })
})
