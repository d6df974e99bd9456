import { type ParseArgsConfig, parseArgs } from 'node:util'
import type { Settings } from '../settings.ts'
import { StartProblem } from '../start-problem.ts'
import { commandWords } from './words.ts'

/** What a command says at its end, and whether all is well. */
export interface Answer {
  readonly text: string
  readonly isGood: boolean
}

/** One command of `npm run concord`. What it refuses it throws as a StartProblem, said in a sentence; so do settings. */
export type Command = (args: readonly string[], settings: () => Settings) => Promise<Answer>

type Options = NonNullable<ParseArgsConfig['options']>

/** Reads what was typed after a command's name. `--data` was read with the settings. */
export function readArguments<const O extends Options>(name: string, args: readonly string[], options: O) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { data: { type: 'string' }, ...options } as O & { data: { type: 'string' } },
    })
  } catch {
    throw new StartProblem(commandWords.flagUnknown(name, args.join(' ')))
  }
}

/** The one file that a command names; throws with `missing` for none or several. */
export function oneFile(positionals: readonly string[], missing: string): string {
  const [file, ...rest] = positionals
  if (file === undefined || rest.length > 0) throw new StartProblem(missing)
  return file
}
