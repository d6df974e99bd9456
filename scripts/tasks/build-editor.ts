import { join } from 'node:path'
import { root, step, tool } from './steps.ts'

/** Builds the editor into apps/editor/dist, where the server and the journeys find it. */
export const buildEditor = (): Promise<void> =>
  step('build the editor', [tool('vite/bin/vite.js', 'apps/editor'), 'build', '--logLevel', 'warn'], {
    cwd: join(root, 'apps/editor'),
  })
