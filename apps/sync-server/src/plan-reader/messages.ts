import type { BlockId, Day, Facts, FieldPath } from '@concord/schema'
import type { Preview } from '../preview/preview.ts'
import type { LoggedUpdate } from '../store/store.ts'
import type { WriteId } from './register-writes.ts'

/** What the server asks of the thread that builds Y.Docs. */
export type Task =
  | { readonly task: 'snapshot' }
  /** What a client with this state vector lacks of the one update given. */
  | { readonly task: 'lacks'; readonly vector: Uint8Array }
  | { readonly task: 'content' }
  /** The newest writes of one register. */
  | { readonly task: 'chain'; readonly block: BlockId; readonly path: FieldPath; readonly most: number }
  /** What these Updates of the log did to a register's writes. */
  | { readonly task: 'writes'; readonly ids: readonly WriteId[]; readonly logged: readonly LoggedUpdate[] }
  /** What is to be kept of Updates whose bytes go. */
  | { readonly task: 'kept'; readonly logged: readonly LoggedUpdate[] }
  | { readonly task: 'page' | 'summary'; readonly facts: Facts; readonly asOf: Day }
  /** The plan as a pack tells it: canonical, with its hash, and to be read. */
  | { readonly task: 'pack'; readonly facts: Facts; readonly asOf: Day }
  /** The private Y.Doc of a side. */
  | { readonly task: 'side' }
  /** The plan in one line, as of the day it is in its time zone; `signed` is the JSON of what was signed last. */
  | { readonly task: 'glance'; readonly facts: Facts; readonly now: number; readonly signed: string | null }
  /** The picture that an address shows elsewhere; it needs no updates. */
  | { readonly task: 'picture'; readonly preview: Preview | null }

/** `updates` together hold the whole content; `of` names it, so that a Y.Doc made of it may serve again. */
export type ReadRequest = { readonly id: number; readonly updates: readonly Uint8Array[]; readonly of?: string } & Task

export type ReadReply = { readonly id: number } & ({ readonly value: unknown } | { readonly failure: string })
