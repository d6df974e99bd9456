import type { Duplex } from 'node:stream'
import type { WebSocket } from 'ws'
import type { Wire } from './wire.ts'

/** A websocket. Ready-made frames go to the raw socket under it, past the library's own framing. */
export function websocketWire(socket: WebSocket, raw: Duplex): Wire {
  return {
    get isOpen() {
      return socket.readyState === socket.OPEN
    },
    get unsent() {
      return raw.writableLength
    },
    get isPaused() {
      return socket.isPaused
    },
    write: (frames) => void raw.write(frames),
    close: (code, reason) => socket.close(code, reason),
    cut: () => socket.terminate(),
    ping: () => socket.ping(),
    pause: () => socket.pause(),
    resume: () => socket.resume(),
  }
}
