import { join } from 'node:path'
import { node, root } from './steps.ts'

process.exit(await node([join(root, 'apps/sync-server/src/command-line/main.ts'), ...process.argv.slice(2)]))
