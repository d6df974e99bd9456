import { type ChildProcess, spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { newId, SCHEMA_VERSION } from '@concord/schema'
import { openSqliteStore } from '@concord/sync-server'
import { nodeOptions } from '@concord/sync-server/node-options'
import type { Held } from '../../support/held.ts'

const here = dirname(fileURLToPath(import.meta.url))
const root = dirname(dirname(dirname(here)))
const probe = join(root, 'test/support/memory-probe.ts')

export type TargetName = 'concord' | 'yws-mem' | 'yws-level' | 'hocus'

/**
 * Limits that a load test must raise, and says so: one person and one address stand for a whole company, and one
 * connection sends in seconds what somebody typed in weeks.
 */
export const RAISED = { socketsPerPerson: 20_000, socketsPerAddress: 20_000, messageBurst: 20_000 }

/** How one server is started and where its rooms are. */
interface Way {
  readonly speaks: 'stock' | 'hocus'
  command(port: number, folder: string): { args: string[]; env?: Record<string, string>; cwd?: string }
  /** Makes rooms before the first start; answers their names and the headers that open them. */
  prepare(folder: string, rooms: number): Promise<Prepared>
  path(room: string): string
}

interface Prepared {
  readonly names: string[]
  readonly headers: Record<string, string>
  /** Headers of another editor, of somebody who may only read, and of somebody who is no Member of anything; where there are such. */
  readonly others?: {
    readonly colleague: Record<string, string>
    readonly viewer: Record<string, string>
    readonly stranger: Record<string, string>
  }
}

const anyNames = async (_folder: string, rooms: number): Promise<Prepared> => ({
  names: Array.from({ length: rooms }, (_, index) => `room${index}`),
  headers: {},
})

const yws = (persistent: boolean): Way => ({
  speaks: 'stock',
  command: (port, folder) => ({
    args: [join(root, 'test/node_modules/@y/websocket-server/src/server.js')],
    env: {
      PORT: String(port),
      HOST: '127.0.0.1',
      ...(persistent && { YPERSISTENCE: join(folder, 'level') }),
    },
  }),
  prepare: anyNames,
  path: (room) => `/${room}`,
})

const ways: Record<TargetName, Way> = {
  concord: {
    speaks: 'stock',
    command: (port, folder) => ({
      args: [
        ...nodeOptions,
        join(root, 'apps/sync-server/src/main.ts'),
        '--json',
        '--data',
        folder,
        '--port',
        String(port),
      ],
      env: { CONCORD_LIMITS: JSON.stringify(RAISED) },
    }),
    prepare: preparePlans,
    path: (room) => `/sync/${room}`,
  },
  'yws-mem': yws(false),
  'yws-level': yws(true),
  hocus: {
    speaks: 'hocus',
    command: (port, folder) => ({ args: [join(here, 'hocuspocus.ts'), String(port), folder] }),
    prepare: anyNames,
    path: () => '/',
  },
}

/** Concord's rooms are plans: each gets a row, a Member and nothing in it. */
async function preparePlans(folder: string, rooms: number): Promise<Prepared> {
  const store = await openSqliteStore(folder)
  const now = Date.now()
  const { records } = store
  const names: string[] = []
  try {
    await records.addCompany({ id: 'bench-vendor', name: 'Bench Vendor', shortName: 'Vendor' })
    await records.addCompany({ id: 'bench-partner', name: 'Bench Partner', shortName: 'Partner' })
    const signIn = async (person: string) => {
      const token = randomBytes(32).toString('base64url')
      await records.addPerson({ id: person, company: 'bench-vendor', name: person })
      const hash = createHash('sha256').update(token).digest('hex')
      await records.addSession({
        hash,
        person,
        createdAt: now,
        seenAt: now,
        endsAt: now + 86_400_000,
        via: 'demo',
        device: '',
      })
      return { cookie: `concord_session=${token}` }
    }
    const headers = await signIn('bench-person')
    const others = {
      colleague: await signIn('bench-colleague'),
      viewer: await signIn('bench-viewer'),
      stranger: await signIn('bench-stranger'),
    }
    for (let index = 0; index < rooms; index++) {
      const plan = newId()
      await records.addPlan({
        id: plan,
        vendor: 'bench-vendor',
        partner: 'bench-partner',
        createdAt: now,
        schemaVersion: SCHEMA_VERSION,
        pinnedDay: null,
      })
      await records.addMember(plan, 'bench-person', { id: newId(), side: 'vendor', role: 'editor' })
      if (index === 0) {
        await records.addMember(plan, 'bench-colleague', { id: newId(), side: 'vendor', role: 'editor' })
        await records.addMember(plan, 'bench-viewer', { id: newId(), side: 'vendor', role: 'viewer' })
      }
      names.push(`plan:${plan}`)
    }
    return { names, headers, others }
  } finally {
    await store.close()
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** One server under test in a process of its own, on a folder of its own. */
export class Target {
  readonly name: TargetName
  readonly rooms: readonly string[]
  readonly headers: Readonly<Record<string, string>>
  readonly others: Prepared['others']
  readonly #folder: string
  readonly #port: number
  #process: ChildProcess | undefined
  #isProbed = false
  /** The last of what it complained about. */
  errors = ''

  private constructor(name: TargetName, folder: string, port: number, made: Prepared) {
    this.name = name
    this.#folder = folder
    this.#port = port
    this.rooms = made.names
    this.headers = made.headers
    this.others = made.others
  }

  /** `isProbed`: it can be asked what it holds, at the price of a few lines loaded before its own. */
  static async start(name: TargetName, rooms = 1, isProbed = false): Promise<Target> {
    const folder = mkdtempSync(join(tmpdir(), 'concord-bench-'))
    const target = new Target(name, folder, await freePort(), await ways[name].prepare(folder, rooms))
    target.#isProbed = isProbed
    await target.start()
    return target
  }

  get speaks(): Way['speaks'] {
    return ways[this.name].speaks
  }
  url(room: string): URL {
    return new URL(`http://127.0.0.1:${this.#port}${ways[this.name].path(room)}`)
  }

  async start(): Promise<void> {
    const { args, env } = ways[this.name].command(this.#port, this.#folder)
    const child = spawn(process.execPath, [...(this.#isProbed ? ['--import', probe] : []), ...args], {
      stdio: ['ignore', 'pipe', 'pipe', ...(this.#isProbed ? ['ipc' as const] : [])],
      env: { ...process.env, NODE_ENV: 'production', ...env },
    })
    this.#process = child
    this.errors = ''
    child.stderr!.on('data', (chunk: Buffer) => {
      this.errors = (this.errors + chunk).slice(-4_000)
    })
    await new Promise<void>((resolve, reject) => {
      const lines = createInterface({ input: child.stdout! })
      lines.on('line', (line) => {
        // What it says when it listens; some say more before.
        if (/^ready$|^running at|^\{"url"/.test(line)) resolve()
      })
      child.once('exit', (code) => reject(new Error(`${this.name} ended with ${code}:\n${this.errors}`)))
    })
    await this.#settle()
  }

  /**
   * Every server may finish what it does after its start, before anything is measured. On a busy machine one that waits
   * for its turn looks idle for a moment: it must do nothing for a while.
   */
  async #settle(): Promise<void> {
    let idle = 0
    for (let tries = 0; tries < 40 && idle < 4; tries += 1) {
      const before = this.cpu()
      await new Promise((resolve) => setTimeout(resolve, 250))
      idle = this.cpu() - before < 0.011 ? idle + 1 : 0
    }
  }

  /** Seconds of processor time since its start, all threads. */
  cpu(): number {
    const fields = readFileSync(`/proc/${this.#pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
    return (Number(fields[11]) + Number(fields[12])) / 100
  }

  /** Resident megabytes now, and the most so far. */
  memory(): { now: number; peak: number } {
    const status = readFileSync(`/proc/${this.#pid}/status`, 'utf8')
    const of = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024
    return { now: of('VmRSS'), peak: of('VmHWM') }
  }

  /** What all its threads hold after they collected their garbage; only of a server that is probed. */
  held(): Promise<Held> {
    const child = this.#process!
    return new Promise((resolve, reject) => {
      const ended = () => reject(new Error(`${this.name} ended`))
      child.once('exit', ended)
      child.once('message', (held) => {
        child.off('exit', ended)
        resolve(held as Held)
      })
      child.send('memory')
    })
  }

  get isAlive(): boolean {
    return this.#process?.exitCode === null && this.#process.signalCode === null
  }
  get #pid(): number {
    return this.#process!.pid!
  }

  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const child = this.#process
    if (!child || !this.isAlive) return
    const gone = new Promise((resolve) => child.once('exit', resolve))
    child.kill(signal)
    await gone
  }

  async dispose(): Promise<void> {
    await this.end('SIGKILL')
    rmSync(this.#folder, { recursive: true, force: true })
  }
}
