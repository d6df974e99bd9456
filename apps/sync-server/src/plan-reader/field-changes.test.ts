import { type Scalar, setRegister } from '@concord/schema'
import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { changesOf, type FieldChange } from './field-changes.ts'
import { keptOf } from './kept-changes.ts'
import { chainOf, type RegisterWrite, writesIn } from './register-writes.ts'

/** One register that several editors write, and the log of the server between them. */
class Desk {
  readonly server = new Y.Doc({ gc: true })
  readonly #editors: Y.Doc[]
  readonly #log: { bytes: Uint8Array; seq: number; at: number; member: string; side: 'vendor' }[] = []
  readonly #offline = new Set<number>()
  /** What the register held after each Update. */
  readonly held: (Scalar | null)[] = []

  constructor(editors: number) {
    this.#editors = Array.from({ length: editors }, (_, at) => {
      const doc = new Y.Doc()
      doc.clientID = at + 1
      doc.on('update', (bytes: Uint8Array, origin: unknown) => {
        if (origin !== 'remote' && !this.#offline.has(at)) this.#arrive(at, bytes)
      })
      return doc
    })
  }

  set(editor: number, value: Scalar | null): void {
    setRegister(this.#editors[editor]!, 'meta', 'marginRatePct', value)
  }

  goOffline(editor: number): void {
    this.#offline.add(editor)
  }

  comeBack(editor: number): void {
    if (!this.#offline.delete(editor)) return
    const doc = this.#editors[editor]!
    const lacks = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(this.server))
    const vector = Y.encodeStateVector(doc)
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(this.server, vector), 'remote')
    this.#arrive(editor, lacks)
  }

  changes(): FieldChange[] {
    const chain = chainOf(this.server.getMap('meta'), 'marginRatePct', Number.POSITIVE_INFINITY)
    const writes = this.#log.flatMap((update): RegisterWrite[] => writesIn(update, chain.ids))
    return changesOf(chain, writes)
  }

  /** The same, told from what is kept when the log has gone. */
  keptChanges(): FieldChange[] {
    const chain = chainOf(this.server.getMap('meta'), 'marginRatePct', Number.POSITIVE_INFINITY)
    const writes = keptOf(this.server, this.#log).map((change): RegisterWrite => {
      expect(change).toMatchObject({
        block: 'meta',
        path: 'marginRatePct',
        act: expect.stringMatching(/^(set|clear)$/),
      })
      return { ...change, act: change.act === 'set' ? 'set' : 'clear' }
    })
    return changesOf(chain, writes)
  }

  #arrive(from: number, bytes: Uint8Array): void {
    Y.applyUpdate(this.server, bytes)
    const seq = this.#log.length + 1
    this.#log.push({ bytes, seq, at: seq * 1_000, member: `member-${from}`, side: 'vendor' })
    this.held.push((this.server.getMap('meta').get('marginRatePct') as Scalar | undefined) ?? null)
    for (const [at, doc] of this.#editors.entries())
      if (at !== from && !this.#offline.has(at)) Y.applyUpdate(doc, bytes, 'remote')
  }
}

const told = (changes: readonly FieldChange[]) =>
  changes.map(({ member, from, to, isOverruled }) => [member, from, to, ...(isOverruled ? ['overruled'] : [])])

test('each change tells who, the old value and the new one, a clearing and a repeated value included', () => {
  const desk = new Desk(2)
  desk.set(0, 110)
  desk.set(1, 120)
  desk.set(0, null)
  desk.set(1, 120)
  expect(told(desk.changes())).toEqual([
    ['member-0', null, 110],
    ['member-1', 110, 120],
    ['member-0', 120, null],
    ['member-1', null, 120],
  ])
  expect(desk.changes().map(({ at }) => at)).toEqual([1_000, 2_000, 3_000, 4_000])
})

test('of two values set apart one stands; the other is told as overruled and changed nothing', () => {
  const desk = new Desk(2)
  desk.set(0, 100)
  for (const editor of [0, 1]) desk.goOffline(editor)
  desk.set(0, 150)
  desk.set(1, 165)
  desk.comeBack(1)
  desk.comeBack(0)
  const stands = desk.held.at(-1)
  const changes = told(desk.changes())
  expect(changes.at(-1)).toEqual(stands === 165 ? ['member-0', 165, 150, 'overruled'] : ['member-0', 165, 150])
  expect(changes).toHaveLength(3)
})

test('what was overwritten before the server got it is a change whose value is not known', () => {
  const desk = new Desk(1)
  desk.goOffline(0)
  desk.set(0, 1)
  desk.set(0, 2)
  desk.comeBack(0)
  expect(told(desk.changes()).at(-1)).toEqual(['member-0', undefined, 2])
})

test.each([1, 2, 3, 4, 5, 6, 7, 8])(
  'seed %i: the changes lead from empty through what the register held to what it holds',
  (seed) => {
    const draw = lcg(seed)
    const desk = new Desk(3)
    for (let step = 0; step < 60; step += 1) {
      const editor = draw(3)
      const act = draw(10)
      if (act === 0) desk.goOffline(editor)
      else if (act === 1) desk.comeBack(editor)
      else desk.set(editor, act < 4 ? null : draw(5))
    }
    for (const editor of [0, 1, 2]) desk.comeBack(editor)
    const changes = desk.changes()
    // Thinning loses none of it.
    expect(told(desk.keptChanges())).toEqual(told(changes))
    const stood = changes.filter(({ isOverruled }) => !isOverruled)
    expect(stood.at(-1)?.to ?? null).toEqual(desk.held.at(-1) ?? null)
    // After each Update the last change it brought leads to the value the register then held.
    const lastOf = new Map(stood.map((change) => [change.seq, change.to]))
    for (const [seq, to] of lastOf) expect(to).toEqual(desk.held[seq - 1])
    expect(stood[0]?.from).toBeNull()
    for (const [at, change] of stood.entries()) if (at > 0) expect(change.from).toEqual(stood[at - 1]!.to)
  },
)

/** The same draws for the same seed. */
function lcg(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}
