import type { ServerResponse } from 'node:http'
import { encodePost, type PostResponse, streamEvent } from '@concord/schema'
import type { Posted } from '@concord/sync-server'
import type { Editor } from './editor.ts'
import type { Hears, Line } from './line.ts'
import { SimulatedResponse } from './simulated-response.ts'

type Answer = PostResponse | string

/** A POST that the client waits for. */
interface Post {
  readonly first: number
  readonly messages: readonly Uint8Array[]
  hasArrived: boolean
  /** What the server said to it; it is on its way back. */
  answer: Answer | null
}

/** Brings a POST to the server. */
export type Bring = (wire: string, body: Posted['body']) => Promise<Answer>

/** The fallback: server-sent events down, and up one POST at a time, said again until it is answered. */
export class StreamLine implements Line {
  readonly editor: Editor
  readonly #hears: Hears
  readonly #bring: Bring
  readonly #response: SimulatedResponse
  #name: string | null = null
  /** Messages the server is not known to have taken; the first of them has number `#first`. */
  #queue: Uint8Array[] = []
  #first = 1
  #post: Post | null = null
  /** POSTs that the client gave up while they were on their way. */
  readonly #late: Post[] = []
  isFrozen = false
  #isOpen = true
  #isAbandoned = false

  constructor(editor: Editor, hears: Hears, bring: Bring) {
    this.editor = editor
    this.#hears = hears
    this.#bring = bring
    this.#response = new SimulatedResponse(
      (event) => {
        const message = messageIn(event)
        if (message) hears.heard(message)
      },
      () => this.drop(),
    )
  }

  /** The server's end. */
  get response(): ServerResponse {
    return this.#response as unknown as ServerResponse
  }
  get isIn(): boolean {
    return this.#name !== null
  }
  get isUpEmpty(): boolean {
    return this.#queue.length === 0 && this.#post === null
  }
  get isDownEmpty(): boolean {
    return this.#response.events.length === 0
  }

  /** A POST departs, arrives, or its answer comes back. */
  deliverUp(): void {
    if (this.isFrozen || !this.#isOpen || this.#name === null) return
    if (!this.#post) {
      if (this.#queue.length === 0 || this.#isAbandoned) return
      this.#post = { first: this.#first, messages: [...this.#queue], hasArrived: false, answer: null }
    } else if (!this.#post.hasArrived) this.#arrive(this.#post)
    else if (this.#post.answer !== null) this.#takeAnswer(this.#post, this.#post.answer)
  }

  deliverDown(): void {
    if (this.isFrozen) return
    // The answer to a POST does not wait behind the events.
    if (this.#post && this.#post.answer !== null) this.#takeAnswer(this.#post, this.#post.answer)
    if (this.isDownEmpty) return
    const event = this.#response.take()!
    const [, name, data] = /^(?:event: (\w+)\n)?data: (.*)$/.exec(event)!
    const message = messageIn(event)
    if (name === streamEvent.bye) this.drop()
    else if (this.#isAbandoned) return
    else if (message) this.editor.hear(message)
    else if (name === streamEvent.wire) {
      this.#name = data!
      this.editor.connected((said) => this.#queue.push(said))
    }
  }

  /** The POST on its way does not arrive in time, or its answer does not: nobody can say, so it is said again. */
  losePost(): void {
    if (this.#post && !this.#post.hasArrived) this.#late.push(this.#post)
    this.#post = null
  }

  /** A POST that was given up arrives after all. */
  arriveLate(): void {
    const post = this.#isOpen ? this.#late.shift() : undefined
    if (post) void this.#bring(this.#name!, bodyOf(encodePost(post)))
  }

  /** The POST on its way breaks off. */
  breakPost(): void {
    const post = this.#post
    if (!post || post.hasArrived) return
    this.#post = null
    void this.#bring(this.#name!, bodyOf(encodePost(post), true))
  }

  /** Somebody on the way says the POST twice. */
  doublePost(): void {
    if (!this.#post || this.#post.hasArrived) return
    void this.#bring(this.#name!, bodyOf(encodePost(this.#post)))
    this.#arrive(this.#post)
  }

  abandon(): void {
    this.#isAbandoned = true
    this.editor.disconnected()
  }

  drop(): void {
    if (!this.#isOpen) return
    this.lose()
    this.#hears.closed()
    this.#response.close()
  }

  lose(): void {
    this.#isOpen = false
    if (!this.#isAbandoned) this.editor.disconnected()
    // A process that has ended writes to nobody.
    this.#response.events.length = 0
  }

  #arrive(post: Post): void {
    post.hasArrived = true
    void this.#bring(this.#name!, bodyOf(encodePost(post))).then((answer) => {
      post.answer = answer
    })
  }

  #takeAnswer({ first, messages }: Post, answer: Answer): void {
    this.#post = null
    if (this.#isAbandoned || answer === 'limitReached' || answer === 'badRequest') return
    if (typeof answer === 'string') {
      this.drop()
      return
    }
    const { next } = answer
    if (next < first || next > first + messages.length)
      throw new Error(`a POST of ${first} to ${first + messages.length - 1} was answered with ${next}`)
    this.#queue.splice(0, next - this.#first)
    this.#first = next
  }
}

function messageIn(event: string): Uint8Array | null {
  return event.startsWith('data: ') ? new Uint8Array(Buffer.from(event.slice('data: '.length), 'base64')) : null
}

/** A body that comes in two pieces; the line may break between them. */
function bodyOf(bytes: Uint8Array, breaks = false): Posted['body'] {
  const pieces = async function* () {
    yield bytes.subarray(0, bytes.length >> 1)
    if (breaks) throw new Error('the line broke')
    yield bytes.subarray(bytes.length >> 1)
  }
  return pieces() as unknown as Posted['body']
}
