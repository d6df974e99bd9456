import { join } from 'node:path'
import { nodeOptions } from '../../apps/sync-server/src/node-options.ts'
import { node, root, tool } from './steps.ts'

const quiet = process.argv.includes('--json')
const built = await node([tool('vite/bin/vite.js', 'apps/editor'), 'build', '--logLevel', 'warn'], {
  cwd: join(root, 'apps/editor'),
  // With --json standard output belongs to the one line for scripts.
  stdio: quiet ? ['ignore', 2, 2] : 'inherit',
})
if (built !== 0) process.exit(built)
process.exit(await node([...nodeOptions, join(root, 'apps/sync-server/src/main.ts'), ...process.argv.slice(2)]))
