import {
  Connection,
  defaultLimits,
  parseRoomName,
  Rooms,
  type Snapshot,
  silentLog,
  type Wire,
} from '@concord/sync-server'
import * as Y from 'yjs'
import { Cursor } from '../bench/sync/wire.ts'
import { SimulatedClock } from './clock.ts'
import { Disk } from './disk.ts'
import { Editor } from './editor.ts'
import { Random } from './random.ts'

const room = parseRoomName('plan:aaaaaaaaaaaa')!
/** Small, so that slow readers fall behind within a run. */
const limits = { ...defaultLimits, unsent: 600, newClients: 8, answerBurst: 10_000 }

/** A connection on its way through the network: what was sent and has not arrived, in order. */
interface Line {
  readonly editor: Editor
  readonly up: Uint8Array[]
  readonly down: Uint8Array[]
  connection: Connection | null
  /** A partition: nothing arrives until it ends or the line is given up. */
  isFrozen: boolean
  isOpen: boolean
}

/** What the run did, in words that do not depend on anything but the seed. */
export type Journal = string[]

/** One server, its disk, its network and its people, all driven by one seed. */
export class World {
  readonly random: Random
  readonly clock = new SimulatedClock()
  readonly disk = new Disk()
  readonly journal: Journal = []
  readonly editors: Editor[]
  #rooms: Rooms
  #lines: Line[] = []
  #soon: (() => void)[] = []
  #compactions: (() => void)[] = []
  #wasCutOff = false
  #nextConnection = 0

  constructor(seed: number) {
    this.random = new Random(seed)
    const people = 2 + this.random.below(9)
    this.editors = Array.from({ length: people }, (_, at) => new Editor(`member${at}`, 1_000 + at, at !== 0))
    this.#rooms = this.#start()
  }

  /** One thing happens; afterwards everything that follows from it without waiting has happened too. */
  async step(withFaults: boolean): Promise<void> {
    const act = this.#choose(withFaults)
    this.journal.push(act.name)
    act.run()
    await this.settle()
    if (this.disk.hasBroken) {
      // The process ends itself: nobody knows what the disk kept of what was not synced.
      this.journal.push('the process ends after a failed sync')
      this.#end(true)
      await this.settle()
    }
  }

  /** Lets promises run out: nothing in a run waits for anything else. */
  settle(): Promise<void> {
    return new Promise((resolve) => setImmediate(resolve))
  }

