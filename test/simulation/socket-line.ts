import type { Connection, Rooms, Wire } from '@concord/sync-server'
import type { Editor } from './editor.ts'
import type { Hears, Line } from './line.ts'

/** The room of the server that a connection is in. */
export type OpenRoom = Parameters<Parameters<Rooms['with']>[1]>[0]

/** A websocket: keeps its order both ways, as TCP does. */
export class SocketLine implements Line {
  readonly editor: Editor
  readonly #hears: Hears
  readonly #up: Uint8Array[] = []
  readonly #down: Uint8Array[] = []
  #server: { readonly connection: Connection; readonly room: OpenRoom } | null = null
  isFrozen = false
  #isOpen = true
  #isAbandoned = false

  /** The client begins to speak at once; the server has not let it in yet. */
  constructor(editor: Editor, hears: Hears) {
    this.editor = editor
    this.#hears = hears
    editor.connected((message) => this.#up.push(message))
  }

  get isOpen(): boolean {
    return this.#isOpen
  }
  get isIn(): boolean {
    return this.#server !== null
  }
  get isUpEmpty(): boolean {
    return this.#up.length === 0
  }
  get isDownEmpty(): boolean {
    return this.#down.length === 0
  }

  letIn(connection: Connection, room: OpenRoom): void {
    this.#server = { connection, room }
    room.join(connection)
  }

  /** The server's end. */
  wire(): Wire {
    const line = this
    return {
      get isOpen() {
        return line.#isOpen
      },
      get unsent() {
        return line.#down.reduce((sum, { length }) => sum + length, 0)
      },
      isPaused: false,
      write: (frames) => {
        for (const message of messagesOf(frames)) {
          this.#hears.heard(message)
          this.#down.push(message)
        }
      },
      close: () => this.drop(),
      cut: () => this.drop(),
      ping: () => {},
      pause: () => {},
      resume: () => {},
    }
  }

  deliverUp(): void {
    if (this.isFrozen || !this.#server || this.#up.length === 0) return
    this.#server.room.receive(this.#server.connection, this.#up.shift()!)
  }

  deliverDown(): void {
    if (this.isFrozen || this.#down.length === 0) return
    const message = this.#down.shift()!
    if (!this.#isAbandoned) this.editor.hear(message)
    if (this.#down.length > 0 || !this.#server) return
    const seq = this.#server.connection.takeBacklog()
    if (seq !== null) this.#server.room.catchUp(this.#server.connection, seq)
  }

  abandon(): void {
    this.#isAbandoned = true
    this.editor.disconnected()
  }

  drop(): void {
    if (!this.#isOpen) return
    this.lose()
    this.#hears.closed()
    if (this.#server) this.#server.room.leave(this.#server.connection)
    this.#server = null
  }

  lose(): void {
    this.#isOpen = false
    if (!this.#isAbandoned) this.editor.disconnected()
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
