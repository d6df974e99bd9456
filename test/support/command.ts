import { spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const main = join(
  dirname(dirname(dirname(fileURLToPath(import.meta.url)))),
  'apps/sync-server/src/command-line/main.ts',
)

/** What a command said and how it ended. */
export interface Told {
  readonly code: number | null
  readonly out: string
  readonly problem: string
}

/** Runs `npm run concord -- …` as an operator would, in a process of its own. */
export function concordCommand(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Told> {
  const child = spawn(process.execPath, [main, ...args], { env: { ...process.env, ...env } })
  let out = ''
  let problem = ''
  child.stdout.on('data', (chunk) => {
    out += chunk
  })
  child.stderr.on('data', (chunk) => {
    problem += chunk
  })
  return new Promise((resolve) =>
    child.on('close', (code) => resolve({ code, out: out.trim(), problem: problem.trim() })),
  )
}
