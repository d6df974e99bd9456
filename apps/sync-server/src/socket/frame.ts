import { encodeNotice, messageType, type Notice } from '@concord/schema'
import * as encoding from 'lib0/encoding'
import * as sync from 'y-protocols/sync'

/** Header of an unmasked, unfragmented binary websocket frame. */
function header(length: number): Buffer {
  if (length < 126) return Buffer.of(0x82, length)
  if (length < 65_536) return Buffer.of(0x82, 126, length >> 8, length & 0xff)
  const bytes = Buffer.alloc(10)
  bytes[0] = 0x82
  bytes[1] = 127
  bytes.writeBigUInt64BE(BigInt(length), 2)
  return bytes
}

/** A message as the bytes that go on the wire: built once, written to as many sockets as need it. */
export const frameOf = (message: Uint8Array): Buffer => Buffer.concat([header(message.length), message])

/** The messages in ready-made frames, for a wire that frames them differently. They are views into `frames`. */
export function* messagesOf(frames: Buffer): Generator<Buffer> {
  for (let at = 0; at < frames.length; ) {
    const short = frames[at + 1]!
    const start = at + (short < 126 ? 2 : short === 126 ? 4 : 10)
    const length =
      short < 126 ? short : short === 126 ? frames.readUInt16BE(at + 2) : Number(frames.readBigUInt64BE(at + 2))
    at = start + length
    yield frames.subarray(start, at)
  }
}

/** A message of numbers and one part, which may be a whole plan and is copied once. */
function partFrame(numbers: readonly number[], part: Uint8Array): Buffer {
  const encoder = encoding.createEncoder()
  for (const number of numbers) encoding.writeVarUint(encoder, number)
  encoding.writeVarUint(encoder, part.length)
  const head = encoding.toUint8Array(encoder)
  return Buffer.concat([header(head.length + part.length), head, part])
}

const syncFrame = (subtype: number, bytes: Uint8Array): Buffer => partFrame([messageType.sync, subtype], bytes)

/** Frames that go out in one write. */
export const joined = (frames: readonly Buffer[]): Buffer => (frames.length === 1 ? frames[0]! : Buffer.concat(frames))

/** Asks a client for what the server lacks. */
export const stepOneFrame = (vector: Uint8Array): Buffer => syncFrame(sync.messageYjsSyncStep1, vector)
/** The answer after which a client holds everything. */
export const stepTwoFrame = (update: Uint8Array): Buffer => syncFrame(sync.messageYjsSyncStep2, update)
export const updateFrame = (update: Uint8Array): Buffer => syncFrame(sync.messageYjsUpdate, update)

export const presenceFrame = (presence: Uint8Array): Buffer => partFrame([messageType.presence], presence)

/** Presence of nobody: changes nothing and tells a stock client that the server is there. */
export const stillHereFrame: Buffer = presenceFrame(Uint8Array.of(0))

export const noticeFrame = (notice: Notice): Buffer => frameOf(encodeNotice(notice))

/** The stock "permission denied", which an unmodified client prints. */
export function deniedFrame(reason: string): Buffer {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, messageType.notice)
  encoding.writeVarUint(encoder, 0)
  encoding.writeVarString(encoder, reason)
  return frameOf(encoding.toUint8Array(encoder))
}
