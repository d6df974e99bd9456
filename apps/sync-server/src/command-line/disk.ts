import { closeSync, fsyncSync, openSync } from 'node:fs'

/** Resolves a write of names or bytes: what a file or folder holds now outlasts a power cut. */
export function sync(path: string): void {
  const file = openSync(path, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

/** The code of a failed call to the operating system, such as ENOSPC; else its words. */
export const causeOf = (error: unknown): string =>
  (error as NodeJS.ErrnoException).code ?? (error instanceof Error ? error.message : String(error))
