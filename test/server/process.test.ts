import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { messageType, metaRoot, readNotice } from '@concord/schema'
import { expect, onTestFinished, test } from 'vitest'
import * as Y from 'yjs'
import { aFolder, cookieOf, metaUpdate, oneWriter, RawClient, stepOne, syncBody, update } from './support.ts'

const main = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'apps/sync-server/src/main.ts')

interface Ready {
  url: string
  links: { vendor: string; partner: string }
  plan: string
  room: string
}

interface Ended {
  code: number | null
  stdout: string
  stderr: string
}

/** A Concord in a process of its own. */
class Process {
  readonly child: ChildProcess
  readonly ended: Promise<Ended>

  constructor(args: string[], env: Record<string, string> = {}) {
    this.child = spawn(process.execPath, [main, ...args], { env: { ...process.env, ...env } })
    onTestFinished(() => void this.child.kill('SIGKILL'))
    let stdout = ''
    let stderr = ''
    this.child.stdout!.on('data', (chunk) => {
      stdout += chunk
    })
    this.child.stderr!.on('data', (chunk) => {
      stderr += chunk
    })
    this.ended = new Promise((resolve) => this.child.on('close', (code) => resolve({ code, stdout, stderr })))
  }

  /** The one line of `--json`. */
  get ready(): Promise<Ready> {
    this.#ready ??= new Promise((resolve, reject) => {
      createInterface({ input: this.child.stdout! }).once('line', (line) => resolve(JSON.parse(line)))
      this.ended.then(({ code, stderr }) => reject(new Error(`ended with ${code}: ${stderr}`)))
    })
    return this.#ready
  }
  #ready: Promise<Ready> | undefined
}

const aProcess = (data: string, ...args: string[]) => new Process(['--json', '--port', '0', '--data', data, ...args])

async function aWriter({ url, room, links }: Ready): Promise<RawClient> {
  const client = new RawClient(`${url.replace('http', 'ws')}/sync/${room}?saved=1`, {
    cookie: await cookieOf(links.vendor),
  })
  await new Promise<void>((resolve) => client.socket.once('open', () => resolve()))
  return client
}

test('with --json exactly one line is printed when ready, and SIGTERM ends it in order', async () => {
  const concord = aProcess(aFolder())
  const { url, links, plan, room } = await concord.ready
  const { port } = new URL(url)
  expect(links.vendor).toMatch(`http://localhost:${port}/demo/`)
  expect(links.partner).toMatch(`http://127.0.0.1:${port}/demo/`)
  expect(room).toBe(`plan:${plan}`)
  const writer = await aWriter(await concord.ready)
  concord.child.kill('SIGTERM')
  expect((await writer.closed).code).toBe(1012)
  const { code, stdout, stderr } = await concord.ended
  expect(code).toBe(0)
  expect(stdout.trim().split('\n')).toHaveLength(1)
  expect(stderr).toBe('')
})

