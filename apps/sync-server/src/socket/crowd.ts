import type { Limits } from '../limits.ts'
import type { Room } from '../room/room.ts'
import type { Connection } from './connection.ts'

/** Who is connected, and how many sockets a person and an address hold. */
export class Crowd {
  readonly #limits: Limits
  readonly #rooms = new Map<Connection, Room>()
  readonly #perPerson = new Map<string, number>()
  readonly #perAddress = new Map<string, number>()
  #whenEmpty: (() => void)[] = []

  constructor(limits: Limits) {
    this.#limits = limits
  }

  get size(): number {
    return this.#rooms.size
  }
  get connections(): Iterable<Connection> {
    return this.#rooms.keys()
  }
  roomOf(connection: Connection): Room | undefined {
    return this.#rooms.get(connection)
  }

  /** Counts one more socket; answers how to count it off, or null when there are too many. */
  enter(person: string, address: string): (() => void) | null {
    const { socketsPerPerson, socketsPerAddress } = this.#limits
    if ((this.#perPerson.get(person) ?? 0) >= socketsPerPerson) return null
    if ((this.#perAddress.get(address) ?? 0) >= socketsPerAddress) return null
    count(this.#perPerson, person, 1)
    count(this.#perAddress, address, 1)
    let isIn = true
    return () => {
      if (!isIn) return
      isIn = false
      count(this.#perPerson, person, -1)
      count(this.#perAddress, address, -1)
    }
  }

  add(connection: Connection, room: Room): void {
    this.#rooms.set(connection, room)
  }

  remove(connection: Connection): void {
    this.#rooms.delete(connection)
    if (this.#rooms.size > 0) return
    for (const resolve of this.#whenEmpty) resolve()
    this.#whenEmpty = []
  }

  /** Resolves when nobody is connected any more. */
  empty(): Promise<void> {
    return this.#rooms.size === 0 ? Promise.resolve() : new Promise((resolve) => this.#whenEmpty.push(resolve))
  }
}

function count(all: Map<string, number>, key: string, by: number): void {
  const now = (all.get(key) ?? 0) + by
  if (now > 0) all.set(key, now)
  else all.delete(key)
}
