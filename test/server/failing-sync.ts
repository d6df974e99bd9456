/** Loaded into a real server before its own code (`--import`): after so many syncs of a file the disk takes no more. */
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'

let left = Number(process.env.CONCORD_SYNCS_LEFT)

/** Counts a call; answers what the disk says when it fails. */
function failure(): NodeJS.ErrnoException | null {
  left -= 1
  return left >= 0 ? null : Object.assign(new Error('EIO: i/o error, fdatasync'), { code: 'EIO' })
}

const { fdatasync, fdatasyncSync } = fs
const failing = (file: number, heard: (error: NodeJS.ErrnoException | null) => void) => {
  const error = failure()
  if (error) heard(error)
  else fdatasync(file, heard)
}
fs.fdatasync = Object.assign(failing, { __promisify__: fdatasync.__promisify__ })
fs.fdatasyncSync = (file) => {
  const error = failure()
  if (error) throw error
  fdatasyncSync(file)
}
syncBuiltinESMExports()