  /** Faults are over: everything arrives, everybody is connected, until nothing moves any more. */
  async calmDown(): Promise<boolean> {
    for (let round = 0; round < 400; round += 1) {
      for (const editor of this.editors) if (!this.#lineOf(editor)) this.#connect(editor)
      for (const line of this.#lines) {
        line.isFrozen = false
        while (line.isOpen && line.connection && line.up.length > 0) this.#deliverUp(line)
        while (line.isOpen && line.down.length > 0) this.#deliverDown(line)
      }
      for (const act of this.#soon.splice(0)) act()
      while (this.disk.waiting > 0) {
        this.disk.step()
        await this.settle()
      }
      for (const compact of this.#compactions.splice(0)) compact()
      this.disk.sync()
      this.clock.advance(50)
      await this.settle()
      if (this.disk.hasBroken) this.#end(true)
      if (round > 5 && this.#isCalm()) return true
    }
    return false
  }

  #isCalm(): boolean {
    return (
      this.#soon.length === 0 &&
      this.disk.waiting === 0 &&
      this.#lines.length === this.editors.length &&
      this.#lines.every(({ up, down, connection }) => connection && up.length === 0 && down.length === 0) &&
      this.editors.every((editor) => !editor.mayWrite || editor.isSaved)
    )
  }

  /** What is wrong now, or null. */
  problem(): string | null {
    const durable = this.disk.durable(room.name)
    for (const editor of this.editors) {
      const kept = durable.get(editor.doc.clientID) ?? 0
      if (editor.saved > kept) return `${editor.member} was told ${editor.saved} is saved, the disk has ${kept}`
      if (!editor.mayWrite && kept > 0) return `a viewer wrote`
    }
    const seqs = this.disk.seqs(room.name)
    if (new Set(seqs).size !== seqs.length) return 'two updates have one number'
    return null
  }

  /** What differs between people, or between them and the disk, when everything is calm. */
  difference(): string | null {
    const wanted = contentOf(this.disk.doc(room.name))
    for (const { doc, member, mayWrite } of this.editors) {
      if (doc.store.pendingStructs) return `${member} waits for something that never comes`
      if (mayWrite && contentOf(doc) !== wanted) return `${member} has something else than the disk`
    }
    return null
  }

  #choose(withFaults: boolean): { readonly name: string; run(): void } {
    const { random, disk } = this
    const all: [weight: number, name: string, run: () => void][] = [
      [30, 'edit', () => random.pick(this.editors).edit(random)],
      [40, 'up', () => this.#withLine((line) => line.connection && line.up.length > 0 && this.#deliverUp(line))],
      [40, 'down', () => this.#withLine((line) => line.down.length > 0 && this.#deliverDown(line))],
      [30, 'disk', () => disk.step()],
      [10, 'sync', () => disk.sync()],
      [
        20,
        'turn',
        () => {
          for (const act of this.#soon.splice(0)) act()
        },
      ],
      [15, 'time', () => this.clock.advance(random.below(40))],
      [
        12,
        'connect',
        () => {
          const editor = random.pick(this.editors)
          if (!this.#lineOf(editor)) this.#connect(editor)
        },
      ],
      [3, 'compacted', () => this.#compactions.shift()?.()],
    ]
    if (withFaults)
      all.push(
        [3, 'drop', () => this.#withLine((line) => this.#drop(line))],
        [
          2,
          'freeze',
          () =>
            this.#withLine((line) => {
              line.isFrozen = !line.isFrozen
            }),
        ],
        [
          1,
          'everybody leaves and one comes back',
          () => {
            for (const line of [...this.#lines]) this.#drop(line)
            this.clock.advance(31_000)
            this.#connect(random.pick(this.editors))
            this.#rooms.sweep()
          },
        ],
        [1, 'kill', () => this.#end(false)],
        [1, 'power cut', () => this.#end(true)],
        [
          1,
          'disk full',
          () => {
            disk.next = 'full'
          },
        ],
        [1, 'failed sync', () => disk.failNextSync()],
        [
          1,
          'corrupt',
          () => {
            disk.next = 'corrupt'
          },
        ],
        [1, 'clock jump', () => this.clock.jump((random.below(49) - 24) * 3_600_000)],
      )
    let at = random.below(all.reduce((sum, [weight]) => sum + weight, 0))
    for (const [weight, name, run] of all) {
      if (at < weight) return { name, run }
      at -= weight
    }
    throw new Error('unreachable')
  }

  #start(): Rooms {
    return new Rooms(
      {
        store: { log: this.disk.open(), wasCutOff: this.#wasCutOff },
        reader: {
          snapshot: (parts) => new Promise((resolve) => this.#compactions.push(() => resolve(snapshotOf(parts)))),
          lacks: async ({ seq, bytes }, vector) => ({ seq, bytes: Y.diffUpdate(bytes, vector) }),
        },
        clock: this.clock,
        limits,
        log: silentLog,
      },
      (act) => this.#soon.push(act),
    )
  }

  /** The process is gone, with everything on its way. */
  #end(powerToo: boolean): void {
    for (const line of this.#lines) {
      line.isOpen = false
      line.editor.disconnected()
    }
    this.#lines = []
    this.#soon = []
    this.#compactions = []
    this.clock.forgetAll()
    if (powerToo) this.disk.cutPower(this.random)
    this.#wasCutOff = true
    this.#rooms = this.#start()
  }

  #connect(editor: Editor): void {
    const line: Line = { editor, up: [], down: [], connection: null, isFrozen: false, isOpen: true }
    this.#lines.push(line)
    editor.connected((message) => line.up.push(message))
    const wire = this.#wire(line)
    this.#rooms
      .with(room, (opened) => {
        if (!line.isOpen) return
        this.#nextConnection += 1
        line.connection = new Connection({
          id: this.#nextConnection,
          wire,
          access: {
            identity: {
              name: editor.member,
              side: 'vendor',
              role: editor.mayWrite ? 'editor' : 'viewer',
              member: editor.member,
              colour: '#000',
              color: '#000',
            },
            mayWrite: editor.mayWrite,
            refusal: 'notAllowed',
          },
          session: editor.member,
          person: editor.member,
          address: '',
          wantsNotices: true,
          schema: undefined,
          limits,
          now: () => this.clock.now(),
        })
        this.#roomOf.set(line, opened)
        opened.join(line.connection)
      })
      .catch(() => this.#drop(line))
  }

  readonly #roomOf = new Map<Line, Parameters<Parameters<Rooms['with']>[1]>[0]>()

  #wire(line: Line): Wire {
    return {
      get isOpen() {
        return line.isOpen
      },
      get unsent() {
        return line.down.reduce((sum, { length }) => sum + length, 0)
      },
      isPaused: false,
      write: (frames) => {
        for (const message of messagesOf(frames)) {
          this.#mustBeWritten(message)
          line.down.push(message)
        }
      },
      close: () => this.#drop(line),
      cut: () => this.#drop(line),
      ping: () => {},
      pause: () => {},
      resume: () => {},
    }
  }

  /** Nobody may see what the end of the process could take back. */
  #mustBeWritten(message: Uint8Array): void {
    const cursor = new Cursor(message)
    if (cursor.uint() !== 0 || cursor.uint() === 0) return
    const written = this.disk.written(room.name)
    for (const [client, end] of Y.parseUpdateMeta(cursor.part()).to)
      if (end > (written.get(client) ?? 0))
        throw new Error(`an update of ${client} was passed on before it was written`)
  }

  #withLine(act: (line: Line) => unknown): void {
    if (this.#lines.length > 0) act(this.random.pick(this.#lines))
  }
  #lineOf(editor: Editor): Line | undefined {
    return this.#lines.find((line) => line.editor === editor)
  }

  #deliverUp(line: Line): void {
    if (line.isFrozen || !line.connection) return
    this.#roomOf.get(line)?.receive(line.connection, line.up.shift()!)
  }

  #deliverDown(line: Line): void {
    if (line.isFrozen) return
    line.editor.hear(line.down.shift()!)
    if (line.down.length > 0 || !line.connection) return
    const seq = line.connection.takeBacklog()
    if (seq !== null) this.#roomOf.get(line)?.catchUp(line.connection, seq)
  }

  #drop(line: Line): void {
    if (!line.isOpen) return
    line.isOpen = false
    this.#lines.splice(this.#lines.indexOf(line), 1)
    line.editor.disconnected()
    if (line.connection) this.#roomOf.get(line)?.leave(line.connection)
    this.#roomOf.delete(line)
  }
}

function snapshotOf({ seq, updates }: { readonly seq: number; readonly updates: readonly Uint8Array[] }): Snapshot {
  const doc = new Y.Doc()
  for (const update of updates) Y.applyUpdate(doc, update)
  const vector = Y.encodeStateVector(doc)
  return { seq, bytes: Y.encodeStateAsUpdate(doc), vector, deletes: Y.encodeStateAsUpdate(doc, vector) }
}

function contentOf(doc: Y.Doc): string {
  const vector = [...Y.decodeStateVector(Y.encodeStateVector(doc))].sort(([a], [b]) => a - b)
  const blocks = doc.getMap('blocks').toJSON()
  return JSON.stringify([
    vector,
    Object.keys(blocks)
      .sort()
      .map((key) => [key, blocks[key]]),
  ])
}

/** The messages in ready-made websocket frames. */
function messagesOf(frames: Buffer): Uint8Array[] {
  const messages: Uint8Array[] = []
  let at = 0
  while (at < frames.length) {
    let length = frames[at + 1]! & 127
    at += 2
    if (length === 126) {
      length = frames.readUInt16BE(at)
      at += 2
    } else if (length === 127) {
      length = Number(frames.readBigUInt64BE(at))
      at += 8
    }
    messages.push(frames.subarray(at, at + length))
    at += length
  }
  return messages
}
