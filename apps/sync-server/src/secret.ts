import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** 32 random bytes that live as long as the data folder; made where they are missing. */
export function readSecret(folder: string, name: string): Buffer {
  const file = join(folder, name)
  try {
    return Buffer.from(readFileSync(file, 'utf8'), 'hex')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    const secret = randomBytes(32)
    writeFileSync(file, secret.toString('hex'), { mode: 0o600, flag: 'wx' })
    return secret
  }
}
