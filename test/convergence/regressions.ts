import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Finding } from './check.ts'
import type { Run } from './operation.ts'

const folder = fileURLToPath(new URL('./regressions', import.meta.url))

/** A run that failed once, as short as it could be made. */
export interface Regression {
  readonly name: string
  readonly law: string
  readonly run: Run
}

/** Every run that ever failed, played first in every run of the laws. */
export function regressions(): Regression[] {
  mkdirSync(folder, { recursive: true })
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .map((file) => ({
      name: file,
      ...(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Omit<Regression, 'name'>),
    }))
}

/** Keeps a failure; returns the file it is in. */
export function keepRegression({ law }: Finding, run: Run): string {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${law.replaceAll(/[^a-z]+/gi, '-')}-${run.seed}-${run.operations.length}.json`)
  writeFileSync(file, `${JSON.stringify({ law, run }, null, 1)}\n`)
  return file
}
