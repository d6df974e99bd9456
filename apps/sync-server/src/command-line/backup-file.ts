/**
 * The file of a backup: a tar archive, so that it can be looked into and checked without Concord. First
 * `manifest.json`, then the database and the secrets, and last `checksums.sha256`, as `sha256sum -c` reads it.
 */
import { createHash, type Hash } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream, statSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import * as tar from 'tar-stream'
import * as z from 'zod'
import { secretNames } from '../secret.ts'
import { StartProblem } from '../start-problem.ts'
import { commandWords } from './words.ts'

const say = commandWords.restore
const FORMAT = 'concord-backup'
const VERSION = 1
const MANIFEST = 'manifest.json'
const CHECKSUMS = 'checksums.sha256'
/** Bytes of what stands around the database. */
const LARGEST_TEXT = 64 * 1024

/** The database in a data folder and in a backup. */
export const DATABASE = 'concord.db'

/** Everything of a data folder that a backup holds. */
export const keptFiles: readonly string[] = [DATABASE, ...secretNames]

const manifestShape = z.object({ format: z.literal(FORMAT), version: z.number(), madeAt: z.number() })
export type Manifest = Pick<z.infer<typeof manifestShape>, 'madeAt'>

/** Writes the backup of files that lie in a folder. What it resolves for is on disk. */
export async function writeBackupFile(file: string, folder: string, names: readonly string[], madeAt: number) {
  const pack = tar.pack()
  const sums: string[] = []
  const mtime = new Date(madeAt)
  const put = async (name: string, size: number, content: Readable) => {
    const hash = createHash('sha256')
    const entry = pack.entry({ name, size, mtime, mode: 0o600 })
    await pipeline(content, through(hash), entry as unknown as NodeJS.WritableStream)
    sums.push(lineOf(hash.digest('hex'), name))
  }
  const putText = (name: string, text: string) => put(name, Buffer.byteLength(text), Readable.from([Buffer.from(text)]))
  const fill = async () => {
    await putText(MANIFEST, `${JSON.stringify({ format: FORMAT, version: VERSION, madeAt })}\n`)
    for (const name of names) {
      const path = join(folder, name)
      await put(name, statSync(path).size, createReadStream(path))
    }
    await putText(CHECKSUMS, sums.join(''))
    pack.finalize()
  }
  await Promise.all([
    pipeline(
      pack as unknown as NodeJS.ReadableStream,
      createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true }),
    ),
    fill(),
  ])
}

/** Unpacks a backup into a folder; throws a StartProblem for a file that is none, is damaged or of a newer Concord. */
export async function readBackupFile(file: string, folder: string): Promise<Manifest> {
  const extract = tar.extract()
  const reading = pipeline(createReadStream(file), extract as unknown as NodeJS.WritableStream)
  reading.catch(() => {})
  let manifest: Manifest | undefined
  let checksums: string | undefined
  const sums: string[] = []
  try {
    for await (const entry of extract) {
      const { name, type } = entry.header
      const content = entry as unknown as AsyncIterable<Buffer>
      if (!manifest) {
        if (name !== MANIFEST) throw new StartProblem(say.noBackup(file))
        const text = await textOf(content)
        manifest = readManifest(text, file)
        sums.push(lineOf(createHash('sha256').update(text).digest('hex'), name))
      } else if (name === CHECKSUMS) checksums = await textOf(content)
      else if (type === 'file' && keptFiles.includes(name) && checksums === undefined)
        sums.push(lineOf(await unpack(content, join(folder, name)), name))
      else throw new StartProblem(say.damaged(file))
    }
    await reading
  } catch (error) {
    if (error instanceof StartProblem) throw error
    if ((error as NodeJS.ErrnoException).code?.startsWith('E')) throw error
    throw new StartProblem(manifest ? say.damaged(file) : say.noBackup(file))
  }
  if (!manifest) throw new StartProblem(say.noBackup(file))
  if (checksums !== sums.join('') || !sums.some((line) => line.endsWith(`  ${DATABASE}\n`)))
    throw new StartProblem(say.damaged(file))
  return manifest
}

/** Passes bytes on and counts them into a hash on their way. */
const through = (hash: Hash) =>
  async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      hash.update(chunk)
      yield chunk
    }
  }

const lineOf = (sum: string, name: string) => `${sum}  ${name}\n`

async function unpack(content: AsyncIterable<Buffer>, path: string): Promise<string> {
  const hash = createHash('sha256')
  const file = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true })
  try {
    await pipeline(content, through(hash), file)
  } catch (error) {
    // Whoever is told may clear the folder, and a file that is still being opened would come into it afterwards.
    if (!file.closed) await once(file, 'close')
    throw error
  }
  return hash.digest('hex')
}

async function textOf(content: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of content) {
    size += chunk.length
    if (size > LARGEST_TEXT) throw new Error('This text is too long.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function readManifest(text: string, file: string): Manifest {
  const { version, madeAt } = manifestShape.parse(JSON.parse(text))
  if (version > VERSION) throw new StartProblem(say.newer(file))
  return { madeAt }
}
