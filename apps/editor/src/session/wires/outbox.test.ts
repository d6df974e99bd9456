import { readPost } from '@concord/schema'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Outbox } from './outbox.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const message = (n: number) => Uint8Array.of(0, 2, n)

/** A server that takes messages in order and each once, on a line that does what a test wants. */
class Server {
  readonly taken: number[] = []
  readonly posts: number[][] = []
  line: 'works' | 'loses the question' | 'loses the answer' | 'does not know it' = 'works'
  /** Messages taken of each POST before it says that it has enough. */
  atOnce = Number.POSITIVE_INFINITY

  readonly post = async (body: Uint8Array<ArrayBuffer>): Promise<number | 'gone'> => {
    const { first, messages } = readPost(body)!
    const all = messages.map((bytes) => bytes[2]!)
    this.posts.push(all)
    // Longer than one turn, as a network is.
    await new Promise((resolve) => setTimeout(resolve, 30))
    if (this.line === 'does not know it') return 'gone'
    if (this.line === 'loses the question') throw new Error('no line')
    for (const [at, n] of all.slice(0, this.atOnce).entries())
      if (first + at === this.taken.length + 1) this.taken.push(n)
    if (this.line === 'loses the answer') throw new Error('no line')
    return this.taken.length + 1
  }
}

function setUp() {
  const server = new Server()
  const gone = vi.fn()
  return { server, gone, outbox: new Outbox(server.post, gone) }
}
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)

it('sends what is said in one turn together, and what comes meanwhile with the next POST', async () => {
  const { server, outbox } = setUp()
  outbox.send(message(1))
  outbox.send(message(2))
  await pass(10)
  outbox.send(message(3))
  outbox.send(message(4))
  await pass(60)
  expect(server.posts).toEqual([
    [1, 2],
    [3, 4],
  ])
  expect(server.taken).toEqual([1, 2, 3, 4])
})

it.each(['loses the question', 'loses the answer'] as const)(
  'says everything again under the same numbers while the line %s, and loses and doubles nothing',
  async (fault) => {
    const { server, outbox, gone } = setUp()
    server.line = fault
    outbox.send(message(1))
    await pass(100)
    outbox.send(message(2))
    await pass(3_000)
    server.line = 'works'
    outbox.send(message(3))
    await pass(10_000)
    expect(server.taken).toEqual([1, 2, 3])
    expect(gone).not.toHaveBeenCalled()
  },
)

it('goes on from where the server stopped taking', async () => {
  const { server, outbox } = setUp()
  server.atOnce = 2
  for (const n of [1, 2, 3, 4, 5]) outbox.send(message(n))
  await pass(1_000)
  expect(server.posts).toEqual([[1, 2, 3, 4, 5], [3, 4, 5], [5]])
  expect(server.taken).toEqual([1, 2, 3, 4, 5])
})

it('lets only the newest presence go, and with something else where it can', async () => {
  const { server, outbox } = setUp()
  for (const n of [1, 2, 3]) outbox.sendPresence(message(n))
  await pass(100)
  expect(server.posts).toEqual([])
  outbox.send(message(9))
  await pass(1_000)
  expect(server.posts).toEqual([[9, 3]])
  outbox.sendPresence(message(4))
  await pass(1_000)
  expect(server.taken).toEqual([9, 3, 4])
})

it('answers a question for a sign of life with an empty POST', async () => {
  const { server, outbox } = setUp()
  outbox.answer()
  await pass(100)
  expect(server.posts).toEqual([[]])
})

it('gives the wire up when the server does not know it, or nothing is answered for long, and then says nothing', async () => {
  for (const fault of ['does not know it', 'loses the answer'] as const) {
    const { server, outbox, gone } = setUp()
    server.line = fault
    outbox.send(message(1))
    await pass(40_000)
    expect(gone).toHaveBeenCalledTimes(1)
    const said = server.posts.length
    outbox.send(message(2))
    await pass(10_000)
    expect(server.posts.length).toBe(said)
  }
})

it('sends a large message alone and the rest in bounded POSTs', async () => {
  const { server, outbox } = setUp()
  const large = new Uint8Array(300_000)
  large[2] = 1
  outbox.send(large)
  const medium = Array.from({ length: 3 }, (_, at) => {
    const bytes = new Uint8Array(100_000)
    bytes[2] = at + 2
    return bytes
  })
  for (const bytes of medium) outbox.send(bytes)
  await pass(1_000)
  expect(server.posts).toEqual([[1], [2, 3], [4]])
})
