import { readNotice } from '@concord/schema'
import * as Y from 'yjs'
import { Cursor, messageOf } from '../bench/sync/wire.ts'
import type { Random } from './random.ts'

/** How much somebody had said with a frame: his own clock, and how many deletions. */
interface Said {
  readonly clock: number
  readonly deletions: number
}

/** What an update deletes: `client clock` for each. */
export function deletionsOf(update: Uint8Array): string[] {
  const deleted: string[] = []
  for (const [client, runs] of Y.decodeUpdate(update).ds.clients)
    for (const { clock, len } of runs) for (let at = clock; at < clock + len; at += 1) deleted.push(`${client} ${at}`)
  return deleted
}

/** A person's browser: a Y.Doc, and the client's half of the protocol with acknowledgements. */
export class Editor {
  readonly doc = new Y.Doc()
  readonly member: string
  readonly mayWrite: boolean
  /** Puts one message on the wire; null while there is none. */
  send: ((message: Uint8Array) => void) | null = null
  /** The own clock and deletions that each sync frame of this connection brought, frame 1 first. */
  #frames: Said[] = []
  #hasAnswered = false
  /** Everything that was deleted here, in order: `client clock`. */
  readonly #deleted: string[] = []
  /** The own clock, and how many deletions, that the server said are saved, on any connection. */
  #saved: Said = { clock: 0, deletions: 0 }
  isRefused = false

  constructor(member: string, client: number, mayWrite: boolean) {
    this.member = member
    this.mayWrite = mayWrite
    this.doc.clientID = client
    this.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === 'remote') return
      this.#deleted.push(...deletionsOf(update))
      this.#sendUpdate(2, update)
    })
  }

  get clock(): number {
    return Y.getState(this.doc.store, this.doc.clientID)
  }
  /** The own clock that the server said is saved. */
  get saved(): number {
    return this.#saved.clock
  }
  /** The own deletions that the server said are saved. */
  get savedDeletions(): readonly string[] {
    return this.#deleted.slice(0, this.#saved.deletions)
  }
  /** Everything typed and deleted here is known to be saved. */
  get isSaved(): boolean {
    return this.saved >= this.clock && this.#saved.deletions >= this.#deleted.length
  }

  connected(send: (message: Uint8Array) => void): void {
    this.send = send
    this.#frames = []
    this.#hasAnswered = false
    send(messageOf([0, 0], Y.encodeStateVector(this.doc)))
  }
  disconnected(): void {
    this.send = null
  }

  /** One message of the server. */
  hear(message: Uint8Array): void {
    const cursor = new Cursor(message)
    const type = cursor.uint()
    if (type === 2) {
      const notice = readNotice(message)
      // A frame that was refused counts as settled, but this editor knows that it is not saved.
      const said = notice?.type === 'saved' && !this.isRefused ? this.#frames[notice.frames - 1] : undefined
      if (said)
        this.#saved = {
          clock: Math.max(this.saved, said.clock),
          deletions: Math.max(this.#saved.deletions, said.deletions),
        }
      if (notice?.type === 'refused') this.isRefused = true
      return
    }
    if (type !== 0) return
    const kind = cursor.uint()
    const bytes = cursor.part()
    if (kind === 0) this.#sendUpdate(1, Y.encodeStateAsUpdate(this.doc, bytes))
    else Y.applyUpdate(this.doc, bytes, 'remote')
  }

  /** Types, deletes, or puts a new card into the plan. */
  edit(random: Random): void {
    this.doc.transact(() => {
      const blocks = this.doc.getMap<Y.Map<unknown>>('blocks')
      const ids = [...blocks.keys()].sort()
      if (ids.length < 3 || random.chance(0.05)) {
        const block = new Y.Map<unknown>()
        block.set('title', new Y.Text('card'))
        blocks.set(`b${this.doc.clientID}-${this.clock}`, block)
        return
      }
      const text = blocks.get(random.pick(ids))?.get('title')
      if (!(text instanceof Y.Text)) return
      if (text.length > 4 && random.chance(0.3)) text.delete(random.below(text.length - 1), 1)
      else text.insert(random.below(text.length + 1), String.fromCharCode(97 + random.below(26)))
    })
  }

  #sendUpdate(kind: 1 | 2, update: Uint8Array): void {
    if (!this.send) return
    // Until the server's question is answered, what was typed offline has not been offered: nothing is known saved.
    this.#hasAnswered ||= kind === 1
    this.#frames.push(this.#hasAnswered ? { clock: this.clock, deletions: this.#deleted.length } : this.#saved)
    this.send(messageOf([0, kind], update))
  }
}
