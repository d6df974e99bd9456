/** Whose the Yjs client ids of a room are. An id belongs to the account that was first to write with it. */
export class Authors {
  readonly #members: Map<number, string | null>

  constructor(stored: ReadonlyMap<number, string | null>) {
    this.#members = new Map(stored)
  }

  /** Ids among these that nobody has used yet, and one that is somebody else's, if there is any. */
  look(clients: Iterable<number>, member: string | null): { fresh: number[]; foreign: number | null } {
    const fresh: number[] = []
    let foreign: number | null = null
    for (const client of clients) {
      const owner = this.#members.get(client)
      if (owner === undefined) fresh.push(client)
      else if (owner !== member) foreign = client
    }
    return { fresh, foreign }
  }

  add(clients: readonly number[], member: string | null): void {
    for (const client of clients) this.#members.set(client, member)
  }
}
