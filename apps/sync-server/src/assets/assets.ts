import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { extname, join, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}
const packed: ReadonlySet<string> = new Set(['.png', '.ico', '.woff2'])

interface Asset {
  readonly bytes: Buffer
  readonly type: string
  readonly tag: string
  readonly isHashed: boolean
  brotli?: Buffer
  gzip?: Buffer
}

/**
 * The built editor, read into memory once: a request names a file or it does not, so no path can lead out of the
 * folder. Compressed forms follow in the background.
 */
export class Assets {
  readonly #all = new Map<string, Asset>()
  /** Resolves when every file has its compressed forms. */
  readonly compressed: Promise<void>

  constructor(folder: string) {
    for (const file of filesOf(folder)) {
      const bytes = readFileSync(file)
      const path = `/${relative(folder, file).split(sep).join('/')}`
      this.#all.set(path, {
        bytes,
        type: types[extname(file)] ?? 'application/octet-stream',
        tag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
        isHashed: path.startsWith('/assets/') && /-[\w-]{8,}\.\w+$/.test(path),
      })
    }
    this.compressed = this.#compress()
  }

  /** The editor's page; null before the first build. */
  get index(): string | null {
    return this.#all.get('/index.html')?.bytes.toString() ?? null
  }

  /** The file at a path, or null. */
  serve(path: string, request: Request): Response | null {
    const asset = path === '/index.html' ? undefined : this.#all.get(path)
    if (!asset) return null
    const headers = new Headers({
      'content-type': asset.type,
      'cache-control': asset.isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
      etag: asset.tag,
      vary: 'accept-encoding',
    })
    if (request.headers.get('if-none-match') === asset.tag) return new Response(null, { status: 304, headers })
    const accepted = request.headers.get('accept-encoding') ?? ''
    const [encoding, bytes] =
      asset.brotli && /\bbr\b/.test(accepted)
        ? (['br', asset.brotli] as const)
        : asset.gzip && /\bgzip\b/.test(accepted)
          ? (['gzip', asset.gzip] as const)
          : ([null, asset.bytes] as const)
    if (encoding) headers.set('content-encoding', encoding)
    headers.set('content-length', String(bytes.length))
    return new Response(request.method === 'HEAD' ? null : new Uint8Array(bytes), { headers })
  }

  async #compress(): Promise<void> {
    for (const [path, asset] of this.#all) {
      if (packed.has(extname(path)) || asset.bytes.length < 1_000) continue
      const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }
      asset.gzip = await promisify(gzip)(asset.bytes, { level: 8 })
      asset.brotli = await promisify(brotliCompress)(asset.bytes, quality)
    }
  }
}

function filesOf(folder: string): string[] {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return []
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}
