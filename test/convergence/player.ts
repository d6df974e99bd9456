import type { Peer } from '../support/peer.ts'

/** A peer at the moment of one operation, with the numbers that decide where and what. */
export interface Player {
  readonly peer: Peer
  /** The next number of the operation, from 0 to `limit` - 1; 0 when the limit is 0. */
  pick(limit: number): number
}

/** Reads the numbers of an operation one after another, beginning again at the end. */
export function playerOf(peer: Peer, picks: readonly number[]): Player {
  let at = 0
  return {
    peer,
    pick: (limit) => {
      const number = picks[at++ % picks.length] ?? 0
      return limit > 0 ? number % limit : 0
    },
  }
}
