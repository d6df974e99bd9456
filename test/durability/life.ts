import { join } from 'node:path'
import { Concord, type StartOptions } from '../support/concord.ts'
import { Rng } from '../support/rng.ts'
import { cookieOf } from '../support/stock-client.ts'
import { everythingIn, lettersIn, wrongInLog } from './ledger.ts'
import { type CutPoint, cutEnvironment, tearLog } from './power.ts'
import { type Witness, Writer } from './writer.ts'

/** What a data folder lived through. */
export interface Lived {
  readonly ends: number
  readonly acknowledged: number
  /** Milliseconds of each start after an end, until the server was ready. */
  readonly starts: readonly number[]
  /** Everything that was wrong; must be empty. */
  readonly wrong: readonly string[]
}

/** Somebody, and what lets him into his room. */
interface Place {
  readonly writer: Writer
  readonly cookie: string
}

export type End = 'kill' | 'power cut'

const powerCut = join(import.meta.dirname, 'power-cut.ts')
/** A round that gets nowhere is a finding, not a reason to wait for ever. Milliseconds. */
const PATIENCE = 120_000
/** Starting is most of the work of a run: the demo's page is not drawn again. */
const quickly: StartOptions = { flags: ['--no-demo'] }

/**
 * Twenty people type into the three rooms of a plan while the server ends again and again at random moments. After each
 * start everything acknowledged is there once, and so is everything others saw, unless the power went.
 */
export async function live(seed: number, end: End, ends: number): Promise<Lived> {
  const random = new Rng(seed)
  const wrong: string[] = []
  const seen = new Map<number, number>()
  const witness: Witness = {
    saw: (client, to) => seen.set(client, Math.max(to, seen.get(client) ?? 0)),
    complain: (what) => wrong.push(what),
  }
  const concord = new Concord()
  const starts: number[] = []
  try {
    await concord.start({ env: quickly.env })
    const { url, plan, room, links } = concord.ready
    const cookies = { vendor: await cookieOf(links.vendor), partner: await cookieOf(links.partner) }
    await concord.stop()
    const places = [
      ...Array.from({ length: 8 }, () => ({ room, cookie: cookies.vendor })),
      ...Array.from({ length: 8 }, () => ({ room, cookie: cookies.partner })),
      ...Array.from({ length: 2 }, () => ({ room: `side:${plan}:vendor`, cookie: cookies.vendor })),
      ...Array.from({ length: 2 }, () => ({ room: `side:${plan}:partner`, cookie: cookies.partner })),
    ]
    const writers = places.map((place, at) => ({ ...place, writer: new Writer(1_000 + at, place.room, witness) }))
    const rooms = [...new Map(places.map((place) => [place.room, place.cookie]))]

    for (let round = 0; round < ends && wrong.length === 0; round += 1) {
      const started = performance.now()
      // Before the power goes, the process may have been killed with something written and not synced.
      const isKilled = end === 'kill' || random.chance(0.3)
      await concord.start(end === 'kill' ? quickly : cutAt(concord.data, random, isKilled))
      if (round > 0) starts.push(performance.now() - started)
      try {
        await check(url, rooms, writers, seen, wrong)
        seen.clear()
        await typeUntilTheEnd(concord, url, writers, isKilled ? 'kill' : 'power cut', random)
      } catch (error) {
        // A server commits by itself too: the power may go while somebody looks.
        if (isKilled || (await lastBreath(concord)) !== 'SIGKILL') throw error
      }
      if (isKilled) continue
      tearLog(concord.data, random)
      // What the power took back nobody needs to have: only acknowledged letters count.
      seen.clear()
    }
    await concord.start(quickly)
    await check(url, rooms, writers, seen, wrong)
    // Everybody comes back and offers what is missing: then every letter is there, once.
    await Promise.all(writers.map(({ writer, cookie }) => writer.join(url, cookie)))
    const began = performance.now()
    while (!writers.every(({ writer }) => writer.isSaved) && performance.now() - began < PATIENCE)
      await new Promise((resolve) => setTimeout(resolve, 5))
    for (const { writer } of writers) if (!writer.isSaved) wrong.push(`${writer.client} was never told all is saved`)
    await check(url, rooms, writers, seen, wrong)
    await concord.kill()
    wrong.push(...wrongInLog(join(concord.data, 'concord.db')))
    const acknowledged = writers.reduce((sum, { writer }) => sum + writer.acknowledged, 0)
    return { ends, acknowledged, starts, wrong }
  } finally {
    await concord.dispose()
  }
}

/** The power goes in the middle of the typing, at a random call, or is only watched. */
function cutAt(folder: string, random: Rng, isWatched: boolean) {
  const point: CutPoint = {
    call: random.chance(0.5) ? 'commit' : 'sync',
    number: isWatched ? Number.MAX_SAFE_INTEGER : 2 + random.below(40),
    isAfter: random.chance(0.5),
  }
  return {
    ...quickly,
    node: ['--import', powerCut],
    env: { ...quickly.env, ...cutEnvironment(folder, point) },
  }
}

/** The signal that ended the server; null when it ended by itself, or lives. */
const lastBreath = (concord: Concord) =>
  Promise.race([concord.ended(), new Promise<null>((resolve) => setTimeout(resolve, 5_000, null))])

/** Everybody types; resolves when the server has ended and everything it said was heard. */
async function typeUntilTheEnd(
  concord: Concord,
  url: string,
  writers: readonly Place[],
  end: End,
  random: Rng,
): Promise<void> {
  const total = () => writers.reduce((sum, { writer }) => sum + writer.acknowledged, 0)
  const window = 1 + random.below(64)
  const enough = total() + 100 + random.below(4_000)
  const after = random.below(20)
  let hasEnded = false
  const ended = concord.ended().then(() => {
    hasEnded = true
  })
  await Promise.all(
    // The power may go while people come in.
    writers.map(({ writer, cookie }) => writer.join(url, cookie).catch(() => {})),
  )
  const began = performance.now()
  let killAt = Number.POSITIVE_INFINITY
  while (!hasEnded) {
    for (const { writer } of writers) writer.type(window)
    const now = performance.now()
    if (killAt === Number.POSITIVE_INFINITY && (end === 'power cut' ? now - began > PATIENCE : total() >= enough))
      killAt = now + after
    if (now >= killAt || now - began > PATIENCE) {
      await concord.kill()
      break
    }
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  await ended
  await Promise.all(writers.map(({ writer }) => writer.gone()))
}

/** Everything acknowledged is there, everything seen is there, nothing is there twice or changed. */
async function check(
  url: string,
  rooms: readonly (readonly [room: string, cookie: string])[],
  writers: readonly Place[],
  seen: ReadonlyMap<number, number>,
  wrong: string[],
): Promise<void> {
  for (const [room, cookie] of rooms) {
    const { texts, wrong: broken } = lettersIn(await everythingIn(url, room, cookie))
    wrong.push(...broken)
    for (const {
      writer: { client, text, acknowledged, room: own },
    } of writers) {
      if (own !== room) continue
      const kept = texts.get(client) ?? ''
      if (!text.startsWith(kept)) wrong.push(`${client} has other letters than were typed`)
      if (kept.length < acknowledged) wrong.push(`${client}: ${acknowledged} letters acknowledged, ${kept.length} kept`)
      if (kept.length < (seen.get(client) ?? 0)) wrong.push(`${client}: others saw letters that are gone`)
    }
  }
}
