import { mailTransport } from '../../mail/mailer.ts'
import { isLoopback } from '../../origins.ts'
import type { Settings } from '../../settings.ts'
import { words } from '../../words.ts'
import { causeOf } from '../disk.ts'
import { commandWords } from '../words.ts'
import { bad, type Finding, good, look } from './check.ts'

const say = commandWords.doctor
/** Milliseconds that a server may take to answer. */
const PATIENCE = 5_000

/** Says hello to the mail server as this Concord would, and proves name and password; sends nothing. */
export async function mailCheck({ mail, url, host }: Pick<Settings, 'mail' | 'url' | 'host'>): Promise<Finding> {
  const transport = mailTransport(mail, PATIENCE)
  if (!transport || mail.server === null)
    return url !== null || !isLoopback(host) ? bad(say.nobodyGetsMail) : look(say.outbox)
  // Never the address as it was set: it holds the password.
  const { host: server } = new URL(mail.server)
  try {
    await transport.verify()
  } catch (error) {
    return bad(say.mailFails(server, error instanceof Error ? error.message : String(error)))
  } finally {
    transport.close()
  }
  return mail.from === words.mail.from ? look(say.mailFrom(mail.from)) : good(say.mailWorks(server))
}

/** Whether people come to this Concord by the address that mails name. */
export async function addressCheck(
  { url, host, port }: Pick<Settings, 'url' | 'host' | 'port'>,
  isRunning: boolean,
): Promise<Finding> {
  if (url === null) return isLoopback(host) ? good(say.local(`http://localhost:${port}`)) : bad(say.noUrl)
  try {
    const answer = await fetch(`${url}/healthz`, { redirect: 'manual', signal: AbortSignal.timeout(PATIENCE) })
    const told: unknown = await answer.json().catch(() => null)
    if ((told as { status?: unknown } | null)?.status !== 'ok') throw new Error(`HTTP ${answer.status}`)
  } catch (error) {
    const cause = (error as Error).cause ?? error
    return isRunning ? bad(say.notReached(url, causeOf(cause))) : look(say.notStarted(url))
  }
  return url.startsWith('https:') ? good(say.reached(url)) : look(say.reachedPlain(url))
}
