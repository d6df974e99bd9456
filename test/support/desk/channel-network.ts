import { type Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'

type Message =
  | { readonly type: 'edit'; readonly update: Uint8Array }
  | { readonly type: 'presence'; readonly update: Uint8Array }
  | { readonly type: 'have'; readonly vector: Uint8Array; readonly answer: boolean }

/** Joins the desks of one browser without a server. Returns the switch that parts and rejoins this desk. */
export function channelNetwork(doc: Y.Doc, awareness: Awareness): (connected: boolean) => void {
  const channel = new BroadcastChannel('desks')
  let connected = true
  const send = (message: Message) => {
    if (connected) channel.postMessage(message)
  }
  const greet = (answer: boolean) => send({ type: 'have', vector: Y.encodeStateVector(doc), answer })
  const present = () => send({ type: 'presence', update: encodeAwarenessUpdate(awareness, [awareness.clientID]) })

  doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin !== 'remote') send({ type: 'edit', update })
  })
  awareness.on('update', (_: unknown, origin: unknown) => {
    if (origin !== 'remote') present()
  })
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (!connected) return
    if (data.type === 'edit') Y.applyUpdate(doc, data.update, 'remote')
    else if (data.type === 'presence') applyAwarenessUpdate(awareness, data.update, 'remote')
    else {
      send({ type: 'edit', update: Y.encodeStateAsUpdate(doc, data.vector) })
      if (data.answer) greet(false)
      present()
    }
  }
  greet(true)
  return (next) => {
    connected = next
    if (next) greet(true)
  }
}
