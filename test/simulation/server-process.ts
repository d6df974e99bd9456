import type { Actor } from '@concord/schema'
import {
  Connection,
  Crowd,
  defaultLimits,
  Entrance,
  type EntranceParts,
  parseRoomName,
  Rooms,
  type Snapshot,
  Streams,
  silentLog,
} from '@concord/sync-server'
import * as Y from 'yjs'
import type { SimulatedClock } from './clock.ts'
import type { Disk } from './disk.ts'
import type { Editor } from './editor.ts'
import type { SocketLine } from './socket-line.ts'
import type { Bring, StreamLine } from './stream-line.ts'

/** The one room of a run. */
export const ROOM = 'plan:aaaaaaaaaaaa'
const room = parseRoomName(ROOM)!

/** Small, so that slow readers fall behind and quick writers are held up within a run. */
const limits = {
  ...defaultLimits,
  unsent: 600,
  newClients: 8,
  answerBurst: 10_000,
  messageBurst: 12,
  messagesPerSecond: 100,
  socketsPerPerson: 1_000,
}

export interface ProcessParts {
  readonly disk: Disk
  readonly clock: SimulatedClock
  readonly editors: readonly Editor[]
  /** The one before it did not end in order. */
  readonly wasCutOff: boolean
}

/** One life of the server, from a start to its end. What it had in mind goes with it. */
export class ServerProcess {
  readonly rooms: Rooms
  readonly #parts: ProcessParts
  readonly #streams: Streams
  readonly #soon: (() => void)[] = []
  readonly #compactions: (() => void)[] = []
  #nextConnection = 0

  constructor(parts: ProcessParts) {
    const { disk, clock, wasCutOff } = parts
    this.#parts = parts
    this.rooms = new Rooms(
      {
        store: { log: disk.open(), wasCutOff },
        reader: {
          snapshot: (content) => new Promise((resolve) => this.#compactions.push(() => resolve(snapshotOf(content)))),
          lacks: async ({ seq, bytes }, vector) => ({ seq, bytes: Y.diffUpdate(bytes, vector) }),
        },
        clock,
        limits,
        log: silentLog,
      },
      (act) => this.#soon.push(act),
    )
    this.#streams = this.#openStreams()
  }

  /** Nothing waits for the end of the turn. */
  get isIdle(): boolean {
    return this.#soon.length === 0
  }
  get compactions(): number {
    return this.#compactions.length
  }
  endTurn(): void {
    for (const act of this.#soon.splice(0)) act()
  }
  endCompaction(): void {
    this.#compactions.shift()?.()
  }

  /** Somebody knocks with a websocket. */
  upgrade(line: SocketLine): void {
    this.rooms
      .with(room, (opened) => {
        if (line.isOpen) line.letIn(this.#connectionOf(line), opened)
      })
      .catch(() => line.drop())
  }

  /** Somebody asks for a stream. */
  open(line: StreamLine): void {
    const asked = { room, wantsNotices: true, schema: undefined }
    void this.#streams.open(asked, askingOf(line.editor), line.response).then((refused) => {
      if (refused) line.drop()
    })
  }

  /** How an editor's POSTs come to this process. */
  postsOf(editor: Editor): Bring {
    return (wire, body) => this.#streams.post({ ...askingOf(editor), room: ROOM, wire, length: undefined, body })
  }

  #openStreams(): Streams {
    const { clock, editors } = this.#parts
    const parts: EntranceParts = {
      rooms: this.rooms,
      clock,
      limits,
      log: silentLog,
      isOurOrigin: () => true,
      sessions: {
        hashesIn: (cookie) => (cookie ? [cookie] : []),
        enter: async (cookie) => {
          const editor = editors.find(({ member }) => member === cookie)
          if (!editor) return null
          const { member } = editor
          return { hash: member, holder: { person: member }, actor: actorOf(editor), schemaVersion: 0 }
        },
      },
    }
    return new Streams(parts, new Entrance(parts, new Crowd(limits)))
  }

  #connectionOf(line: SocketLine): Connection {
    const { id, name, side, role } = actorOf(line.editor)
    this.#nextConnection += 1
    return new Connection({
      id: this.#nextConnection,
      wire: line.wire(),
      access: {
        identity: { name, side, role, member: id, colour: '#000', color: '#000' },
        mayWrite: line.editor.mayWrite,
        refusal: 'notAllowed',
      },
      session: id,
      holder: { person: id },
      address: '',
      wantsNotices: true,
      schema: undefined,
      limits,
      elapsed: () => this.#parts.clock.elapsed(),
      log: silentLog,
    })
  }
}

/** His cookie is his name. */
const askingOf = ({ member }: Editor) => ({ cookie: member, origin: undefined, host: undefined, address: '' })

const actorOf = ({ member, mayWrite }: Editor): Actor => ({
  id: member,
  name: member,
  side: 'vendor',
  role: mayWrite ? 'editor' : 'viewer',
})

function snapshotOf({ seq, updates }: { readonly seq: number; readonly updates: readonly Uint8Array[] }): Snapshot {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  const vector = Y.encodeStateVector(doc)
  return { seq, bytes: Y.encodeStateAsUpdate(doc), vector, deletes: Y.encodeStateAsUpdate(doc, vector) }
}
