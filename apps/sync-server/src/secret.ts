import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Files of a data folder that are secret, and that a backup holds beside the database. */
export const secretNames = ['sign-in-secret', 'link-secret'] as const

/** 32 random bytes that live as long as the data folder; made where they are missing. */
export function readSecret(folder: string, name: (typeof secretNames)[number]): Buffer {
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
