import { expect } from 'vitest'
import { quantile } from '../bench/statistics.ts'
import { type End, live } from './life.ts'

/** Ends that one data folder lives through. */
const LIFE = 25
const SEED = Number(process.env.CONCORD_FUZZ_SEED ?? 1)

/**
 * One data folder after the other, each from a seed of its own, until there were so many ends and acknowledged edits;
 * answers how many edits were acknowledged.
 */
export async function liveOn(end: End, step: string, ends: number, edits: number): Promise<number> {
  let [done, acknowledged, seed] = [0, 0, SEED]
  const starts: number[] = []
  while (done < ends || acknowledged < edits) {
    const count = Math.min(LIFE, done < ends ? ends - done : LIFE)
    const lived = await live(seed, end, count)
    const again = `npm run fuzz -- --only ${step} --seed ${seed} --count ${count}`
    expect(lived.wrong, `seed ${seed}; play it again: ${again}`).toEqual([])
    done += count
    acknowledged += lived.acknowledged
    starts.push(...lived.starts)
    console.log(`seed ${seed}: ${done} of ${ends}, ${acknowledged} edits acknowledged, 0 lost, 0 doubled`)
    seed += 1
  }
  const ready = `ready again p99 ${quantile(starts, 0.99).toFixed(0)} ms`
  console.log(`${done} × ${end}: ${acknowledged} edits acknowledged, 0 lost, 0 doubled; ${ready}`)
  return acknowledged
}
