import { expect, test } from 'vitest'
import * as Y from 'yjs'
import { defaultLimits } from '../limits.ts'
import { Known } from './known.ts'
import { learn, scan } from './scan.ts'
import { readUpdate } from './update-reader.ts'

const roots = new Set(['body', 'blocks', 'meta'])
const COUNT = Number(process.env.CONCORD_MUTATIONS ?? 100_000)
const SEED = Number(process.env.CONCORD_FUZZ_SEED ?? 1)

/** Numbers that are the same for the same seed. */
function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 4_294_967_296) * below)
  }
}

/** Honest updates with every kind of content, each building on the ones before. */
function honestUpdates(): Uint8Array[] {
  const doc = new Y.Doc()
  doc.clientID = 77
  const updates: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => updates.push(update))
  const blocks = doc.getMap<unknown>('blocks')
  const meta = doc.getMap<unknown>('meta')
  const body = doc.getXmlFragment('body')
  const text = new Y.Text()
  blocks.set('text', text)
  text.insert(0, 'words é 🙂 words')
  text.format(0, 3, { bold: true })
  text.insertEmbed(2, { image: 'x' })
  text.delete(4, 3)
  meta.set('number', 3.25)
  meta.set('big', 2 ** 40)
  meta.set('list', [1, 'two', null, { three: true }])
  meta.set('bytes', Uint8Array.of(1, 2, 3))
  meta.delete('number')
  const paragraph = new Y.XmlElement('paragraph')
  body.insert(0, [paragraph, new Y.XmlText('plain'), new Y.XmlElement('heading')])
  paragraph.setAttribute('level', '2')
  blocks.set('array', Y.Array.from([1, 'x', { y: 2 }]))
  const rows = new Y.Map<unknown>()
  blocks.set('rows', rows)
  rows.set('one', new Y.Map([['order', 'a0']]))
  return updates
}

test('RM7 whatever passes, Yjs can take: mutated updates inside a valid envelope', () => {
  const honest = honestUpdates()
  const merged = honest.map((_, at) => (at === 0 ? honest[0]! : Y.mergeUpdates(honest.slice(0, at))))
  const random = numbers(SEED)
  const outcomes = { news: 0, known: 0, gap: 0, refused: 0 }
  for (let run = 0; run < COUNT; run += 1) {
    const at = random(honest.length)
    const bytes = mutated(honest[at]!, random)
    const doc = new Y.Doc()
    // Now and then the mutation meets what came before it.
    const before = random(2) === 0 && at > 0 ? [merged[at]!] : []
    const known = new Known(() => before)
    for (const update of before) {
      const found = scan(update, known, roots, defaultLimits)
      if (found.outcome === 'news') learn(known, found.news)
    }
    const found = scan(bytes, known, roots, defaultLimits)
    outcomes[found.outcome] += 1
    if (found.outcome !== 'news') continue
    for (const update of before) Y.applyUpdate(doc, update)
    const hex = () => `run ${run} of seed ${SEED}, update ${at} as ${Buffer.from(bytes).toString('hex')}`
    expect(() => Y.applyUpdate(doc, bytes), hex()).not.toThrow()
    expect(doc.store.pendingStructs, hex()).toBeNull()
    expect(doc.store.pendingDs, hex()).toBeNull()
    learn(known, found.news)
    expect(Y.decodeStateVector(Y.encodeStateVector(doc)), hex()).toEqual(known.clocks)
    // What a newcomer gets of it can be read again.
    expect(() => Y.applyUpdate(new Y.Doc(), Y.encodeStateAsUpdate(doc)), hex()).not.toThrow()
  }
  for (const count of Object.values(outcomes)) expect(count).toBeGreaterThan(0)
})

test('RM7 every honest update is read as Yjs reads it', () => {
  const noLimits = { structsPerMessage: 1e9, clientsPerMessage: 1e9 }
  for (const bytes of honestUpdates()) {
    const { structs } = Y.decodeUpdate(bytes)
    expect(readUpdate(bytes, noLimits).structs.map(({ clock, length }) => [clock, length])).toEqual(
      structs.map((struct) => [struct.id.clock, struct.length]),
    )
  }
})

function mutated(bytes: Uint8Array, random: (below: number) => number): Uint8Array {
  const copy = [...bytes]
  for (let changes = 1 + random(3); changes > 0; changes -= 1) {
    const at = random(copy.length)
    switch (random(5)) {
      case 0:
        copy[at] = random(256)
        break
      case 1:
        copy[at] = (copy[at]! ^ (1 << random(8))) & 255
        break
      case 2:
        copy.splice(at, 1)
        break
      case 3:
        copy.splice(at, 0, random(256))
        break
      case 4:
        copy.splice(at, random(6), ...copy.slice(random(copy.length)).slice(0, random(8)))
    }
    if (copy.length === 0) copy.push(0)
  }
  return Uint8Array.from(copy)
}
