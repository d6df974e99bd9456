/** The place of the first in a list, which is in order, that begins after a clock; the list's length when none does. */
export function firstAfter<T>(list: readonly T[], clock: number, beginOf: (each: T) => number): number {
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (beginOf(list[middle]!) <= clock) low = middle + 1
    else high = middle
  }
  return low
}
