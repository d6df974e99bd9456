import type { RecordAct } from '../records/records.ts'
import type { NewUpdate, Snapshot, UpdateHistory } from '../store.ts'

/** One call of the history by name. */
export type HistoryRequest = {
  [K in keyof UpdateHistory]: {
    readonly call: 'history'
    readonly name: K
    readonly args: Parameters<UpdateHistory[K]>
  }
}[keyof UpdateHistory]

/** What the server asks of the thread that owns the database. */
export type Request =
  | { readonly call: 'open'; readonly folder: string }
  | { readonly call: 'load'; readonly room: string }
  | { readonly call: 'append'; readonly updates: readonly NewUpdate[] }
  | HistoryRequest
  | { readonly call: 'putSnapshot'; readonly room: string; readonly snapshot: Snapshot; readonly at: number }
  | { readonly call: 'act'; readonly act: RecordAct; readonly args: readonly unknown[] }
  | { readonly call: 'admission'; readonly args: readonly [hash: string, plan: string, now: number, idle: number] }
  /** Brings the write-ahead log into the database, so that it can begin anew. */
  | { readonly call: 'checkpoint' }
  | { readonly call: 'close' }

/** An error on its way between threads: only what the other side may need. */
export type Failure =
  | { readonly kind: 'start'; readonly message: string }
  | { readonly kind: 'corrupt'; readonly room: string; readonly seq: number }
  | { readonly kind: 'disk'; readonly message: string }
  | { readonly kind: 'other'; readonly message: string }

export type Reply = { readonly id: number } & ({ readonly value: unknown } | { readonly failure: Failure })
