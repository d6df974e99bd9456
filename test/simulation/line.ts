import type { Editor } from './editor.ts'

/** Somebody's connection on its way through the network, whatever carries it: what was said arrives later, in order. */
export interface Line {
  readonly editor: Editor
  /** A partition: nothing arrives until it ends or the line is given up. */
  isFrozen: boolean
  /** The server has let it in. */
  readonly isIn: boolean
  /** Nothing that was said up, or down, is still on its way. */
  readonly isUpEmpty: boolean
  readonly isDownEmpty: boolean
  /** The next thing on the way up, or down, gets one step further. */
  deliverUp(): void
  deliverDown(): void
  /** The client goes, and what it had said may still arrive: the server does not know yet. */
  abandon(): void
  /** Both ends know that it is gone; what was under way is lost. */
  drop(): void
  /** The server is gone without a word. */
  lose(): void
}

/** What a line tells the network. */
export interface Hears {
  /** A message of the server, before it is on its way. */
  heard(message: Uint8Array): void
  /** The server closed it. */
  closed(): void
}
