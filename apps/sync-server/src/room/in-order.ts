import type { Id, Struct } from './update-reader.ts'

/**
 * Visits structs so that each comes after everything it builds on, as a Y.Doc takes them in. `reached` says how far a
 * client's clock goes already. Answers the structs that never had their turn: something they build on is missing, or
 * they build on each other.
 */
export function inOrder(
  structs: readonly Struct[],
  reached: (client: number) => number,
  visit: (struct: Struct) => void,
): readonly Struct[] {
  const ends = new Map<number, number>()
  const end = (client: number) => ends.get(client) ?? reached(client)
  const isThere = (id: Id | string | null) => id === null || typeof id === 'string' || id.clock < end(id.client)
  let waiting = structs
  for (;;) {
    const stillWaiting: Struct[] = []
    const stuck = new Set<number>()
    for (const struct of waiting) {
      const isReady =
        !struct.isSkip &&
        !stuck.has(struct.client) &&
        struct.clock <= end(struct.client) &&
        isThere(struct.origin) &&
        isThere(struct.rightOrigin) &&
        isThere(struct.parent)
      if (!isReady) {
        // What follows of the same client follows it here too.
        stuck.add(struct.client)
        stillWaiting.push(struct)
        continue
      }
      visit(struct)
      ends.set(struct.client, Math.max(end(struct.client), struct.clock + struct.length))
    }
    if (stillWaiting.length === 0 || stillWaiting.length === waiting.length) return stillWaiting
    waiting = stillWaiting
  }
}
