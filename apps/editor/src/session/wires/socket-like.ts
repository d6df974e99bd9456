/** How a connection ended, as a WebSocket says it; 1006 where nobody said anything. */
export interface Ended {
  readonly code: number
  readonly reason: string
}

/** The code of a connection that broke without a word. */
export const BROKEN = 1006

/** What the provider uses of a WebSocket, and every kind of wire has. */
export interface SocketLike {
  binaryType: string
  readonly readyState: number
  /** The `readyState` of an open one. */
  readonly OPEN: number
  onopen: ((event: Event) => void) | null
  onmessage: ((event: { readonly data: ArrayBuffer }) => void) | null
  onerror: ((event: Event) => void) | null
  onclose: ((event: Ended) => void) | null
  send(message: Uint8Array): void
  close(): void
}

/** Nothing it still says is heard any more. An error without a listener would be thrown in Node. */
export function turnAway(socket: SocketLike): void {
  socket.onopen = null
  socket.onmessage = null
  socket.onclose = null
  socket.onerror = () => {}
}
