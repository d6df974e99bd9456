import * as Y from 'yjs'
import { Cursor } from '../bench/sync/wire.ts'
import { SimulatedClock } from './clock.ts'
import { Disk } from './disk.ts'
import { Editor } from './editor.ts'
import { nextHappening } from './happenings.ts'
import type { Line } from './line.ts'
import { Network } from './network.ts'
import { Random } from './random.ts'
import { ROOM, ServerProcess } from './server-process.ts'
import { SocketLine } from './socket-line.ts'
import { StreamLine } from './stream-line.ts'

/** So many of a room's newest Updates are held against the disk after each step. */
const RECENT = 3

/** How somebody is connected. */
type Kind = 'socket' | 'stream'

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
  /** How many of the faults this run is spared. */
  readonly spared: number
  /** How many of its people sit where websockets are blocked. */
  readonly #blocked: number
  server: ServerProcess

  constructor(seed: number) {
    this.random = new Random(seed)
    this.disk = new Disk(this.random, () => this.clock.passed)
    const people = 2 + this.random.below(9)
    this.editors = Array.from({ length: people }, (_, at) => new Editor(`member${at}`, 1_000 + at, at !== 0))
    this.spared = this.random.pick([0, 0.9])
    this.#blocked = this.random.pick([0.1, 0.5, 0.9])
    this.server = this.#start(false)
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
    for (const line of [...this.network.abandoned]) line.drop()
    for (let round = 0; round < 400; round += 1) {
      for (const editor of this.editors) this.connect(editor)
      for (const line of [...this.network.lines]) {
        line.isFrozen = false
        for (let steps = 0; line.isIn && !line.isUpEmpty && steps < 200; steps += 1) {
          line.deliverUp()
          // The answer to a POST takes a moment.
          if (line instanceof StreamLine) await settle()
        }
        while (!line.isDownEmpty) line.deliverDown()
      }
      this.server.endTurn()
      while (this.disk.waiting > 0) {
        this.disk.step()
        await settle()
      }
      while (this.server.compactions > 0) this.server.endCompaction()
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
      this.server.isIdle &&
      this.disk.waiting === 0 &&
      lines.length === this.editors.length &&
      lines.every(({ isIn, isUpEmpty, isDownEmpty }) => isIn && isUpEmpty && isDownEmpty) &&
      this.editors.every((editor) => !editor.mayWrite || editor.isSaved)
    )
  }

  /** What is wrong now, or null. */
  problem(): string | null {
    const durable = this.disk.durable(ROOM)
    const deleted = this.disk.durablyDeleted(ROOM)
    for (const editor of this.editors) {
      const kept = durable.get(editor.doc.clientID) ?? 0
      if (editor.saved > kept) return `${editor.member} was told ${editor.saved} is saved, the disk has ${kept}`
      if (!editor.mayWrite && kept > 0) return 'a viewer wrote'
      const lost = editor.savedDeletions.find((each) => !deleted.has(each))
      if (lost) return `${editor.member} was told that the deletion of ${lost} is saved, the disk does not have it`
    }
    return this.#misnumbered()
  }

  /** A room in memory holds its newest Updates under the numbers, and in the order, that the disk has them. */
  #misnumbered(): string | null {
    for (const { content } of this.server.rooms.all) {
      const from = Math.max(0, content.seq - RECENT)
      const held = content.since(from)?.map(String)
      const written = this.disk.writtenBetween(ROOM, from, content.seq).map(String)
      if (held && held.join(' ') !== written.join(' '))
        return `after number ${from} the room holds other updates than the disk`
    }
    return null
  }

  /** What differs between people, or between them and the disk, when everything is calm. */
  difference(): string | null {
    const wanted = this.content()
    const durable = this.disk.durable(ROOM)
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
    return contentOf(this.disk.doc(ROOM))
  }

  /** Somebody who is not there comes in, by whichever wire his network lets through. */
  connect(editor: Editor, kind: Kind = this.random.chance(this.#blocked) ? 'stream' : 'socket'): void {
    if (this.network.lineOf(editor)) return
    if (kind === 'socket') this.#connectSocket(editor)
    else this.#connectStream(editor)
  }

  /** Somebody leaves his wire for one of the other kind; what he had said may still arrive on the old one. */
  move(line: Line): void {
    this.network.abandon(line)
    this.connect(line.editor, line instanceof StreamLine ? 'socket' : 'stream')
  }

  #connectSocket(editor: Editor): void {
    this.server.upgrade(this.network.add((hears) => new SocketLine(editor, hears)))
  }

  #connectStream(editor: Editor): void {
    this.server.open(this.network.add((hears) => new StreamLine(editor, hears, this.server.postsOf(editor))))
  }

  /** The process is gone, with everything on its way, and another one starts. */
  end(isPowerCut: boolean): void {
    this.network.loseServer()
    this.clock.forgetAll()
    if (isPowerCut) this.disk.cutPower()
    this.server = this.#start(true)
  }

  #start(wasCutOff: boolean): ServerProcess {
    const { disk, clock, editors } = this
    return new ServerProcess({ disk, clock, editors, wasCutOff })
  }

  /** Nobody may see what the end of the process could take back. */
  #mustBeWritten(message: Uint8Array): void {
    const cursor = new Cursor(message)
    if (cursor.uint() !== 0 || cursor.uint() === 0) return
    const written = this.disk.written(ROOM)
    for (const [client, end] of Y.parseUpdateMeta(cursor.part()).to)
      if (end > (written.get(client) ?? 0))
        throw new Error(`an update of ${client} was passed on before it was written`)
  }
}

/** Lets promises run out: nothing in a run waits for anything else. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

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
