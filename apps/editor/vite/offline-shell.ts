import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

const source = join(dirname(fileURLToPath(import.meta.url)), 'service-worker.js')

/**
 * Emits `/sw.js`: a service worker that knows the page and the hashed files of this very build, so that a reload
 * without a connection still opens the editor. The page it answers with is the bare one of the build: what the
 * server writes into it for a plan is never kept.
 */
export function offlineShell(): Plugin {
  return {
    name: 'concord-offline-shell',
    apply: 'build',
    enforce: 'post',
    generateBundle(_options, bundle) {
      const files = Object.keys(bundle)
        .filter((name) => name.startsWith('assets/') && !name.endsWith('.map') && isWanted(name))
        .map((name) => `/${name}`)
        .sort()
      const page = bundle['index.html']
      const html = page?.type === 'asset' ? String(page.source) : ''
      const version = createHash('sha256').update(html).update(files.join()).digest('hex').slice(0, 12)
      const code = readFileSync(source, 'utf8')
        .replace('__VERSION__', JSON.stringify(version))
        .replace('__FILES__', JSON.stringify([...files, '/theme.js', '/favicon.svg']))
        .replace('__PAGE__', JSON.stringify(html))
      this.emitFile({ type: 'asset', fileName: 'sw.js', source: code })
    },
  }
}

/** Letters of other scripts are fetched when a plan uses them; keeping all of them would treble the download. */
const isWanted = (name: string) => !/inter-(cyrillic|greek|vietnamese)/.test(name)
