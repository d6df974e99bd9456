import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'

/** How much one update may hold: the server reads each in one go and refuses what is too much for that. */
export interface UpdateSize {
  readonly structs: number
  readonly bytes: number
}

/** Well below what the server takes in one message, so that it serves others between two of them. */
const DEFAULT_SIZE: UpdateSize = { structs: 2000, bytes: 256 * 1024 }
/** No update this short holds too much: a struct takes two bytes at least. */
const SURELY_SMALL = 4 * 1024

type Struct = Y.Item | Y.GC
type Deletions = ReturnType<typeof Y.createDeleteSet>

interface Line {
  readonly client: number
  readonly structs: readonly Struct[]
  /** The next struct to go. */
  at: number
}

/** Structs of one client that follow each other, from a clock on. */
interface Run {
  readonly clock: number
  readonly structs: Struct[]
}

/**
 * What somebody with this state vector lacks, as updates of bounded size that build on each other in this order. At
 * least one; the last one completes the others.
 */
export function missingUpdates(doc: Y.Doc, vector: Uint8Array, size = DEFAULT_SIZE): readonly Uint8Array[] {
  const whole = Y.encodeStateAsUpdate(doc, vector)
  if (whole.length <= SURELY_SMALL) return [whole]
  const reached = Y.decodeStateVector(vector)
  const lines: Line[] = [...doc.store.clients]
    .filter(([client]) => Y.getState(doc.store, client) > (reached.get(client) ?? 0))
    // Without a clock of theirs, the first struct begins at 0.
    .map(([client, structs]) => ({ client, structs, at: Y.findIndexSS(structs, reached.get(client) ?? 0) }))
  return [...structUpdates(lines, reached, size), ...deletionUpdates(Y.createDeleteSetFromStructStore(doc.store), size)]
}

/**
 * A long update in pieces that can be applied one after the other. It stays whole when the Y.Doc lacks something that
 * it builds on: then it has to wait as it is.
 */
export function piecesOf(update: Uint8Array, doc: Y.Doc, size: UpdateSize): readonly Uint8Array[] {
  const { structs, ds } = Y.decodeUpdate(update)
  const reached = new Map([...doc.store.clients.keys()].map((client) => [client, Y.getState(doc.store, client)]))
  const lines = new Map<number, Struct[]>()
  for (const struct of structs) {
    if (struct instanceof Y.Skip) return [update]
    const known = reached.get(struct.id.client) ?? 0
    if (struct.id.clock + struct.length <= known) continue
    const line = lines.get(struct.id.client)
    if (line) line.push(struct)
    else if (struct.id.clock > known) return [update]
    else lines.set(struct.id.client, [struct])
  }
  try {
    const open = [...lines].map(([client, line]) => ({ client, structs: line, at: 0 }))
    return [...structUpdates(open, reached, size), ...deletionUpdates(ds, size)]
  } catch (error) {
    if (error instanceof Unready) return [update]
    throw error
  }
}

/** Something builds on what is not there. */
class Unready extends Error {
  override readonly name = 'Unready'
}

function* structUpdates(lines: Line[], reached: Map<number, number>, size: UpdateSize): Generator<Uint8Array> {
  let runs = new Map<number, Run>()
  let [structs, bytes] = [0, 0]
  let left = lines
  while (left.length > 0) {
    let hasMoved = false
    for (const line of left) {
      for (let struct = line.structs[line.at]; struct && isReady(struct, reached); struct = line.structs[line.at]) {
        const run = runs.get(line.client) ?? { clock: reached.get(line.client) ?? 0, structs: [] }
        run.structs.push(struct)
        runs.set(line.client, run)
        reached.set(line.client, struct.id.clock + struct.length)
        line.at += 1
        hasMoved = true
        structs += 1
        bytes += weight(struct)
        if (structs < size.structs && bytes < size.bytes) continue
        yield encoded(runs)
        runs = new Map()
        structs = 0
        bytes = 0
      }
    }
    left = left.filter(({ structs: all, at }) => at < all.length)
    if (!hasMoved) throw new Unready()
  }
  if (runs.size > 0) yield encoded(runs)
}

/** True when everything a struct stands on has gone before it. */
function isReady(struct: Struct, reached: ReadonlyMap<number, number>): boolean {
  if (!(struct instanceof Y.Item)) return true
  const parent = struct.parent instanceof Y.AbstractType ? struct.parent._item?.id : struct.parent
  return [struct.origin, struct.rightOrigin, parent].every(
    (id) => !(id instanceof Y.ID) || id.client === struct.id.client || id.clock < (reached.get(id.client) ?? 0),
  )
}

/** About how many bytes a struct takes. */
const weight = (struct: Struct): number =>
  struct instanceof Y.Item && struct.content instanceof Y.ContentString ? 20 + struct.length : 20

function encoded(runs: ReadonlyMap<number, Run>): Uint8Array {
  const encoder = new Y.UpdateEncoderV1()
  encoding.writeVarUint(encoder.restEncoder, runs.size)
  // Higher ids first, as Yjs itself does it.
  for (const [client, { clock, structs }] of [...runs].sort(([a], [b]) => b - a)) {
    encoding.writeVarUint(encoder.restEncoder, structs.length)
    encoder.writeClient(client)
    encoding.writeVarUint(encoder.restEncoder, clock)
    for (const struct of structs) struct.write(encoder, Math.max(0, clock - struct.id.clock))
  }
  encoding.writeVarUint(encoder.restEncoder, 0)
  return encoder.toUint8Array()
}

/** Everything deleted, known or not: a state vector says nothing about it. */
function* deletionUpdates({ clients }: Deletions, size: UpdateSize): Generator<Uint8Array> {
  let part = Y.createDeleteSet()
  let count = 0
  for (const [client, deleted] of clients) {
    for (let at = 0; at < deleted.length; ) {
      const taken = deleted.slice(at, at + size.structs - count)
      part.clients.set(client, taken)
      at += taken.length
      count += taken.length
      if (count < size.structs) continue
      yield encodedDeletions(part)
      part = Y.createDeleteSet()
      count = 0
    }
  }
  yield encodedDeletions(part)
}

function encodedDeletions(deletions: Deletions): Uint8Array {
  const encoder = new Y.UpdateEncoderV1()
  encoding.writeVarUint(encoder.restEncoder, 0)
  encoding.writeVarUint(encoder.restEncoder, deletions.clients.size)
  for (const [client, runs] of deletions.clients) {
    encoder.resetDsCurVal()
    encoding.writeVarUint(encoder.restEncoder, client)
    encoding.writeVarUint(encoder.restEncoder, runs.length)
    for (const { clock, len } of runs) {
      encoder.writeDsClock(clock)
      encoder.writeDsLen(len)
    }
  }
  return encoder.toUint8Array()
}
