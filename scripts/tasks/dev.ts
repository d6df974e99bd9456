import { join } from 'node:path'
import { nodeOptions } from '../../apps/sync-server/src/node-options.ts'
import { node, root, tool } from './steps.ts'

/** The server restarts when its code changes; the editor reloads in place and asks the server through Vite. */
const PORT = process.env.CONCORD_PORT ?? '8787'
const server = node(
  [
    ...nodeOptions,
    '--watch-preserve-output',
    '--watch',
    join(root, 'apps/sync-server/src/main.ts'),
    '--port',
    PORT,
    ...process.argv.slice(2),
  ],
  // Pages come from Vite's port, which the server would otherwise take for a foreign site.
  { env: { ...process.env, CONCORD_ORIGINS: 'http://localhost:5173,http://127.0.0.1:5173' } },
)
const editor = node([tool('vite/bin/vite.js', 'apps/editor')], {
  cwd: join(root, 'apps/editor'),
  env: { ...process.env, CONCORD_PORT: PORT },
})
process.exit(await Promise.race([server, editor]))
