import { messageType } from '@concord/schema'
import * as decoding from 'lib0/decoding'
import * as sync from 'y-protocols/sync'

/** What a client may say. */
export type Message =
  | { readonly type: 'stepOne'; readonly vector: Uint8Array }
  /** Step 2 and update carry the same bytes; only step 2 answers a question of the server. */
  | { readonly type: 'update'; readonly bytes: Uint8Array; readonly isAnswer: boolean }
  | { readonly type: 'presence'; readonly bytes: Uint8Array }
  | { readonly type: 'queryPresence' }

/**
 * Reads one websocket message; undefined when it is not of this protocol. Bytes that may be kept are copied out, because
 * what the socket hands over is a view into a bigger buffer that they would keep alive.
 */
export function readMessage(data: Uint8Array): Message | undefined {
  try {
    const decoder = decoding.createDecoder(data)
    const message = readBody(decoder)
    return decoding.hasContent(decoder) ? undefined : message
  } catch {
    return undefined
  }
}

function readBody(decoder: decoding.Decoder): Message | undefined {
  const bytes = () => decoding.readVarUint8Array(decoder).slice()
  switch (decoding.readVarUint(decoder)) {
    case messageType.sync:
      switch (decoding.readVarUint(decoder)) {
        case sync.messageYjsSyncStep1:
          return { type: 'stepOne', vector: bytes() }
        case sync.messageYjsSyncStep2:
          return { type: 'update', bytes: bytes(), isAnswer: true }
        case sync.messageYjsUpdate:
          return { type: 'update', bytes: bytes(), isAnswer: false }
        default:
          return undefined
      }
    case messageType.presence:
      // Read at once and not kept: stock clients send back all that they hear.
      return { type: 'presence', bytes: decoding.readVarUint8Array(decoder) }
    case messageType.queryPresence:
      return { type: 'queryPresence' }
    default:
      return undefined
  }
}
