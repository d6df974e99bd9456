import type { Operation, Run } from './operation.ts'

/**
 * The shortest run found that still fails: leaves out ever smaller stretches of steps (delta debugging) and keeps each
 * result that fails as before.
 *
 * @param fails plays a run and says whether it fails in the way that matters
 * @param until when to stop looking, in milliseconds of `performance.now()`
 */
export function shrink(run: Run, fails: (run: Run) => boolean, until = Number.POSITIVE_INFINITY): Run {
  let shortest = run
  for (let size = Math.ceil(run.operations.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let again = true; again && performance.now() < until; ) {
      again = false
      for (let from = 0; from < shortest.operations.length && performance.now() < until; ) {
        const candidate = { ...shortest, operations: without(shortest.operations, from, size) }
        if (fails(candidate)) {
          shortest = candidate
          // At the smallest size every success may make another step needless.
          again = size === 1
        } else from += size
      }
    }
  }
  return shortest
}

const without = (operations: readonly Operation[], from: number, count: number) => [
  ...operations.slice(0, from),
  ...operations.slice(from + count),
]
