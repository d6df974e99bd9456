import { Connection, defaultLimits, parseRoomName, Rooms, type Snapshot, silentLog } from '@concord/sync-server'
import * as Y from 'yjs'
import { Cursor } from '../bench/sync/wire.ts'
import { SimulatedClock } from './clock.ts'
import { Disk } from './disk.ts'
import { Editor } from './editor.ts'
import { nextHappening } from './happenings.ts'
import { type Line, Network } from './network.ts'
import { Random } from './random.ts'

const room = parseRoomName('plan:aaaaaaaaaaaa')!
/** Small, so that slow readers fall behind within a run. */
const limits = { ...defaultLimits, unsent: 600, newClients: 8, answerBurst: 10_000 }

/** What the run did, in words that do not depend on anything but the seed. */
export type Journal = string[]

/** One server, its disk, its network and its people, all driven by one seed. */
export class World {
  readonly random: Random
  readonly clock = new SimulatedClock()
  readonly disk: Disk
  readonly network = new Network((message) => this.#mustBeWritten(message))
  readonly journal: Journal = []
  readonly editors: Editor[]
  rooms: Rooms
  #soon: (() => void)[] = []
  #compactions: (() => void)[] = []
  #wasCutOff = false
  #nextConnection = 0

  constructor(seed: number) {
    this.random = new Random(seed)
    this.disk = new Disk(this.random, () => this.clock.passed)
    const people = 2 + this.random.below(9)
    this.editors = Array.from({ length: people }, (_, at) => new Editor(`member${at}`, 1_000 + at, at !== 0))
    this.rooms = this.#start()
  }

  /** One thing happens; afterwards everything that follows from it without waiting has happened too. */
  async step(): Promise<void> {
    const [, name, run] = nextHappening(this)
    this.journal.push(name)
    run(this)
    await settle()
    if (!this.disk.hasBroken) return
    // The process ends itself: nobody knows what the disk kept of what was not synced.
    this.journal.push('the process ends because the disk failed')
    this.end(true)
    await settle()
  }

  /** Faults are over: everything arrives, everybody is connected, until nothing moves any more. */
  async calmDown(): Promise<boolean> {
    this.disk.isFull = false
    this.disk.isBusy = false
    this.disk.isCorrupt = false
    this.disk.errorIn = null
    for (let round = 0; round < 400; round += 1) {
      for (const editor of this.editors) this.connect(editor)
      for (const line of [...this.network.lines]) {
        line.isFrozen = false
        while (line.isOpen && line.server && line.up.length > 0) this.network.deliverUp(line)
        while (line.isOpen && line.down.length > 0) this.network.deliverDown(line)
      }
      this.endTurn()
      while (this.disk.waiting > 0) {
        this.disk.step()
        await settle()
      }
      while (this.#compactions.length > 0) this.endCompaction()
      this.disk.sync()
      this.clock.advance(50)
      await settle()
      if (this.disk.hasBroken) this.end(true)
      if (round > 5 && this.#isCalm()) return true
    }
    return false
  }

  #isCalm(): boolean {
    const { lines } = this.network
    return (
      this.#soon.length === 0 &&
      this.disk.waiting === 0 &&
      lines.length === this.editors.length &&
      lines.every(({ up, down, server }) => server && up.length === 0 && down.length === 0) &&
      this.editors.every((editor) => !editor.mayWrite || editor.isSaved)
    )
  }

  /** What is wrong now, or null. */
  problem(): string | null {
    const durable = this.disk.durable(room.name)
    for (const editor of this.editors) {
      const kept = durable.get(editor.doc.clientID) ?? 0
      if (editor.saved > kept) return `${editor.member} was told ${editor.saved} is saved, the disk has ${kept}`
      if (!editor.mayWrite && kept > 0) return 'a viewer wrote'
    }
    const seqs = this.disk.seqs(room.name)
    if (seqs.some((seq, at) => seq !== at + 1)) return 'the numbers of the updates do not count 1, 2, 3…'
    return null
  }

  /** What differs between people, or between them and the disk, when everything is calm. */
  difference(): string | null {
    const wanted = this.content()
    const durable = this.disk.durable(room.name)
    for (const { doc, member, mayWrite } of this.editors) {
      if (doc.store.pendingStructs) return `${member} waits for something that never comes`
      if (mayWrite && contentOf(doc) !== wanted) return `${member} has something else than the disk`
      // What a viewer typed is in his own copy only; everything else he has as everybody has it.
      for (const [client, clock] of durable)
        if (Y.getState(doc.store, client) !== clock) return `${member} has not what ${client} wrote`
    }
    return null
  }

  /** What the disk holds, as text. */
  content(): string {
    return contentOf(this.disk.doc(room.name))
  }

  /** The turn of the event loop ends. */
  endTurn(): void {
    for (const act of this.#soon.splice(0)) act()
  }

  endCompaction(): void {
    this.#compactions.shift()?.()
  }

  /** Somebody who is not there comes in. */
  connect(editor: Editor): void {
    if (this.network.lineOf(editor)) return
    const line = this.network.connect(editor)
    this.rooms
      .with(room, (opened) => {
        if (!line.isOpen) return
        const connection = this.#connectionOf(line)
        line.server = { connection, room: opened }
        opened.join(connection)
      })
      .catch(() => this.network.drop(line))
  }

  /** The process is gone, with everything on its way. */
  end(isPowerCut: boolean): void {
    this.network.loseServer()
    this.#soon = []
    this.#compactions = []
    this.clock.forgetAll()
    if (isPowerCut) this.disk.cutPower()
    this.#wasCutOff = true
    this.rooms = this.#start()
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

  #connectionOf(line: Line): Connection {
    const { member, mayWrite } = line.editor
    this.#nextConnection += 1
    return new Connection({
      id: this.#nextConnection,
      wire: this.network.wire(line),
      access: {
        identity: {
          name: member,
          side: 'vendor',
          role: mayWrite ? 'editor' : 'viewer',
          member,
          colour: '#000',
          color: '#000',
        },
        mayWrite,
        refusal: 'notAllowed',
      },
      session: member,
      holder: { person: member },
      address: '',
      wantsNotices: true,
      schema: undefined,
      limits,
      now: () => this.clock.now(),
    })
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
}

/** Lets promises run out: nothing in a run waits for anything else. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

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
