/** Bytes that one thread holds: objects, buffers outside the heap, and, counted apart, what the engine compiled. */
export interface ThreadHeld {
  readonly heap: number
  readonly buffers: number
  /** Goes on growing for an hour, slower and slower, as one function after the other becomes hot. */
  readonly code: number
}

/** The event loop's thread first, then the others from the oldest to the youngest. */
export type Held = readonly ThreadHeld[]

/** The event loop's and the database's. The one that reads plans comes and goes, and what it held goes with it. */
const LASTING = 2

const megabytes = (threads: Held): number =>
  threads.reduce((sum, { heap, buffers }) => sum + heap + buffers, 0) / 2 ** 20

/** Megabytes that the threads hold which last as long as the process. */
export const lastingMegabytes = (held: Held): number => megabytes(held.slice(0, LASTING))
/** Megabytes of compiled code of the threads that last. */
export const compiledMegabytes = (held: Held): number =>
  held.slice(0, LASTING).reduce((sum, { code }) => sum + code, 0) / 2 ** 20
/** Megabytes that the other threads hold now. */
export const passingMegabytes = (held: Held): number => megabytes(held.slice(LASTING))
