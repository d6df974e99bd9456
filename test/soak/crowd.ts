import type { Target } from '../bench/sync/target.ts'
import type { Rng } from '../support/rng.ts'
import { clocksOf, Person } from './person.ts'

const MEETINGS = 10
const QUIET = 40

/** Meetings of five in some rooms, two people now and then in many others; all that happens in a company's day. */
export class Crowd {
  /** Rooms that the server must have. */
  static readonly ROOMS = MEETINGS + QUIET
  readonly #target: Target
  readonly #random: Rng
  readonly #meetings: readonly Person[]
  readonly #quiet: readonly Person[]
  readonly #timers: NodeJS.Timeout[] = []
  readonly errors: string[] = []

  constructor(target: Target, random: Rng) {
    this.#target = target
    this.#random = random
    const inEach = (rooms: readonly string[], count: number) =>
      rooms.flatMap((room) => Array.from({ length: count }, () => new Person(target, room)))
    this.#meetings = inEach(target.rooms.slice(0, MEETINGS), 5)
    this.#quiet = inEach(target.rooms.slice(MEETINGS), 2)
  }

  get #people(): readonly Person[] {
    return [...this.#meetings, ...this.#quiet]
  }
  get size(): number {
    return this.#people.length
  }
  get isSaved(): boolean {
    return this.#people.every(({ isThere, isSaved }) => isThere && isSaved)
  }
  /** Ends of connections that nobody asked for. */
  get cuts(): number {
    return this.#people.reduce((sum, person) => sum + person.cuts, 0)
  }
  takeLatencies(): number[] {
    return this.#people.flatMap((person) => person.latencies.splice(0))
  }

  /** Everybody comes in, and the day begins. */
  async join(): Promise<void> {
    for (const person of this.#people) await person.join()
    this.#every(20, () => this.#liveliest().type(this.#random))
    this.#every(1_000, () => this.#pick(this.#quiet).type(this.#random))
    this.#every(100, () => this.#pick(this.#people).moveCursor(this.#random))
    this.#every(5_000, () => this.#comeBack())
    this.#every(60_000, () => this.#emptyRoom())
    this.#every(4_000, () => this.#readPage())
  }

  /** The day is over: whoever is on his way arrives, and everything typed is acknowledged. At most a minute. */
  async rest(): Promise<void> {
    for (const timer of this.#timers) clearInterval(timer)
    for (let tries = 0; tries < 3_000 && !this.isSaved; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 20))
  }

  /** Letters that a newcomer does not get. */
  async lostLetters(): Promise<number> {
    let lost = 0
    for (const room of this.#target.rooms) {
      const clocks = await clocksOf(this.#target, room)
      for (const person of this.#people)
        if (person.room === room) lost += Math.max(0, person.clock - (clocks.get(person.client) ?? 0))
    }
    return lost
  }

  async leave(): Promise<void> {
    for (const person of this.#people) await person.leave()
  }

  async #comeBack(): Promise<void> {
    const person = this.#pick(this.#people)
    if (!person.isThere) return
    await person.leave()
    await person.join()
  }

  /** A room that nobody is in goes from memory, and comes back. */
  async #emptyRoom(): Promise<void> {
    const room = this.#pick(this.#target.rooms.slice(MEETINGS))
    const members = this.#quiet.filter((person) => person.room === room && person.isThere)
    for (const person of members) await person.leave()
    await new Promise((resolve) => setTimeout(resolve, 45_000))
    for (const person of members) await person.join()
  }

  async #readPage(): Promise<void> {
    const plan = this.#pick(this.#target.rooms).split(':')[1]!
    const { origin } = this.#target.url(this.#target.rooms[0]!)
    const page = await fetch(`${origin}/p/${plan}`, { headers: this.#target.headers })
    await page.text()
    if (page.status !== 200) throw new Error(`a page was answered with ${page.status}`)
  }

  /**
   * Somebody of a meeting, the first ones more often: meetings of one pace would all be compacted at the same time, and
   * what is held would rise and fall by more than what is looked for.
   */
  #liveliest(): Person {
    const at = (this.#random.below(1_000) / 1_000) ** 1.5
    return this.#meetings[Math.floor(at * this.#meetings.length)]!
  }

  #pick<T>(list: readonly T[]): T {
    return list[this.#random.below(list.length)]!
  }

  #every(ms: number, act: () => unknown): void {
    const run = () =>
      Promise.resolve()
        .then(act)
        .catch((error: Error) => this.errors.push(error.message))
    this.#timers.push(setInterval(run, ms))
  }
}
