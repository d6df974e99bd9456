import type { Day, Facts } from '@concord/schema'

/** What the server asks of the thread that builds Y.Docs. */
export type Task =
  | { readonly task: 'snapshot' }
  /** What a client with this state vector lacks of the one update given. */
  | { readonly task: 'lacks'; readonly vector: Uint8Array }
  | { readonly task: 'content' }
  | { readonly task: 'page'; readonly facts: Facts; readonly asOf: Day }

/** `updates` together hold the whole content. */
export type ReadRequest = { readonly id: number; readonly updates: readonly Uint8Array[] } & Task

export type ReadReply = { readonly id: number } & ({ readonly value: unknown } | { readonly failure: string })
