import {
  type BlockId,
  birth,
  blocksRoot,
  bodyRoot,
  metaRoot,
  type PlanJson,
  shapeOfKind,
  writeBody,
} from '@concord/schema'
import { WebSocket } from 'ws'
import { WebsocketProvider } from 'y-websocket'
import * as Y from 'yjs'

/** The cookie a printed link gives: what a browser can do, a script can do. */
export async function cookieOf(link: string): Promise<string> {
  const response = await fetch(link, { redirect: 'manual' })
  const cookie = response.headers.getSetCookie()[0]?.split(';')[0]
  if (!cookie) throw new Error(`The link gave no session (HTTP ${response.status})`)
  return cookie
}

/** A stock y-websocket client in Node, synced with a room. */
export async function joinRoom(origin: string, room: string, cookie: string) {
  const doc = new Y.Doc()
  class WithCookie extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols, { headers: { cookie } })
    }
  }
  const provider = new WebsocketProvider(`${origin.replace('http', 'ws')}/sync`, room, doc, {
    WebSocketPolyfill: WithCookie as unknown as typeof globalThis.WebSocket,
    disableBc: true,
  })
  await new Promise<void>((resolve) => provider.once('sync', () => resolve()))
  const leave = () => {
    provider.destroy()
    // Its presence keeps a clock, and a clock keeps the whole process.
    doc.destroy()
  }
  return { doc, provider, leave }
}

/** Replaces everything in a plan by another content, like a person who clears the page and pastes. */
export function replacePlan(doc: Y.Doc, plan: PlanJson): void {
  doc.transact(() => {
    const body = bodyRoot(doc)
    body.delete(0, body.length)
    for (const id of [...blocksRoot(doc).keys()] as BlockId[]) blocksRoot(doc).delete(id)
    for (const [name, value] of Object.entries(plan.meta)) metaRoot(doc).set(name, value)
    for (const [id, block] of Object.entries(plan.blocks)) birth(doc, id, shapeOfKind(block.kind)!, block)
    writeBody(body, plan.body, (id) => plan.blocks[id]?.kind ?? '')
  })
}