test('without --json both links are printed in words', async () => {
  const concord = new Process(['--port', '0', '--data', aFolder()])
  const [text] = await new Promise<string[]>((resolve) => {
    const lines: string[] = []
    createInterface({ input: concord.child.stdout! }).on('line', (line) => {
      lines.push(line)
      if (/127\.0\.0\.1/.test(line)) resolve([lines.join('\n')])
    })
  })
  expect(text).toMatch(/Open as Halvern Analytics \(vendor\):\n +http:\/\/localhost:\d+\/demo\//)
  expect(text).toMatch(/Open as Dunmarsh Systems \(partner\):\n +http:\/\/127\.0\.0\.1:\d+\/demo\//)
  concord.child.kill('SIGINT')
  expect((await concord.ended).code).toBe(0)
})

test('--no-demo starts without a plan to open', async () => {
  const concord = aProcess(aFolder(), '--no-demo')
  expect(await concord.ready).toMatchObject({ links: null, plan: null, room: null })
})

test('ST5 everything acknowledged is there after kill -9 in mid-typing, five times over', async () => {
  const data = aFolder()
  const acknowledged: string[] = []
  for (let round = 0; round < 5; round += 1) {
    const concord = aProcess(data)
    const writer = await aWriter(await concord.ready)
    const keys: string[] = []
    const write = oneWriter()
    const typing = typeUntilClosed(writer, (n) => {
      keys.push(`r${round}k${n}`)
      return update(write(`r${round}k${n}`, 'x'))
    })
    await writer.hearNotice('saved', ({ frames }) => frames >= 40 * (round + 1))
    concord.child.kill('SIGKILL')
    await typing
    acknowledged.push(...keys.slice(0, framesSaved(writer)))
    await concord.ended
  }
  expect(acknowledged.length).toBeGreaterThanOrEqual(40 + 80 + 120 + 160 + 200)
  const there = await keysIn(data)
  expect(acknowledged.filter((key) => !there.has(key))).toEqual([])
})

test('ST6 a sync that fails stops the process with a sentence, and everything acknowledged is there after a start', async () => {
  const data = aFolder()
  const concord = new Process(['--json', '--port', '0', '--data', data], failingAfter(8))
  const writer = await aWriter(await concord.ready)
  const write = oneWriter()
  await typeUntilClosed(writer, (n) => update(write(`k${n}`, 'x')))
  const { code, stderr } = await concord.ended
  expect(code).toBe(1)
  expect(stderr).toContain(`The disk under ${data} failed.`)
  const saved = framesSaved(writer)
  expect(saved).toBeGreaterThan(0)
  const there = await keysIn(data)
  expect(Array.from({ length: saved }, (_, n) => `k${n}`).filter((key) => !there.has(key))).toEqual([])
})

test('ST6 a disk that fails at the start is said in a sentence', async () => {
  const data = aFolder()
  expect(await sentence(['--port', '0', '--data', data], failingAfter(0))).toMatch(`The disk under ${data} failed.`)
})

/** The environment in which the disk takes so many syncs and no more. */
const failingAfter = (syncs: number) => ({
  NODE_OPTIONS: `--import=${new URL('failing-sync.ts', import.meta.url)}`,
  CONCORD_SYNCS_LEFT: String(syncs),
})

/** How many frames a writer was told are saved. */
function framesSaved(writer: RawClient): number {
  const last = readNotice(writer.heard.findLast((message) => message[0] === messageType.notice) ?? Uint8Array.of())
  return last?.type === 'saved' ? last.frames : 0
}

/** What somebody finds under `meta` of the plan when a Concord is started on the folder again. */
async function keysIn(data: string): Promise<ReadonlySet<string>> {
  const concord = aProcess(data)
  const reader = await aWriter(await concord.ready)
  reader.send(stepOne())
  await reader.hear((message) => syncBody(message, 1))
  const doc = new Y.Doc()
  for (const message of reader.heard) {
    const body = syncBody(message, 2) ?? syncBody(message, 1)
    if (body) Y.applyUpdate(doc, body)
  }
  return new Set(metaRoot(doc).keys())
}

/** Sends a few messages in each turn of the event loop until the socket ends. */
async function typeUntilClosed(writer: RawClient, message: (n: number) => Uint8Array): Promise<void> {
  for (let n = 0; writer.socket.readyState === writer.socket.OPEN; ) {
    for (const end = n + 5; n < end; n += 1) writer.send(message(n))
    await new Promise((resolve) => setImmediate(resolve))
  }
  await writer.closed
}

/** Starts where it cannot, and answers the one sentence it says. */
async function sentence(args: string[], env: Record<string, string> = {}): Promise<string> {
  const { code, stdout, stderr } = await new Process(args, env).ended
  expect(code).toBe(1)
  expect(stdout).toBe('')
  expect(stderr.trim().split('\n')).toHaveLength(1)
  return stderr.trim()
}

test('ST8 a port in use is said in a sentence', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  onTestFinished(() => void other.close())
  await new Promise((resolve) => other.once('listening', resolve))
  const { port } = other.address() as { port: number }
  expect(await sentence(['--port', String(port), '--data', aFolder()])).toBe(
    `Port ${port} is already in use. Choose another with --port.`,
  )
})

test('ST8 a data folder in use by another Concord is said in a sentence', async () => {
  const data = aFolder()
  const first = aProcess(data)
  await first.ready
  expect(await sentence(['--port', '0', '--data', data])).toMatch(/^Another Concord is already using the data folder/)
  await aWriter(await first.ready)
})

test('ST8 a data folder that is a file, or cannot be made, is said in a sentence', async () => {
  const file = join(aFolder(), 'file')
  writeFileSync(file, 'not a folder')
  expect(await sentence(['--port', '0', '--data', file])).toMatch(/could not be made|is a file/)
  expect(await sentence(['--port', '0', '--data', join(file, 'below')])).toMatch(/could not be made/)
  expect(await sentence(['--port', '0', '--data', '/proc/nowhere'])).toMatch(/could not be made|cannot be written/)
})

test('ST8 a data folder that cannot be written is said in a sentence', async () => {
  // For the administrator of a machine every folder is writable but those of the system itself.
  const isAdministrator = process.getuid?.() === 0
  const folder = isAdministrator ? '/proc/sys' : aFolder()
  if (!isAdministrator) chmodSync(folder, 0o500)
  expect(await sentence(['--port', '0', '--data', folder])).toMatch(/cannot be written/)
})

test('ST8 a file that is no database is said in a sentence and left as it is', async () => {
  const folder = aFolder()
  writeFileSync(
    join(folder, 'concord.db'),
    'this is somebody else’s file, not a database, and it is longer than a header',
  )
  expect(await sentence(['--port', '0', '--data', folder])).toMatch(/could not be opened/)
  expect(readFileSync(join(folder, 'concord.db'), 'utf8')).toMatch(/^this is somebody/)
  expect(readdirSync(folder)).toContain('concord.db')
})

test('ST8 an option that does not exist is said in a sentence', async () => {
  expect(await sentence(['--prot', '1'])).toMatch(/not understood/)
})

test('the log holds no content, no token and no cookie', async () => {
  const concord = new Process(['--json', '--port', '0', '--data', aFolder()], { CONCORD_LOG: 'debug' })
  const ready = await concord.ready
  const writer = await aWriter(ready)
  writer.send(update(metaUpdate('canary-key', 'canary-value')))
  await writer.hearNotice('saved')
  writer.send('canary-text')
  await writer.closed
  await fetch(`${ready.url}/demo/canary-token`)
  concord.child.kill('SIGTERM')
  const { stderr } = await concord.ended
  expect(stderr).toMatch(/socket opened/)
  expect(stderr).not.toMatch(/canary|concord_session/)
  expect(stderr).not.toContain(ready.links.vendor.split('/').at(-1))
})
