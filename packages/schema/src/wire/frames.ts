import { type ErrorCode, isErrorCode } from '../errors.ts'
import { readVarUint, writeVarUint } from './var-uint.ts'

/**
 * Notices: what the server tells an editor that opened its socket with `saved=1`, on top of the stock y-websocket
 * protocol. They travel as message type 2 with subtypes a stock client does not know and ignores.
 */
export type Notice =
  /** The first `frames` sync frames (step 2 and update) of this connection are on disk, or were refused before. */
  | { readonly type: 'saved'; readonly frames: number }
  /** Sync frame number `frame` (counted from 1) was not taken; 0 announces that none would be. */
  | { readonly type: 'refused'; readonly frame: number; readonly reason: ErrorCode }
  /** Facts of the plan changed; `number` is the newest. */
  | { readonly type: 'factsChanged'; readonly number: number }

/** Message types of the y-websocket protocol. */
export const messageType = { sync: 0, presence: 1, notice: 2, queryPresence: 3 } as const

/** Subtypes of message type 2; 0 is the stock "permission denied". */
export const noticeType = { denied: 0, saved: 100, refused: 101, factsChanged: 102 } as const

const number = (of: Notice): number => (of.type === 'saved' ? of.frames : of.type === 'refused' ? of.frame : of.number)

/** The bytes of a whole message of type 2. */
export function encodeNotice(notice: Notice): Uint8Array<ArrayBuffer> {
  const bytes: number[] = []
  writeVarUint(bytes, messageType.notice)
  writeVarUint(bytes, noticeType[notice.type])
  writeVarUint(bytes, number(notice))
  if (notice.type === 'refused') {
    // Codes of the error table are ASCII: one byte for each letter.
    writeVarUint(bytes, notice.reason.length)
    for (const letter of notice.reason) bytes.push(letter.charCodeAt(0))
  }
  return Uint8Array.from(bytes)
}

/**
 * Reads a notice. `from` is where the subtype starts: 1 in a whole message, `decoder.pos` in a handler of the
 * provider, which has already read the type. Undefined for anything that is not a notice.
 */
export function readNotice(bytes: Uint8Array, from = 1): Notice | undefined {
  const subtype = readVarUint(bytes, from)
  const first = subtype && readVarUint(bytes, subtype.end)
  if (!subtype || !first) return undefined
  switch (subtype.value) {
    case noticeType.saved:
      return { type: 'saved', frames: first.value }
    case noticeType.factsChanged:
      return { type: 'factsChanged', number: first.value }
    case noticeType.refused: {
      const length = readVarUint(bytes, first.end)
      if (!length) return undefined
      const reason = String.fromCharCode(...bytes.subarray(length.end, length.end + Math.min(length.value, 64)))
      return isErrorCode(reason) ? { type: 'refused', frame: first.value, reason } : undefined
    }
    default:
      return undefined
  }
}
