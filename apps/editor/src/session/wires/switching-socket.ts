import type { Network } from './network.ts'
import { BROKEN, type Ended, type SocketLike, turnAway } from './socket-like.ts'

/** A wire that has brought nothing for so long leads nowhere, whatever it claims. */
const PATIENCE_MS = 10_000
/** While the fallback stands, pauses between two tries for a websocket: from the first to the longest. */
const FIRST_PAUSE_MS = 4_000
const LONGEST_PAUSE_MS = 300_000

export interface SwitchingParts {
  readonly network: Network
  readonly websocket: (url: string) => SocketLike
  readonly stream: (url: string) => SocketLike
  /** A fresh connection stands; nothing has been sent on it. */
  readonly connected: () => void
  /** The connection goes on over another wire; nothing has been sent on that one. */
  readonly moved: () => void
  /** A message left on the present wire. */
  readonly sent: (message: Uint8Array) => void
}

/**
 * A socket for the provider, over a websocket where those get through and over the fallback where they do not. From the
 * fallback it moves to a websocket as soon as one stands: the new wire begins as every connection does, by asking what
 * is missing on either side, so what the old one had not delivered goes with the answer, and what it had is not
 * applied twice. Only then does the old one go.
 */
export class SwitchingSocket implements SocketLike {
  binaryType = 'arraybuffer'
  readonly OPEN = 1
  onopen: SocketLike['onopen'] = null
  onmessage: SocketLike['onmessage'] = null
  onerror: SocketLike['onerror'] = null
  onclose: SocketLike['onclose'] = null
  readonly #url: string
  readonly #parts: SwitchingParts
  #wire: SocketLike
  #patience: ReturnType<typeof setTimeout> | undefined
  /** A websocket that is being tried while the fallback carries. */
  #trial: SocketLike | null = null
  #trialTimer: ReturnType<typeof setTimeout> | undefined
  #pause = FIRST_PAUSE_MS

  constructor(url: string, parts: SwitchingParts) {
    this.#url = url
    this.#parts = parts
    const kind = parts.network.next
    this.#wire = parts[kind](url)
    if (kind === 'websocket') this.#beginOnWebsocket(this.#wire)
    else this.#beginOnStream(this.#wire)
  }

  get readyState(): number {
    return this.#wire.readyState
  }

  send(message: Uint8Array): void {
    this.#wire.send(message)
    this.#parts.sent(message)
  }

  close(): void {
    this.#stop()
    turnAway(this.#wire)
    this.#wire.close()
  }

  #beginOnWebsocket(wire: SocketLike): void {
    const { network } = this.#parts
    const fail = () => network.upgradeFailed()
    this.#patience = setTimeout(() => this.#giveUp(fail), PATIENCE_MS)
    this.#listen(wire, {
      heard: () => network.websocketStands(),
      // The server's own word to go shows that websockets get through.
      neverHeard: ({ code }) => code === BROKEN && fail(),
    })
  }

  #beginOnStream(wire: SocketLike): void {
    const { network } = this.#parts
    const fail = () => network.streamFailed()
    this.#patience = setTimeout(() => this.#giveUp(fail), PATIENCE_MS)
    this.#listen(wire, { heard: () => this.#try(), neverHeard: fail })
  }

  /** Hands on what a wire says; the first message shows that it leads somewhere. */
  #listen(wire: SocketLike, told: { heard: () => void; neverHeard: (ended: Ended) => void }): void {
    wire.binaryType = this.binaryType
    let hasHeard = false
    wire.onopen = (event) => {
      this.#parts.connected()
      this.onopen?.(event)
    }
    wire.onmessage = (event) => {
      if (!hasHeard) {
        hasHeard = true
        clearTimeout(this.#patience)
        told.heard()
      }
      this.onmessage?.(event)
    }
    wire.onerror = (event) => this.onerror?.(event)
    wire.onclose = (ended) => {
      this.#stop()
      if (!hasHeard) told.neverHeard(ended)
      this.onclose?.(ended)
    }
  }

  #giveUp(fail: () => void): void {
    this.close()
    fail()
    this.onclose?.({ code: BROKEN, reason: '' })
  }

  /** Tries a websocket beside the fallback; nothing of the page notices unless it stands. */
  #try(): void {
    const trial = this.#parts.websocket(this.#url)
    this.#trial = trial
    trial.binaryType = this.binaryType
    this.#trialTimer = setTimeout(() => this.#tryLater(), PATIENCE_MS)
    trial.onerror = () => {}
    trial.onclose = () => this.#tryLater()
    trial.onmessage = (first) => this.#moveTo(trial, first)
  }

  #tryLater(): void {
    this.#dropTrial()
    this.#parts.network.websocketsAreBlocked()
    // Spread, so that an office whose proxy was mended does not come all at once.
    this.#trialTimer = setTimeout(() => this.#try(), this.#pause * (0.75 + Math.random() / 2))
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE_MS)
  }

  #moveTo(trial: SocketLike, first: { readonly data: ArrayBuffer }): void {
    const old = this.#wire
    turnAway(old)
    clearTimeout(this.#trialTimer)
    this.#trial = null
    this.#wire = trial
    this.#listen(trial, { heard: () => this.#parts.network.websocketStands(), neverHeard: () => {} })
    this.#parts.moved()
    this.onopen?.(new Event('open'))
    trial.onmessage?.(first)
    old.close()
  }

  #dropTrial(): void {
    clearTimeout(this.#trialTimer)
    if (!this.#trial) return
    turnAway(this.#trial)
    this.#trial.close()
    this.#trial = null
  }

  #stop(): void {
    clearTimeout(this.#patience)
    this.#dropTrial()
  }
}
