import { type SpawnOptions, spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

/** The path of a JavaScript entry point inside an installed package of a workspace folder. */
export const tool = (path: string, folder = '.'): string => join(root, folder, 'node_modules', path)

/** Runs one program to its end with the pinned Node; resolves to its exit code. */
export function node(args: string[], options: SpawnOptions = {}): Promise<number> {
  const child = spawn(process.execPath, args, { stdio: 'inherit', cwd: root, ...options })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  return new Promise((resolve) => {
    child.on('exit', (code, signal) => resolve(code ?? (signal ? 1 : 0)))
  })
}

/** Runs a named step and ends the process with its code when it fails. */
export async function step(name: string, args: string[], options: SpawnOptions = {}): Promise<void> {
  const started = Date.now()
  console.log(`\n▸ ${name}`)
  const code = await node(args, options)
  console.log(`${code === 0 ? '✓' : '✗'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`)
  if (code !== 0) process.exit(code)
}
