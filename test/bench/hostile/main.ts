/**
 * `npm run bench -- hostile`: the same hostile client against Concord and its peers, each in a process of its own. A
 * peer is attacked until it falls, or with `--all` started anew for every case. Other words choose cases by their
 * beginning.
 */
import { Attack, type Case, Innocents } from '../../hostile/attack.ts'
import { cases } from '../../hostile/cases/index.ts'
import { Target, type TargetName } from '../sync/target.ts'

const targets: readonly TargetName[] = ['concord', 'yws-mem', 'hocus']
/** What a letter of an honest person may take: above the first it is felt, above the second people stop. Milliseconds. */
const FELT = 500
const STOPPED = 2_000
/** A case that never comes to an end is one that the server did not survive. Milliseconds. */
const PATIENCE = 20_000
const TRIES = 3
/** How long a peer is attacked at most. Milliseconds. */
const PEER_TIME = 100_000

/** `none`: it has no such thing; `notRun`: it had fallen, or the time was over. */
type Verdict = 'pass' | 'weak' | 'fail' | 'none' | 'notRun'

interface Judged {
  readonly verdict: Verdict
  readonly why: string
  readonly worst: number
  /** Nothing else was wrong than how long it took. */
  readonly isSlow?: boolean
}

/** One server with two honest people in it; started anew whenever a case has ended it. */
class Arena {
  readonly #name: TargetName
  #target: Target | undefined
  #innocents: Innocents | undefined

  constructor(name: TargetName) {
    this.#name = name
  }

  async judge(each: Case): Promise<Judged> {
    if (each.isOursOnly && this.#name !== 'concord') return { verdict: 'none', why: 'has no such thing', worst: 0 }
    const { target, innocents } = await this.#ready()
    const attack = new Attack(target, target.rooms[0]!, innocents)
    const wrong = await Promise.race([
      each.run(attack).catch((error: Error) => error.message),
      new Promise<string>((resolve) => setTimeout(resolve, PATIENCE, 'it never came to an end').unref()),
    ])
    attack.end()
    const { worst, isComplete } = await innocents.settled()
    // Its connections end a moment before the process is known to have ended; a new one tells.
    const isGone =
      innocents.isCut &&
      (await attack.tcp().then(
        (socket) => void socket.destroy(),
        () => true,
      ))
    if (isGone || !target.isAlive) return this.#lost('the process ended', worst)
    if (innocents.isCut || !isComplete) return this.#lost('honest people did not hear each other any more', worst)
    if (worst > STOPPED) return { verdict: 'fail', why: 'everybody waited', worst, isSlow: true }
    if (wrong !== null && (this.#name === 'concord' || !/the connection ended with|ECONNRESET/.test(wrong)))
      // How a peer ends a connection is its own affair; what reaches others is not.
      return { verdict: this.#name === 'concord' ? 'fail' : 'weak', why: wrong, worst }
    return worst > FELT
      ? { verdict: 'weak', why: 'everybody felt it', worst, isSlow: true }
      : { verdict: 'pass', why: '', worst }
  }

  async end(): Promise<void> {
    this.#innocents?.leave()
    await this.#target?.dispose()
    this.#innocents = undefined
    this.#target = undefined
  }

  async #ready(): Promise<{ target: Target; innocents: Innocents }> {
    if (!this.#target || !this.#innocents) {
      this.#target = await Target.start(this.#name)
      this.#innocents = new Innocents()
      await this.#innocents.join(this.#target, this.#target.rooms[0]!)
    }
    return { target: this.#target, innocents: this.#innocents }
  }

  async #lost(why: string, worst: number): Promise<Judged> {
    await this.end()
    return { verdict: 'fail', why, worst }
  }
}

/** One server against these cases, in their order. */
async function attacked(name: TargetName, chosen: readonly Case[], goesOn: boolean): Promise<Judged[]> {
  const arena = new Arena(name)
  const judged: Judged[] = []
  const began = performance.now()
  for (const each of chosen) {
    const isOver = name !== 'concord' && performance.now() - began > PEER_TIME
    const hasFallen = name !== 'concord' && !goesOn && judged.some(({ verdict }) => verdict === 'fail')
    if (isOver || hasFallen) {
      judged.push({ verdict: 'notRun', why: hasFallen ? 'it had fallen' : 'the time was over', worst: 0 })
      continue
    }
    let result = await arena.judge(each)
    if (/ECONNREFUSED/.test(result.why) && judged.length > 0) {
      // The case before had ended it, a moment after it was looked at.
      judged.push({ ...judged.pop()!, verdict: 'fail', why: 'the process ended' })
      await arena.end()
      if (name !== 'concord' && !goesOn) {
        judged.push({ verdict: 'notRun', why: 'it had fallen', worst: 0 })
        continue
      }
      result = await arena.judge(each)
    }
    // Only slowness may be the machine's: then it is looked at again, whoever's it is.
    for (let tries = 1; tries < TRIES && result.isSlow; tries += 1) result = await arena.judge(each)
    judged.push(result)
  }
  await arena.end()
  const seconds = Math.round((performance.now() - began) / 1_000)
  console.log(`${name}: ${judged.filter(({ verdict }) => verdict !== 'notRun').length} cases in ${seconds} s`)
  return judged
}

const inWords = ({ verdict, why, worst }: Judged): string => {
  if (verdict === 'none' || verdict === 'notRun') return verdict === 'none' ? '-' : ''
  return `${verdict}${why ? `: ${why}` : ''}${worst >= FELT ? ` (${worst.toFixed(0)} ms)` : ''}`
}

/** Answers whether Concord passed every one of the cases. */
export async function benchHostile(asked = '', goesOn = false): Promise<boolean> {
  const chosen = cases.filter(({ id }) => id.startsWith(asked))
  const rows = new Map<TargetName, Judged[]>()
  for (const name of targets) rows.set(name, await attacked(name, chosen, goesOn))
  console.table(
    Object.fromEntries(
      chosen.map(({ id }, at) => [
        id,
        Object.fromEntries([...rows].map(([name, judged]) => [name, inWords(judged[at]!)])),
      ]),
    ),
  )
  const count = (judged: readonly Judged[], verdict: Verdict) =>
    judged.filter((each) => each.verdict === verdict).length
  console.table(
    [...rows].map(([server, judged]) => ({
      server,
      pass: count(judged, 'pass'),
      weak: count(judged, 'weak'),
      fail: count(judged, 'fail'),
      'not its own': count(judged, 'none'),
      'not run': count(judged, 'notRun'),
      'fell at': chosen[judged.findIndex(({ verdict }) => verdict === 'fail')]?.id ?? '',
      'slowest letter ms': Math.round(Math.max(...judged.map(({ worst }) => worst))),
    })),
  )
  return count(rows.get('concord')!, 'pass') === chosen.length
}

if (import.meta.main) {
  const words = process.argv.slice(2)
  const asked = words.find((word) => !word.startsWith('--'))
  process.exit((await benchHostile(asked, words.includes('--all'))) ? 0 : 1)
}
