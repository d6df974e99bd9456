/** `npm run bench -- hostile`: the same hostile client against Concord and its peers, each in a process of its own. */
import { Attack, type Case, Innocents } from '../../hostile/attack.ts'
import { cases } from '../../hostile/cases/index.ts'
import { Target, type TargetName } from '../sync/target.ts'

const targets: readonly TargetName[] = ['concord', 'yws-mem', 'hocus']
/** What a letter of an honest person may take: above the first it is felt, above the second people stop. Milliseconds. */
const FELT = 500
const STOPPED = 2_000
/** A case that never comes to an end is one that the server did not survive. Milliseconds. */
const PATIENCE = 60_000
const TRIES = 3

type Verdict = 'pass' | 'weak' | 'fail' | 'none'

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
    if (!target.isAlive) return this.#lost('the process ended', worst)
    if (innocents.isCut || !isComplete) return this.#lost('honest people did not hear each other any more', worst)
    if (worst > STOPPED) return { verdict: 'fail', why: 'everybody waited', worst, isSlow: true }
    if (wrong !== null && (this.#name === 'concord' || !/the connection ended with/.test(wrong)))
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

/** Runs all cases, or those whose name begins with what was asked for; answers whether Concord passed every one. */
export async function benchHostile(asked = ''): Promise<boolean> {
  const chosen = cases.filter(({ id }) => id.startsWith(asked))
  const rows = new Map<TargetName, Judged[]>()
  for (const name of targets) {
    const arena = new Arena(name)
    const judged: Judged[] = []
    for (const each of chosen) {
      let result = await arena.judge(each)
      if (/ECONNREFUSED/.test(result.why) && judged.length > 0) {
        // The case before had ended it, a moment after it was looked at.
        judged.push({ ...judged.pop()!, verdict: 'fail', why: 'the process ended' })
        await arena.end()
        result = await arena.judge(each)
      }
      // Only slowness may be the machine's: then it is looked at again, whoever's it is.
      for (let tries = 1; tries < TRIES && result.isSlow; tries += 1) result = await arena.judge(each)
      judged.push(result)
      if (result.verdict !== 'pass' && result.verdict !== 'none')
        console.log(`${name} · ${each.id}: ${result.verdict}, ${result.why} (${result.worst.toFixed(0)} ms)`)
    }
    await arena.end()
    rows.set(name, judged)
  }
  const count = (judged: readonly Judged[], verdict: Verdict) =>
    judged.filter((each) => each.verdict === verdict).length
  console.table(
    [...rows].map(([server, judged]) => ({
      server,
      pass: count(judged, 'pass'),
      weak: count(judged, 'weak'),
      fail: count(judged, 'fail'),
      'not its own': count(judged, 'none'),
      'ended by one case': judged.filter(({ why }) => why === 'the process ended').length,
      'slowest letter ms': Math.round(Math.max(...judged.map(({ worst }) => worst))),
    })),
  )
  return count(rows.get('concord')!, 'pass') === chosen.length
}

if (import.meta.main) process.exit((await benchHostile(process.argv[2])) ? 0 : 1)
