import { isFinalClose, messageType, type Notice, readNotice, SCHEMA_VERSION } from '@concord/schema'
import type { Decoder } from 'lib0/decoding'
import type { Awareness } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import type * as Y from 'yjs'
import type { FrameKind } from './save-ledger.ts'
import { network } from './wires/network.ts'
import type { SocketLike } from './wires/socket-like.ts'
import { StreamSocket } from './wires/stream-socket.ts'
import { type SwitchingParts, SwitchingSocket } from './wires/switching-socket.ts'

export interface SocketEvents {
  /** A fresh connection stands; nothing has been sent on it. */
  connected(): void
  /** The present connection goes on over another wire, as a fresh one; nothing has been sent on it. */
  moved(): void
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

const SYNC_STEP_2 = 1
const SYNC_UPDATE = 2

/** What a message carries of mine; undefined for questions and presence. */
function frameKind(message: Uint8Array): FrameKind | undefined {
  if (message[0] !== messageType.sync) return undefined
  return message[1] === SYNC_STEP_2 ? 'catchUp' : message[1] === SYNC_UPDATE ? 'change' : undefined
}

/**
 * The stock provider with the three things Concord adds: it says which schema it knows and asks for acknowledgements, it
 * reports each frame it sends, so that an acknowledgement can be matched with what it acknowledges, and where
 * websockets are blocked it goes by the fallback.
 */
export function openSocket(room: string, doc: Y.Doc, awareness: Awareness, events: SocketEvents): WebsocketProvider {
  const parts: SwitchingParts = {
    network,
    websocket: (url) => new WebSocket(url) as SocketLike,
    stream: (url) => new StreamSocket(url, () => awareness.meta.get(doc.clientID)?.clock ?? 0),
    connected: () => events.connected(),
    moved: () => events.moved(),
    sent: (message) => {
      const kind = frameKind(message)
      if (kind) events.sent(kind)
    },
  }
  class Socket extends SwitchingSocket {
    constructor(url: string) {
      super(url, parts)
    }
  }
  const scheme = location.protocol === 'https:' ? 'wss' : 'ws'
  const provider = new WebsocketProvider(`${scheme}://${location.host}/sync`, room, doc, {
    awareness,
    connect: false,
    // Tabs meet on the server: what one of them may not see must not reach it on the side.
    disableBc: true,
    params: { schema: String(SCHEMA_VERSION), saved: '1' },
    WebSocketPolyfill: Socket as unknown as typeof WebSocket,
    // Spread, so that a restarted server is not met by everybody at once.
    maxBackoffTime: 2000 + Math.random() * 2000,
    shouldReconnect: ({ code }) => !isFinalClose(code),
  })
  provider.messageHandlers[messageType.notice] = (_encoder: unknown, decoder: Decoder) => {
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
