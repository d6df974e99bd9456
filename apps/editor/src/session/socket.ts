import { isFinalClose, type Notice, readNotice, SCHEMA_VERSION } from '@concord/schema'
import type { Decoder } from 'lib0/decoding'
import type { Awareness } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import type * as Y from 'yjs'
import type { FrameKind } from './save-ledger.ts'

export interface SocketEvents {
  /** A fresh connection stands; nothing has been sent on it. */
  connected(): void
  /** A frame with changes of mine left on the present connection. */
  sent(kind: FrameKind): void
  notice(notice: Notice): void
  /** Everything the server had is here. */
  synced(): void
  /** The connection is gone and will be tried again; `code` as the server closed it, null when it never stood. */
  lost(code: number | null): void
  /** The server closed for good. */
  ended(code: number): void
}

const SYNC = 0
const SYNC_STEP_2 = 1
const SYNC_UPDATE = 2
const NOTICE = 2

/** What a message carries of mine; undefined for questions and presence. */
function frameKind(message: unknown): FrameKind | undefined {
  const bytes = message instanceof Uint8Array ? message : new Uint8Array(message as ArrayBuffer)
  if (bytes[0] !== SYNC) return undefined
  return bytes[1] === SYNC_STEP_2 ? 'catchUp' : bytes[1] === SYNC_UPDATE ? 'change' : undefined
}

/**
 * The stock provider with the two things Concord adds: it says which schema it knows and asks for acknowledgements,
 * and it reports each frame it sends, so that an acknowledgement can be matched with what it acknowledges.
 */
export function openSocket(room: string, doc: Y.Doc, awareness: Awareness, events: SocketEvents): WebsocketProvider {
  class ReportingSocket extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      this.addEventListener('open', () => events.connected())
    }
    override send(data: string | ArrayBufferLike | Blob | ArrayBufferView): void {
      super.send(data as ArrayBuffer)
      const kind = frameKind(data)
      if (kind) events.sent(kind)
    }
  }
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
  const provider = new WebsocketProvider(`${scheme}://${location.host}/sync`, room, doc, {
    awareness,
    connect: false,
    // Tabs meet on the server: what one of them may not see must not reach it on the side.
    disableBc: true,
    params: { schema: String(SCHEMA_VERSION), saved: '1' },
    WebSocketPolyfill: ReportingSocket,
    // Spread, so that a restarted server is not met by everybody at once.
    maxBackoffTime: 2000 + Math.random() * 2000,
    shouldReconnect: ({ code }) => !isFinalClose(code),
  })
  provider.messageHandlers[NOTICE] = (_encoder: unknown, decoder: Decoder) => {
    const notice = readNotice(decoder.arr, decoder.pos)
    if (notice) events.notice(notice)
  }
  provider.on('sync', (isSynced: boolean) => {
    if (isSynced) events.synced()
  })
  let hasOpened = false
  provider.on('status', ({ status }) => {
    if (status === 'connected') hasOpened = true
  })
  provider.on('connection-close', (event) => {
    if (event && isFinalClose(event.code)) return
    events.lost(hasOpened ? (event?.code ?? 1006) : null)
    hasOpened = false
  })
  provider.on('closed', ({ code }) => events.ended(code))
  return provider
}
