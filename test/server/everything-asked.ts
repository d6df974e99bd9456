import type { RunningServer } from '@concord/sync-server'
import { planOf } from './support.ts'

/** Without what is drawn by lot for each answer, and tells nothing. */
function withoutChance(answer: string): string {
  const nonce = /'nonce-([^']+)'/.exec(answer)?.[1]
  return (nonce ? answer.replaceAll(nonce, '') : answer).replace(/reference\\":\\"\w+/g, 'reference')
}

/** Everything that somebody of the other company can ask for, as he gets it: status, headers and body. */
export async function everythingAsked(
  server: RunningServer,
  cookie: string,
  block: string,
  note: string,
): Promise<Map<string, string>> {
  const plan = planOf(server)
  const api = `/api/plans/${plan}`
  const paths = [
    ...['/', '/plans', '/plans/new', '/account', '/limits', '/outbox', '/robots.txt'],
    ...[`/p/${plan}`, `/p/${plan}/summary`, `/p/${plan}/notes`, `/p/${plan}/side`],
    ...['/api/session', '/api/plans', '/api/inbox', '/api/sessions'],
    ...['', '/content', '/facts', '/facts?since=1', '/members', '/invitations', '/share-links', '/audit', '/audit.csv'],
    ...['/preview', '/summary', '/threads', '/notes', '/revisions/1', '/revisions/4'],
    ...[`/changes?block=${block}&path=title`, `/changes?block=${block}&path=notes`, '/changes?block=meta&path=title'],
    ...[`/changes?block=${note}&path=text`, `/changes?block=${note}&path=block`],
  ].map((path) => (path.startsWith('/p') || /^\/(api|$|account|limits|outbox|robots)/.test(path) ? path : api + path))
  const answers = new Map<string, string>()
  for (const path of paths) {
    const response = await fetch(server.url + path, { headers: { cookie }, redirect: 'manual' })
    const headers = [...response.headers].filter(([name]) => name !== 'date')
    answers.set(path, withoutChance(JSON.stringify([response.status, headers, await response.text()])))
  }
  return answers
}
