import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Network } from './network.ts'
import { BROKEN, type SocketLike } from './socket-like.ts'
import { SwitchingSocket } from './switching-socket.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A wire whose other end the test holds. */
class FakeWire implements SocketLike {
  binaryType = ''
  readyState = 0
  readonly OPEN = 1
  onopen: SocketLike['onopen'] = null
  onmessage: SocketLike['onmessage'] = null
  onerror: SocketLike['onerror'] = null
  onclose: SocketLike['onclose'] = null
  readonly kind: 'websocket' | 'stream'
  readonly said: number[] = []
  constructor(kind: 'websocket' | 'stream') {
    this.kind = kind
  }
  send(message: Uint8Array): void {
    this.said.push(message[0]!)
  }
  close(): void {
    this.readyState = 3
  }
  opens(): void {
    this.readyState = 1
    this.onopen?.(new Event('open'))
  }
  says(n: number): void {
    this.onmessage?.({ data: Uint8Array.of(n).buffer })
  }
  breaks(code: number = BROKEN): void {
    this.readyState = 3
    this.onclose?.({ code, reason: '' })
  }
}

/** A provider that connects again whenever its socket ends, and says hello on each that opens, as the stock one does. */
function setUp() {
  const wires: FakeWire[] = []
  const journal: string[] = []
  const network = new Network()
  const make = (kind: 'websocket' | 'stream') => () => {
    const wire = new FakeWire(kind)
    wires.push(wire)
    return wire
  }
  const parts = {
    network,
    websocket: make('websocket'),
    stream: make('stream'),
    connected: () => journal.push('connected'),
    moved: () => journal.push('moved'),
    sent: ([n]: Uint8Array) => journal.push(`sent ${n}`),
  }
  let socket!: SwitchingSocket
  const connect = () => {
    socket = new SwitchingSocket('ws://concord/sync/plan:x', parts)
    socket.onopen = () => socket.send(Uint8Array.of(0))
    socket.onmessage = ({ data }) => journal.push(`heard ${new Uint8Array(data)[0]}`)
    socket.onclose = ({ code }) => {
      journal.push(`closed ${code}`)
      connect()
    }
  }
  connect()
  return { wires, journal, network, socket: () => socket, last: () => wires.at(-1)! }
}

/** Two websockets that never stood, then the fallback, standing. */
function onFallback() {
  const world = setUp()
  world.last().breaks()
  world.last().breaks()
  const stream = world.last()
  stream.opens()
  stream.says(1)
  return { ...world, stream, trial: world.last() }
}

it('takes the fallback after two websockets that never stood, not after one', () => {
  const { wires, last } = setUp()
  last().breaks()
  expect(last().kind).toBe('websocket')
  last().breaks()
  expect(wires.map(({ kind }) => kind)).toEqual(['websocket', 'websocket', 'stream'])
})

it('takes a websocket that opens and brings nothing, or hangs, for one that never stood', () => {
  const { wires, last } = setUp()
  last().opens()
  last().breaks()
  vi.advanceTimersByTime(10_000)
  expect(wires.map(({ kind }) => kind)).toEqual(['websocket', 'websocket', 'stream'])
})

it('stays with websockets when the server itself says go, or when one stood before it broke', () => {
  const { wires, last } = setUp()
  for (const code of [1013, 1012, 1013]) {
    last().opens()
    last().breaks(code)
  }
  for (let time = 0; time < 3; time += 1) {
    last().opens()
    last().says(1)
    last().breaks()
  }
  expect(wires.every(({ kind }) => kind === 'websocket')).toBe(true)
})

it('tries both in turn while nothing stands: then it is the server, not the network', () => {
  const { wires, last, network } = setUp()
  for (let time = 0; time < 6; time += 1) last().breaks()
  expect(wires.map(({ kind }) => kind).join(' ')).toBe('websocket websocket stream websocket stream websocket stream')
  expect(network.isLimited()).toBe(false)
})

it('says that cursors are limited only once a websocket failed beside the fallback', () => {
  const { network, trial } = onFallback()
  expect(trial.kind).toBe('websocket')
  expect(network.isLimited()).toBe(false)
  trial.breaks()
  expect(network.isLimited()).toBe(true)
})

it('goes on trying with longer and longer pauses, and nobody notices', () => {
  const { wires, trial, journal } = onFallback()
  const quiet = journal.length
  trial.breaks()
  const pauses: number[] = []
  for (let time = 0; time < 9; time += 1) {
    const before = wires.length
    let waited = 0
    for (; wires.length === before; waited += 1) vi.advanceTimersByTime(1_000)
    pauses.push(waited)
    wires.at(-1)!.breaks()
  }
  for (const [at, pause] of pauses.entries()) {
    const meant = Math.min(4 * 2 ** at, 300)
    expect(pause).toBeGreaterThanOrEqual(Math.floor(meant * 0.75))
    expect(pause).toBeLessThanOrEqual(Math.ceil(meant * 1.25))
  }
  expect(journal.length).toBe(quiet)
})

it('moves to a websocket that stands: a fresh start on it, then the old one goes', () => {
  const { journal, stream, trial, socket, network } = onFallback()
  socket().send(Uint8Array.of(7))
  trial.opens()
  expect(stream.said).toEqual([0, 7])
  journal.length = 0
  trial.says(2)
  expect(journal).toEqual(['moved', 'sent 0', 'heard 2'])
  expect(stream.readyState).toBe(3)
  stream.says(3)
  stream.breaks()
  expect(journal).toEqual(['moved', 'sent 0', 'heard 2'])
  socket().send(Uint8Array.of(8))
  expect(trial.said).toEqual([0, 8])
  expect(network.isLimited()).toBe(false)
  trial.breaks()
  expect(journal.at(-1)).toBe(`closed ${BROKEN}`)
})

it('after the fallback broke it comes back on it, and a trial that was under way is dropped', () => {
  const { wires, stream, trial, last } = onFallback()
  stream.breaks()
  expect(trial.readyState).toBe(3)
  expect(last().kind).toBe('stream')
  const count = wires.length
  vi.advanceTimersByTime(5_000)
  expect(wires.length).toBe(count)
})

it('says nothing more once it is closed', () => {
  const { wires, socket, trial, stream } = onFallback()
  trial.breaks()
  socket().close()
  const count = wires.length
  vi.advanceTimersByTime(600_000)
  expect([wires.length, stream.readyState]).toEqual([count, 3])
})
