import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Rng } from '../support/rng.ts'

/** Where in the server's own work the power goes. */
export interface CutPoint {
  /** A commit into the write-ahead log, or a sync of it. */
  readonly call: 'commit' | 'sync'
  /** The call with this number, from 1. */
  readonly number: number
  /** After the call did its work, but before anybody heard of it. */
  readonly isAfter: boolean
}

/** How much of which write-ahead log is known to be on disk: it begins anew after a checkpoint, with another salt. */
export interface Synced {
  readonly salt: string
  readonly length: number
}

export const saltOf = (head: Uint8Array): string => Buffer.from(head.subarray(16, 24)).toString('hex')

/** The environment that makes a server lose its power at a point (`power-cut.ts` loaded before it). */
export const cutEnvironment = (folder: string, point: CutPoint): Record<string, string> => ({
  CONCORD_CUT_POINT: JSON.stringify(point),
  CONCORD_CUT_SYNCED: join(folder, 'synced.json'),
})

const PAGE = 4_096

/**
 * Leaves in the folder what a disk may hold after the cut: everything synced, and of the rest of the write-ahead log
 * pages that are there, empty, half written, or missing from some page on.
 */
export function tearLog(folder: string, random: Rng): void {
  const file = join(folder, 'concord.db-wal')
  const wal = readFileSync(file)
  const synced = readSynced(join(folder, 'synced.json'))
  const safe = synced?.salt === saltOf(wal) ? synced.length : 0
  const torn = Buffer.from(wal.subarray(0, safe + random.below(wal.length - safe + 1)))
  for (let from = safe - (safe % PAGE); from < torn.length; from += PAGE) {
    const start = Math.max(from, safe)
    const end = Math.min(from + PAGE, torn.length)
    if (start >= end) continue
    const what = random.below(4)
    if (what === 0) torn.fill(0, start, end)
    else if (what === 1) torn.fill(random.below(256), start + random.below(end - start), end)
  }
  writeFileSync(file, torn)
  // Shared memory is gone with the machine.
  rmSync(join(folder, 'concord.db-shm'), { force: true })
  rmSync(join(folder, 'synced.json'), { force: true })
}

function readSynced(file: string): Synced | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Synced
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}
