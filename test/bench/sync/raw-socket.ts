import { connect, type Socket } from 'node:net'

/** A websocket without a library: it costs the load generator as little as can be, so that the server is the limit. */
export class RawSocket {
  readonly socket: Socket
  #carry: Buffer = Buffer.alloc(0)
  #isOpen = false
  /** Bytes that came in, frames with their headers. */
  bytesIn = 0
  framesIn = 0
  onMessage: (message: Buffer) => void = () => {}
  onClose: (code: number | null) => void = () => {}
  onPong: () => void = () => {}
  #closeCode: number | null = null

  private constructor(socket: Socket) {
    this.socket = socket
  }

  /** Resolves when the server has agreed to the upgrade; rejects with its status otherwise. */
  static open(url: URL, headers: Readonly<Record<string, string>> = {}): Promise<RawSocket> {
    return new Promise((resolve, reject) => {
      const socket = connect({
        port: Number(url.port),
        host: url.hostname === 'localhost' ? '127.0.0.1' : url.hostname,
      })
      socket.setNoDelay(true)
      const raw = new RawSocket(socket)
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
      socket.on('connect', () =>
        socket.write(
          `GET ${url.pathname}${url.search} HTTP/1.1\r\nHost: ${url.host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
            `Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n${lines.join('')}\r\n`,
        ),
      )
      socket.on('data', (chunk: Buffer) => {
        if (raw.#isOpen) return raw.#take(chunk)
        raw.#carry = Buffer.concat([raw.#carry, chunk])
        const end = raw.#carry.indexOf('\r\n\r\n')
        if (end < 0) return
        const status = raw.#carry.subarray(9, 12).toString()
        if (status !== '101') {
          socket.destroy()
          return reject(new Error(`the upgrade was answered with ${status}`))
        }
        const rest = raw.#carry.subarray(end + 4)
        raw.#carry = Buffer.alloc(0)
        raw.#isOpen = true
        resolve(raw)
        // Whoever opened it sets its listeners first.
        if (rest.length > 0) setImmediate(() => raw.#take(rest))
      })
      socket.on('error', reject)
      socket.on('close', () => {
        reject(new Error('the connection closed before it was open'))
        raw.onClose(raw.#closeCode)
      })
    })
  }

  /** Sends one binary message. The mask is zero: allowed, and free. */
  send(message: Uint8Array): void {
    this.socket.write(frame(0x82, message))
  }

  /** Asks for a pong: it comes after everything sent before was read. */
  ping(): void {
    this.socket.write(frame(0x89, Buffer.alloc(0)))
  }

  close(): void {
    this.socket.destroy()
  }

  #take(chunk: Buffer): void {
    const data = this.#carry.length > 0 ? Buffer.concat([this.#carry, chunk]) : chunk
    let at = 0
    for (;;) {
      if (data.length - at < 2) break
      let length = data[at + 1]! & 127
      let start = at + 2
      if (length === 126) {
        if (data.length - at < 4) break
        length = data.readUInt16BE(at + 2)
        start = at + 4
      } else if (length === 127) {
        if (data.length - at < 10) break
        length = Number(data.readBigUInt64BE(at + 2))
        start = at + 10
      }
      if (data.length < start + length) break
      const kind = data[at]! & 15
      const payload = data.subarray(start, start + length)
      this.bytesIn += start + length - at
      at = start + length
      if (kind === 2) {
        this.framesIn += 1
        this.onMessage(payload)
      } else if (kind === 9) this.socket.write(frame(0x8a, payload))
      else if (kind === 10) this.onPong()
      else if (kind === 8) {
        this.#closeCode = payload.length >= 2 ? payload.readUInt16BE(0) : 1005
        this.socket.end(frame(0x88, payload.subarray(0, 2)))
      }
    }
    this.#carry = at === 0 ? data : Buffer.from(data.subarray(at))
  }
}

function frame(head: number, payload: Uint8Array): Buffer {
  const length = payload.length
  const extra = length < 126 ? 0 : length < 65_536 ? 2 : 8
  const bytes = Buffer.allocUnsafe(6 + extra + length)
  bytes[0] = head
  if (extra === 0) bytes[1] = 0x80 | length
  else if (extra === 2) {
    bytes[1] = 0x80 | 126
    bytes.writeUInt16BE(length, 2)
  } else {
    bytes[1] = 0x80 | 127
    bytes.writeBigUInt64BE(BigInt(length), 2)
  }
  bytes.writeUInt32BE(0, 2 + extra)
  bytes.set(payload, 6 + extra)
  return bytes
}
