import { parseArgs } from 'node:util'
import { readSettings } from '../settings.ts'
import { StartProblem } from '../start-problem.ts'
import { backup } from './backup.ts'
import type { Command } from './command.ts'
import { doctor } from './doctor.ts'
import { restore } from './restore.ts'
import { userAdd } from './user-add.ts'
import { commandWords } from './words.ts'

const commands: Readonly<Record<string, Command>> = { 'user add': userAdd, backup, restore, doctor }

/** The command that was typed, and what stands after its name. */
function typed(args: readonly string[]): { readonly command: Command; readonly rest: readonly string[] } | null {
  for (const length of [1, 2]) {
    const name = args.slice(0, length).join(' ')
    if (Object.hasOwn(commands, name)) return { command: commands[name]!, rest: args.slice(length) }
  }
  return null
}

const args = process.argv.slice(2)
const found = typed(args)
if (args.length === 0 || args[0] === '--help') {
  console.log(commandWords.usage)
} else if (!found) {
  console.error(commandWords.unknown(args.join(' ')))
  process.exitCode = 1
} else {
  try {
    const { data } = parseArgs({ args: [...found.rest], strict: false, options: { data: { type: 'string' } } }).values
    const settings = () => readSettings(typeof data === 'string' ? ['--data', data] : [], process.env)
    const { text, isGood } = await found.command(found.rest, settings)
    console.log(text)
    if (!isGood) process.exitCode = 1
  } catch (error) {
    if (!(error instanceof StartProblem)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}
