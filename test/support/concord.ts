import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { type Role, SCHEMA_VERSION, type Side, samplePlan } from '@concord/schema'
import { nodeOptions } from '@concord/sync-server/node-options'
import * as Y from 'yjs'

/** True for an update that adds no struct; deletions alone do not count. */
const isEmptyUpdate = (update: Uint8Array) => Y.decodeUpdate(update).structs.length === 0

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

import { cookieOf, joinRoom } from './stock-client.ts'

/** The Member a company's printed link opens the demo plan as. */
const memberOf = (side: Side): string => samplePlan().facts.members.find((member) => member.side === side)?.id ?? ''

interface Ready {
  url: string
  links: { vendor: string; partner: string }
  plan: string
  room: string
}

export interface StartOptions {
  /** Options of Node itself. */
  readonly node?: readonly string[]
  /** More options of Concord. */
  readonly flags?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

/** A real Concord on a data folder of its own: started, killed and started again like a person would. */
export class Concord {
  readonly data = mkdtempSync(join(tmpdir(), 'concord-journey-'))
  #process: ChildProcess | undefined
  #port = 0
  ready!: Ready
  /** Limits of the server in the form of `CONCORD_LIMITS`, such as `{ message: 65536 }`. */
  readonly #limits: Readonly<Record<string, number>>

  constructor(limits: Readonly<Record<string, number>> = {}) {
    this.#limits = limits
  }

  /** Gives whom a company's link opens the plan as another role, behind the server's back, as an administrator would. */
  setRole(side: Side, role: Role): void {
    this.#write('UPDATE members SET role = ? WHERE id = ?', role, memberOf(side))
  }

  /** Takes that person out of the plan. */
  removeMember(side: Side): void {
    this.#write('DELETE FROM members WHERE id = ?', memberOf(side))
  }

  /** Calls both companies and everybody in the plan this, as nobody could in a form. */
  callEverybody(name: string): void {
    this.#write('UPDATE companies SET name = ?, shortName = ?', name, name)
    this.#write('UPDATE people SET name = ?', name)
  }

  /** As if somebody had written into the plan with a newer Concord than this one. */
  writtenByNewer(): void {
    this.#write('UPDATE plans SET schemaVersion = ? WHERE id = ?', SCHEMA_VERSION + 1, this.ready.plan)
  }

  #write(sql: string, ...values: (string | number)[]): void {
    const db = new DatabaseSync(join(this.data, 'concord.db'))
    try {
      db.exec('PRAGMA busy_timeout = 5000')
      db.prepare(sql).run(...values)
    } finally {
      db.close()
    }
  }

  async start({ node = [], flags = [], env = {} }: StartOptions = {}): Promise<void> {
    const args = [
      ...nodeOptions,
      ...node,
      join(root, 'apps/sync-server/src/main.ts'),
      '--json',
      '--data',
      this.data,
      '--port',
      String(this.#port),
      ...flags,
    ]
    const child = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, CONCORD_LIMITS: JSON.stringify(this.#limits), ...env },
    })
    this.#process = child
    let errors = ''
    child.stderr.on('data', (chunk) => {
      errors += chunk
    })
    this.ready = await new Promise((resolve, reject) => {
      createInterface({ input: child.stdout }).once('line', (line) => resolve(JSON.parse(line)))
      child.once('exit', (code) => reject(new Error(`Concord ended with ${code} before it was ready:\n${errors}`)))
    })
    // The same port again after a crash, as an operator's supervisor would do it.
    this.#port = Number(new URL(this.ready.url).port)
  }

  /** Waits until a fresh reader gets everything `doc` holds: what others see is what is stored. */
  async allSaved(doc: Y.Doc): Promise<void> {
    const link = this.ready.links.vendor
    for (let tries = 0; tries < 200; tries++) {
      const peer = await joinRoom(this.ready.url, this.ready.room, await cookieOf(link))
      const missing = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(peer.doc))
      peer.leave()
      if (isEmptyUpdate(missing)) return
      await new Promise((resume) => setTimeout(resume, 50))
    }
    throw new Error('The server never held everything that was written')
  }

  /** Resolves when the server has ended, however that came about; with the signal that ended it. */
  async ended(): Promise<NodeJS.Signals | null> {
    const child = this.#process
    if (!child || child.exitCode !== null || child.signalCode !== null) return child?.signalCode ?? null
    return new Promise((resolve) => child.once('exit', (_code, signal) => resolve(signal)))
  }

  /** Ends the server with no chance to write anything: the crash people fear. */
  async kill(): Promise<void> {
    await this.#end('SIGKILL')
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM')
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill(signal)
    await gone
  }

  async dispose(): Promise<void> {
    await this.#end('SIGKILL')
    rmSync(this.data, { recursive: true, force: true })
  }
}
