import type { Connection, Rooms, Wire } from '@concord/sync-server'
import type { Editor } from './editor.ts'
import type { Random } from './random.ts'

/** The room of the server that a connection is in. */
export type OpenRoom = Parameters<Parameters<Rooms['with']>[1]>[0]

/** A connection on its way through the network: what was sent and has not arrived, in order. */
export interface Line {
  readonly editor: Editor
  readonly up: Uint8Array[]
  readonly down: Uint8Array[]
  /** What the server has of it, once it is let in. */
  server: { readonly connection: Connection; readonly room: OpenRoom } | null
  /** A partition: nothing arrives until it ends or the line is given up. */
  isFrozen: boolean
  isOpen: boolean
}

/**
 * Lines between people and the server. A line keeps its order, as TCP does; between lines everything is delayed and
 * reordered as the simulation likes.
 */
export class Network {
  readonly #heard: (message: Uint8Array, line: Line) => void
  #lines: Line[] = []

  /** `heard` looks at each message of the server before it is on its way. */
  constructor(heard: (message: Uint8Array, line: Line) => void) {
    this.#heard = heard
  }

  get lines(): readonly Line[] {
    return this.#lines
  }
  lineOf(editor: Editor): Line | undefined {
    return this.#lines.find((line) => line.editor === editor)
  }
  any(random: Random): Line | undefined {
    return this.#lines.length > 0 ? random.pick(this.#lines) : undefined
  }

  /** A line on which the client has begun to speak; the server has not let it in yet. */
  connect(editor: Editor): Line {
    const line: Line = { editor, up: [], down: [], server: null, isFrozen: false, isOpen: true }
    this.#lines.push(line)
    editor.connected((message) => line.up.push(message))
    return line
  }

  /** The server's end of a line. */
  wire(line: Line): Wire {
    return {
      get isOpen() {
        return line.isOpen
      },
      get unsent() {
        return line.down.reduce((sum, { length }) => sum + length, 0)
      },
      isPaused: false,
      write: (frames) => {
        for (const message of messagesOf(frames)) {
          this.#heard(message, line)
          line.down.push(message)
        }
      },
      close: () => this.drop(line),
      cut: () => this.drop(line),
      ping: () => {},
      pause: () => {},
      resume: () => {},
    }
  }

  deliverUp(line: Line): void {
    if (line.isFrozen || !line.server || line.up.length === 0) return
    line.server.room.receive(line.server.connection, line.up.shift()!)
  }

  deliverDown(line: Line): void {
    if (line.isFrozen || line.down.length === 0) return
    line.editor.hear(line.down.shift()!)
    if (line.down.length > 0 || !line.server) return
    const seq = line.server.connection.takeBacklog()
    if (seq !== null) line.server.room.catchUp(line.server.connection, seq)
  }

  /** Both ends learn that the connection is gone; what was under way is lost. */
  drop(line: Line): void {
    if (!line.isOpen) return
    line.isOpen = false
    this.#lines.splice(this.#lines.indexOf(line), 1)
    line.editor.disconnected()
    if (line.server) line.server.room.leave(line.server.connection)
    line.server = null
  }

  /** The server is gone: nobody is told goodbye. */
  loseServer(): void {
    for (const line of this.#lines) {
      line.isOpen = false
      line.editor.disconnected()
    }
    this.#lines = []
  }
}

/** The messages in ready-made websocket frames. */
function messagesOf(frames: Buffer): Uint8Array[] {
  const messages: Uint8Array[] = []
  let at = 0
  while (at < frames.length) {
    let length = frames[at + 1]! & 127
    at += 2
    if (length === 126) {
      length = frames.readUInt16BE(at)
      at += 2
    } else if (length === 127) {
      length = Number(frames.readBigUInt64BE(at))
      at += 8
    }
    messages.push(frames.subarray(at, at + length))
    at += length
  }
  return messages
}
