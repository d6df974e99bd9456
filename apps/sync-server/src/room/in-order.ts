import type { Id, Struct } from './update-reader.ts'

/** The structs of one client, which follow each other. */
interface Line {
  readonly structs: Struct[]
  /** The next one to have its turn. */
  at: number
  /** How far the client's clock goes. */
  end: number
  /** The clock of another client that the next one needs. */
  awaits: number
  /** Lines that need more of this one. */
  waiting: Line[]
}

/**
 * Visits structs so that each comes after everything it builds on, as a Y.Doc takes them in. `reached` says how far a
 * client's clock goes already. Answers the structs that never had their turn: something they build on is missing, or
 * they build on each other. Each is looked at again only when what it waited for has come: somebody may send
 * thousands that build on each other in turn.
 */
export function inOrder(
  structs: readonly Struct[],
  reached: (client: number) => number,
  visit: (struct: Struct) => void,
): readonly Struct[] {
  const lines = new Map<number, Line>()
  for (const struct of structs) {
    const line = lines.get(struct.client)
    if (line) line.structs.push(struct)
    else
      lines.set(struct.client, {
        structs: [struct],
        at: 0,
        end: reached(struct.client),
        awaits: 0,
        waiting: [],
      })
  }
  const isMissing = (id: Id | string | null): id is Id =>
    id !== null && typeof id !== 'string' && id.clock >= (lines.get(id.client)?.end ?? reached(id.client))

  /** Goes on with a line as far as it can. */
  const advance = (line: Line): void => {
    for (; line.at < line.structs.length; line.at += 1) {
      const struct = line.structs[line.at]!
      const { origin, rightOrigin, parent } = struct
      // Nothing can fill a hole in the line itself: what follows it stays.
      if (struct.isSkip || struct.clock > line.end) return
      const missing = [origin, rightOrigin, parent].find(isMissing)
      if (missing) {
        line.awaits = missing.clock
        lines.get(missing.client)?.waiting.push(line)
        return
      }
      visit(struct)
      line.end = Math.max(line.end, struct.clock + struct.length)
    }
  }

  const ready = [...lines.values()].reverse()
  for (let line = ready.pop(); line; line = ready.pop()) {
    advance(line)
    const { end, waiting } = line
    line.waiting = waiting.filter(({ awaits }) => awaits >= end)
    if (line.waiting.length < waiting.length) ready.push(...waiting.filter(({ awaits }) => awaits < end))
  }
  return [...lines.values()].flatMap((line) => line.structs.slice(line.at))
}
