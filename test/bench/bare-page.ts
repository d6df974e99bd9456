import { createReadStream, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { build } from 'vite'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.css': 'text/css',
}

/** Builds and serves a page with nothing but Tiptap and React showing `paragraphs`. */
export async function serveBarePage(paragraphs: readonly string[]): Promise<{ url: string; close(): void }> {
  const folder = mkdtempSync(join(tmpdir(), 'concord-bare-'))
  const root = join(dirname(fileURLToPath(import.meta.url)), 'bare')
  await build({
    root,
    base: './',
    logLevel: 'error',
    configFile: false,
    plugins: [react()],
    build: { outDir: folder, emptyOutDir: true, target: 'esnext' },
  })
  writeFileSync(join(folder, 'text.json'), JSON.stringify(paragraphs))
  const server = createServer((request, response) => {
    const file = join(folder, new URL(request.url ?? '/', 'http://bare').pathname.replace(/^\/$/, '/index.html'))
    if (!file.startsWith(folder) || !existsSync(file)) return void response.writeHead(404).end()
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' })
    createReadStream(file).pipe(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => {
      server.close()
      server.closeAllConnections()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
