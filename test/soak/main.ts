/**
 * `node test/soak/main.ts --minutes 120`: a real server with many rooms and people for hours. What it holds after its
 * collectors ran must not grow, the code that the engine compiled left out; nothing acknowledged may be missing in the
 * end.
 */
import { parseArgs } from 'node:util'
import { quantile } from '../bench/statistics.ts'
import { Target } from '../bench/sync/target.ts'
import { compiledMegabytes, lastingMegabytes, passingMegabytes } from '../support/held.ts'
import { Rng } from '../support/rng.ts'
import { Crowd } from './crowd.ts'
import { type Sample, slopeOf } from './slope.ts'

/** Megabytes an hour. */
const STEEPEST = 1
/** Milliseconds from a key to its acknowledgement, 99 of 100. */
const SLOWEST = 250
const SAMPLE_EVERY = 20_000
const PRINT_EVERY = 6
const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '120' }, seed: { type: 'string', default: '1' } },
})
const minutes = Number(values.minutes)
if (!(minutes > 0)) throw new Error('Use: --minutes 120')
/** Caches fill, code is compiled, every room is somewhere on its way to the next snapshot. */
const warmUp = Math.min(15, minutes / 3) * 60_000

const target = await Target.start('concord', Crowd.ROOMS, true)
const crowd = new Crowd(target, new Rng(Number(values.seed)))
await crowd.join()
console.log(
  `${crowd.size} people in ${Crowd.ROOMS} rooms for ${minutes} minutes, the first ${warmUp / 60_000} to warm up`,
)

const started = performance.now()
const passed = () => performance.now() - started
const samples: Sample[] = []
const compiled: Sample[] = []
const latencies: number[] = []
for (let at = 0; passed() < minutes * 60_000; at += 1) {
  await new Promise((resolve) => setTimeout(resolve, SAMPLE_EVERY))
  const held = await target.held()
  const megabytes = lastingMegabytes(held)
  latencies.push(...crowd.takeLatencies())
  const hours = passed() / 3_600_000
  if (passed() >= warmUp) {
    samples.push({ hours, megabytes })
    compiled.push({ hours, megabytes: compiledMegabytes(held) })
  }
  if (at % PRINT_EVERY !== 0) continue
  const slope = samples.length > 2 ? `${slopeOf(samples).perHour.toFixed(2)} MB/h so far` : 'warming up'
  console.log(
    `${(passed() / 60_000).toFixed(1)} min: ${megabytes.toFixed(2)} MB held, ${compiledMegabytes(held).toFixed(2)} MB ` +
      `compiled, ${passingMegabytes(held).toFixed(2)} MB held by the reader, RSS ${target.memory().now.toFixed(0)} MB, CPU ${target.cpu().toFixed(0)} s, ${latencies.length} saved, ${slope}`,
  )
}
await crowd.rest()
const lost = await crowd.lostLetters()
const { perHour, error } = slopeOf(samples)
const code = slopeOf(compiled)
const p99 = quantile(latencies, 0.99)
const said = target.errors.replace(/^The limit .* was raised.*$/gm, '').trim()
const promises: readonly [what: string, isKept: boolean][] = [
  [
    `what is held grows by ${perHour.toFixed(2)} ± ${error.toFixed(2)} MB/h over ${samples.length} samples (at most ${STEEPEST})`,
    perHour <= STEEPEST,
  ],
  [
    `p99 from key to acknowledgement ${p99.toFixed(0)} ms of ${latencies.length} edits (at most ${SLOWEST})`,
    p99 <= SLOWEST,
  ],
  [`${lost} letters lost`, lost === 0],
  [`${crowd.isSaved ? 'nobody waits' : 'somebody waits'} for an acknowledgement`, crowd.isSaved],
  [`${crowd.cuts} connections cut`, crowd.cuts === 0],
  [`${crowd.errors.length} errors ${[...new Set(crowd.errors)].join('; ')}`, crowd.errors.length === 0],
  [`the server complained ${said === '' ? 'of nothing' : `: ${said}`}`, said === ''],
]
console.log(`compiled code grows by ${code.perHour.toFixed(2)} ± ${code.error.toFixed(2)} MB/h`)
for (const [what, isKept] of promises) console.log(`${isKept ? 'kept' : 'NOT KEPT'}: ${what}`)
await crowd.leave()
await target.dispose()
process.exit(promises.every(([, isKept]) => isKept) ? 0 : 1)
