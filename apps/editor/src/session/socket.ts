import { isFinalClose, messageType, type Notice, readNotice, SCHEMA_VERSION } from '@concord/schema'
import { type Decoder, readVarUint, readVarUint8Array } from 'lib0/decoding'
import { createEncoder, toUint8Array, writeVarUint, writeVarUint8Array } from 'lib0/encoding'
import type { Awareness } from 'y-protocols/awareness'
import { WebsocketProvider } from 'y-websocket'
import type * as Y from 'yjs'
import { Arrivals } from './arrivals.ts'
import { missingUpdates } from './pieces.ts'
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

const SYNC_STEP_1 = 0
const SYNC_STEP_2 = 1
const SYNC_UPDATE = 2

/** What a message carries of mine; undefined for questions and presence. */
function frameKind(message: Uint8Array): FrameKind | undefined {
  if (message[0] !== messageType.sync) return undefined
  return message[1] === SYNC_STEP_2 ? 'catchUp' : message[1] === SYNC_UPDATE ? 'change' : undefined
}

function syncFrame(kind: number, update: Uint8Array): Uint8Array<ArrayBuffer> {
  const encoder = createEncoder()
  writeVarUint(encoder, messageType.sync)
  writeVarUint(encoder, kind)
  writeVarUint8Array(encoder, update)
  return toUint8Array(encoder) as Uint8Array<ArrayBuffer>
}

/**
 * The stock provider with the three things Concord adds: it says which schema it knows and asks for acknowledgements, it
 * reports each frame it sends, so that an acknowledgement can be matched with what it acknowledges, and where
 * websockets are blocked it goes by the fallback. A long absence is sent and
 * taken in by pieces that neither the server nor this page stumbles over.
 */
export function openSocket(room: string, doc: Y.Doc, awareness: Awareness, events: SocketEvents): WebsocketProvider {
  /** Which connection is the present one. */
  let connection = 0
  const parts: SwitchingParts = {
    network,
    websocket: (url) => new WebSocket(url) as SocketLike,
    stream: (url) => new StreamSocket(url, () => awareness.meta.get(doc.clientID)?.clock ?? 0),
    connected: () => {
      connection += 1
      events.connected()
    },
    moved: () => {
      connection += 1
      events.moved()
    },
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
  const arrivals = new Arrivals(doc, provider)
  const destroy = provider.destroy.bind(provider)
  provider.destroy = () => {
    arrivals.stop()
    destroy()
  }
  /** What a connection said is without meaning once there is another one. */
  const onThisConnection = (act: () => void) => {
    const said = connection
    return () => {
      if (connection === said) act()
    }
  }
  provider.messageHandlers[messageType.sync] = (_encoder: unknown, decoder: Decoder) => {
    const kind = readVarUint(decoder)
    const bytes = readVarUint8Array(decoder).slice()
    if (kind === SYNC_STEP_1) {
      const updates = missingUpdates(doc, bytes)
      for (const update of updates)
        provider.ws?.send(syncFrame(update === updates.at(-1) ? SYNC_STEP_2 : SYNC_UPDATE, update))
      return
    }
    arrivals.add(bytes)
    if (kind === SYNC_STEP_2)
      arrivals.after(
        onThisConnection(() => {
          provider.synced = true
        }),
      )
  }
  provider.messageHandlers[messageType.notice] = (_encoder: unknown, decoder: Decoder) => {
    const notice = readNotice(decoder.arr, decoder.pos)
    // What others wrote before must have met my edits before these count as saved.
    if (notice?.type === 'saved') arrivals.after(onThisConnection(() => events.notice(notice)))
    else if (notice) events.notice(notice)
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
