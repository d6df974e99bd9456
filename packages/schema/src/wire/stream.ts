import * as z from 'zod/mini'
import { readVarUint, writeVarUint } from './var-uint.ts'

/**
 * The fallback where websockets are blocked: the messages of the websocket, down as server-sent events of
 * `GET /sync/<room>/events`, up as `POST /sync/<room>`. A plain event is one message in base64; the named ones are these.
 */
export const streamEvent = {
  /** First of all: the name of this wire, for the POSTs that belong to it. */
  wire: 'wire',
  /** A question for a sign of life: any POST is one. */
  alive: 'alive',
  /** The server closes; what it would have said in a websocket's close. */
  bye: 'bye',
} as const

/** The header of a POST that names its wire. */
export const WIRE_HEADER = 'concord-wire'

/** Media type of a POST's body. */
export const POST_TYPE = 'application/octet-stream'

/** Most messages of one POST. */
export const POST_MESSAGES = 4_096

/** Bytes a POST may need around one message. */
export const POST_OVERHEAD = 32

/** Data of a `bye`: a close code and its reason, as of a websocket. */
export const bye = z.object({ code: z.number(), reason: z.string() })
export type Bye = z.infer<typeof bye>

/** Answer to a POST: everything before message number `next` was taken, and it is expected now. */
export const postResponse = z.object({ next: z.number() })
export type PostResponse = z.infer<typeof postResponse>

/** Messages of a client in order. `first` is the number of the first one, counted from 1 for each wire. */
export interface Post {
  readonly first: number
  readonly messages: readonly Uint8Array[]
}

/** The body of a POST: the first number, then each message with its length before it. */
export function encodePost({ first, messages }: Post): Uint8Array<ArrayBuffer> {
  const head = (value: number) => {
    const bytes: number[] = []
    writeVarUint(bytes, value)
    return bytes
  }
  const parts = [head(first), ...messages.flatMap((message) => [head(message.length), message])]
  const body = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    body.set(part, at)
    at += part.length
  }
  return body
}

/** Reads the body of a POST; undefined when it is none. The messages are views into `body`. */
export function readPost(body: Uint8Array): Post | undefined {
  const first = readVarUint(body, 0)
  if (!first || first.value === 0) return undefined
  const messages: Uint8Array[] = []
  for (let at = first.end; at < body.length; ) {
    const length = readVarUint(body, at)
    if (!length || length.value > body.length - length.end || messages.length === POST_MESSAGES) return undefined
    at = length.end + length.value
    messages.push(body.subarray(length.end, at))
  }
  return { first: first.value, messages }
}
