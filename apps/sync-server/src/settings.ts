import { parseArgs } from 'node:util'
import { type CompanySignInSettings, readCompanySignIns } from './company/settings.ts'
import { addressReader } from './http/network-address.ts'
import { type Limits, limitsSchema } from './limits.ts'
import type { LogLevel } from './log.ts'
import type { MailSettings } from './mail/mailer.ts'
import { StartProblem } from './start-problem.ts'
import { words } from './words.ts'

/** What whoever starts Concord may decide. */
export interface Settings {
  /** 0 takes any free port. */
  readonly port: number
  readonly host: string
  /** Folder of the database and its secrets. */
  readonly data: string
  readonly demo: boolean
  /** Print one line of JSON when ready instead of words. */
  readonly json: boolean
  /** Print the limits and end. */
  readonly showLimits: boolean
  readonly logLevel: LogLevel
  readonly limits: Limits
  /** Origins of browser pages that may use this server, beside its own. */
  readonly origins: readonly string[]
  /** Addresses and networks of proxies in front of Concord; what they say of a caller's address is believed. */
  readonly proxies: readonly string[]
  /** Where people reach Concord, without a slash at the end; null takes the address it listens on. */
  readonly url: string | null
  readonly mail: MailSettings
  /** Companies whose people sign in at their own OpenID provider. */
  readonly companySignIns: readonly CompanySignInSettings[]
}

const levels: ReadonlySet<string> = new Set(['fatal', 'error', 'warn', 'info', 'debug', 'silent'])

/** Reads flags and environment; a flag wins. Throws a StartProblem for what it does not understand. */
export function readSettings(args: readonly string[], env: Readonly<Record<string, string | undefined>>): Settings {
  const flags = readFlags(args)
  const port = flags.port ?? env.CONCORD_PORT ?? '8787'
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) throw new StartProblem(words.start.portNotANumber(port))
  const level = env.CONCORD_LOG ?? 'warn'
  if (!levels.has(level)) throw new StartProblem(words.start.logLevelUnknown(level))
  return {
    port: Number(port),
    host: flags.host ?? env.CONCORD_HOST ?? '127.0.0.1',
    data: flags.data ?? env.CONCORD_DATA ?? '.concord',
    demo: !(flags['no-demo'] ?? isOn(env.CONCORD_NO_DEMO)),
    json: flags.json ?? isOn(env.CONCORD_JSON),
    showLimits: flags.limits ?? false,
    logLevel: level as LogLevel,
    limits: readLimits(env.CONCORD_LIMITS),
    origins: listIn(env.CONCORD_ORIGINS),
    proxies: readProxies(env.CONCORD_PROXIES),
    url: readUrl(env.CONCORD_URL),
    mail: { server: readMailServer(env.CONCORD_SMTP), from: env.CONCORD_MAIL_FROM || words.mail.from },
    companySignIns: readCompanySignIns(env.CONCORD_OIDC),
  }
}

function readFlags(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        data: { type: 'string' },
        'no-demo': { type: 'boolean' },
        json: { type: 'boolean' },
        limits: { type: 'boolean' },
      },
    }).values
  } catch {
    throw new StartProblem(words.start.flagUnknown(args.join(' ')))
  }
}

const isOn = (value: string | undefined) => value === '1' || value === 'true'

const listIn = (typed = '') => typed.split(',').flatMap((each) => each.trim() || [])

function readProxies(typed: string | undefined): string[] {
  const proxies = listIn(typed)
  try {
    addressReader(proxies)
    return proxies
  } catch {
    throw new StartProblem(words.start.proxiesWrong(proxies.join(', ')))
  }
}

function readUrl(typed: string | undefined): string | null {
  if (!typed) return null
  const url = URL.parse(typed)
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search || url.username)
    throw new StartProblem(words.start.urlWrong(typed))
  return url.origin
}

function readMailServer(typed: string | undefined): string | null {
  if (!typed) return null
  const url = URL.parse(typed)
  if (!url || !/^smtps?:$/.test(url.protocol) || !url.hostname) throw new StartProblem(words.start.mailServerWrong)
  return typed
}

function readLimits(json: string | undefined): Limits {
  if (!json) return limitsSchema.parse({})
  try {
    return limitsSchema.parse(JSON.parse(json))
  } catch {
    throw new StartProblem(words.start.limitsWrong)
  }
}
