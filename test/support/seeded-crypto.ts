import { Rng } from './rng.ts'

/**
 * Runs work with the platform's randomness replaced by a seeded one, so that ids and order keys are the same each time
 * a run is repeated. The work must be synchronous.
 */
export function withSeededCrypto<T>(seed: number, work: () => T): T {
  const platform = Object.getOwnPropertyDescriptor(globalThis, 'crypto')
  const rng = new Rng(seed)
  const seeded = {
    getRandomValues: (bytes: Uint8Array) => {
      for (let i = 0; i < bytes.length; i++) bytes[i] = rng.below(256)
      return bytes
    },
  }
  Object.defineProperty(globalThis, 'crypto', { value: seeded, configurable: true })
  try {
    return work()
  } finally {
    if (platform) Object.defineProperty(globalThis, 'crypto', platform)
  }
}
