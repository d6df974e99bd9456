/** SQLITE_IOERR, SQLITE_CORRUPT, SQLITE_NOTADB. */
const diskErrors: ReadonlySet<number> = new Set([10, 11, 26])

/** The disk failed: what was acknowledged is safe only after a restart has recovered it. */
export class DiskFailed extends Error {
  override readonly name = 'DiskFailed'
}

/** Whether the disk may have lost what it said it kept. */
export function isDiskFailure(error: unknown): boolean {
  const code = (error as { errcode?: unknown }).errcode
  return typeof code === 'number' && diskErrors.has(code & 0xff)
}
