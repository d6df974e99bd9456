import { Listeners } from '../listeners.ts'

/** Websockets that never stood, one after the other, before the fallback is tried. */
const FAILED_UPGRADES = 2

/** What this window has learnt about the network it is on: whether websockets get through. */
export class Network {
  readonly #listeners = new Listeners()
  #failed = 0
  #isLimited = false

  /** True while the fallback stands and websockets were tried again in vain: cursors come less often then. */
  readonly isLimited = (): boolean => this.#isLimited
  readonly subscribe = (listener: () => void): (() => void) => this.#listeners.add(listener)

  /** What the next connection is tried with. */
  get next(): 'websocket' | 'stream' {
    return this.#failed < FAILED_UPGRADES ? 'websocket' : 'stream'
  }

  /** A websocket ended before it brought anything. */
  upgradeFailed(): void {
    this.#failed += 1
  }
  /** The fallback did not stand either: more likely there is no server, so both are tried in turn. */
  streamFailed(): void {
    this.#failed = FAILED_UPGRADES - 1
  }
  /** A websocket brought something. */
  websocketStands(): void {
    this.#failed = 0
    this.#set(false)
  }
  /** The fallback stands and a websocket still does not. */
  websocketsAreBlocked(): void {
    this.#set(true)
  }

  #set(isLimited: boolean): void {
    if (this.#isLimited === isLimited) return
    this.#isLimited = isLimited
    this.#listeners.tell()
  }
}

/** The network of this window: a plan that is opened next starts with what the one before has learnt. */
export const network = new Network()
