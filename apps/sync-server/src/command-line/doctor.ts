import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { systemClock } from '../clock.ts'
import { raisedLimits } from '../limits.ts'
import type { Settings } from '../settings.ts'
import { StartProblem } from '../start-problem.ts'
import { openToRead } from '../store/sqlite/beside.ts'
import { words } from '../words.ts'
import { DATABASE } from './backup-file.ts'
import { bad, type Finding, good, look } from './checks/check.ts'
import { databaseCheck, serverCheck } from './checks/data.ts'
import { clockCheck, folderCheck, nodeCheck } from './checks/machine.ts'
import { addressCheck, mailCheck } from './checks/network.ts'
import { type Answer, readArguments } from './command.ts'
import { commandWords } from './words.ts'

const say = commandWords.doctor
type Findings = Partial<Record<keyof typeof say.names, Finding>>

/** Looks at everything this Concord rests on, and changes nothing; a server may go on meanwhile. */
export async function doctor(args: readonly string[], settings: () => Settings): Promise<Answer> {
  const { values } = readArguments('doctor', args, { json: { type: 'boolean' } })
  const found = await findingsOf(settings)
  const checks = (Object.keys(say.names) as (keyof Findings)[]).flatMap((name) => {
    const finding = found[name]
    return finding ? [{ name, ...finding }] : []
  })
  const wrong = checks.filter(({ state }) => state === 'bad').length
  const isGood = wrong === 0
  if (values.json) return { text: JSON.stringify({ isGood, checks }), isGood }
  const width = Math.max(...Object.values(say.names).map(({ length }) => length))
  const lines = checks.map(({ name, state, text }) => `${say.states[state]}  ${say.names[name].padEnd(width)}  ${text}`)
  return { text: [...lines, '', isGood ? say.allGood : say.someBad(wrong)].join('\n'), isGood }
}

async function findingsOf(settings: () => Settings): Promise<Findings> {
  const node = nodeCheck(process.versions.node)
  let read: Settings
  try {
    read = settings()
  } catch (error) {
    if (!(error instanceof StartProblem)) throw error
    return { settings: bad(error.message), node }
  }
  const { data, limits } = read
  const raised = raisedLimits(limits).map((name) => words.ready.raised(name, limits[name]))
  const server = serverCheck(data)
  const [mail, address] = await Promise.all([mailCheck(read), addressCheck(read, server.state === 'good')])
  return {
    settings: raised.length > 0 ? look(raised.join(' ')) : good(say.understood),
    ...{ node, server, mail, address },
    folder: folderCheck(data),
    ...(await storedFindings(data)),
  }
}

/** What can be said only with the database open. */
async function storedFindings(data: string): Promise<Pick<Findings, 'database' | 'clock'>> {
  let db: DatabaseSync | null = null
  try {
    db = existsSync(join(data, DATABASE)) ? openToRead(data) : null
    const database = await databaseCheck(db)
    return { database, clock: clockCheck(data, database.state === 'good' ? db : null, systemClock) }
  } catch (error) {
    if (!(error instanceof StartProblem)) throw error
    return { database: bad(error.message), clock: clockCheck(data, null, systemClock) }
  } finally {
    db?.close()
  }
}
