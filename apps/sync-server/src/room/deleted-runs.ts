import { firstAfter } from './first-after.ts'

/** A run of deleted clocks of one client, end excluded. */
interface Run {
  readonly from: number
  to: number
}

/** A chunk that has become longer is halved: to put something into a long list moves everything behind it. */
const LONGEST = 512

/** Deleted clocks by client, as runs in order that neither touch nor overlap, in chunks that are never empty. */
export class DeletedRuns {
  readonly #chunks = new Map<number, Run[][]>()
  #count = 0

  /** How many runs there are. */
  get count(): number {
    return this.#count
  }

  has(client: number, from: number, to: number): boolean {
    const chunks = this.#chunks.get(client)
    if (!chunks) return false
    const chunk = chunks[chunkOf(chunks, from)]!
    const run = chunk[firstAfter(chunk, from, beginOf) - 1]
    return run !== undefined && to <= run.to
  }

  add(client: number, from: number, to: number): void {
    const chunks = this.#chunks.get(client)
    if (!chunks) {
      this.#chunks.set(client, [[{ from, to }]])
      this.#count += 1
      return
    }
    const place = chunkOf(chunks, from)
    const chunk = chunks[place]!
    let at = firstAfter(chunk, from, beginOf)
    let run = chunk[at - 1]
    if (run && run.to >= from) run.to = Math.max(run.to, to)
    else {
      run = { from, to }
      chunk.splice(at, 0, run)
      this.#count += 1
      at += 1
    }
    // Everything it touches becomes one with it, also what stands in the next chunks.
    this.#join(run, chunk, at)
    while (at === chunk.length && place + 1 < chunks.length && chunks[place + 1]![0]!.from <= run.to) {
      this.#join(run, chunks[place + 1]!, 0)
      if (chunks[place + 1]!.length > 0) break
      chunks.splice(place + 1, 1)
    }
    if (chunk.length > LONGEST) chunks.splice(place + 1, 0, chunk.splice(LONGEST / 2))
  }

  /** Takes the runs from `at` on that touch `run` out of a chunk and into it. */
  #join(run: Run, chunk: Run[], at: number): void {
    let end = at
    while (end < chunk.length && chunk[end]!.from <= run.to) {
      run.to = Math.max(run.to, chunk[end]!.to)
      end += 1
    }
    if (end === at) return
    chunk.splice(at, end - at)
    this.#count -= end - at
  }
}

/** The place of the chunk in which a run that begins at a clock stands or would stand. */
const chunkOf = (chunks: readonly (readonly Run[])[], clock: number): number =>
  Math.max(0, firstAfter(chunks, clock, beginOfChunk) - 1)

const beginOf = ({ from }: Run): number => from
const beginOfChunk = (chunk: readonly Run[]): number => chunk[0]!.from
