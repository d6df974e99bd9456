import { type Actor, can } from '@concord/schema'
import { type Context, Hono } from 'hono'
import type { AppParts } from '../app.ts'
import { nothingForYouPage } from '../asking/pages.ts'
import { originOf } from '../audit/origin.ts'
import { auditPageFor } from '../audit/page.ts'
import { factsFor } from '../http/facts-for.ts'
import { formOf, plainForms } from '../http/form.ts'
import { planAnswer } from '../http/plan-answer.ts'
import { Refusal } from '../http/refusal.ts'
import { undoUntil } from '../plans/removal.ts'
import { isForPreview, previewHead } from '../preview/preview.ts'
import { waitingFor } from '../sign-in/entering.ts'
import { askPage } from '../sign-in/pages.ts'
import { readReturnPath } from '../sign-in/return-path.ts'
import { words } from '../words.ts'
import { answersHtml } from './answers-html.ts'
import { deletedPage, sentencePage } from './plain-page.ts'
import { pageResponse } from './shell.ts'
import { summaryPage } from './summary-page.ts'

/** The form of every id of ours; anything else names no plan. */
const isId = (plan: string) => /^[a-zA-Z0-9]{12}$/.test(plan)

/**
 * `/p/:plan`: the plan with its editor, `/p/:plan/summary`, the plan on one screen, and `/p/:plan/audit`, who did what
 * with access to it. All can be read without JavaScript.
 */
export function planPages(parts: AppParts): Hono {
  const { store, sessions, asking, invitations, plans, pages, clock, assets, log } = parts
  const app = new Hono()

  app.get('/:plan', async (c) => {
    const plan = c.req.param('plan')
    const reader = await readerOf(c, plan)
    if (reader instanceof Response) return reader
    const text = plans.recentPage(plan).catch((error: Error) => {
      // The editor says better than this page could what is wrong with a plan that cannot be read.
      log.error({ cause: error.message }, 'a plan was not rendered')
      return ''
    })
    pages.watch(plan)
    // The text first: with it the plan has its keys, which are among the facts.
    const content = text.then(async (html) => html + (await answersFor(plan, reader)))
    return pageResponse(assets.index, { title: plans.knownTitle(plan), content }, c.req.raw)
  })

  app.get('/:plan/summary', async (c) => {
    const plan = c.req.param('plan')
    const reader = await readerOf(c, plan)
    if (reader instanceof Response) return reader
    const summary = await plans.summary(plan)
    if (!summary) throw new Refusal('notFound')
    return summaryPage(plan, summary)
  })

  app.get('/:plan/audit', async (c) => {
    const plan = c.req.param('plan')
    const reader = await readerOf(c, plan)
    return reader instanceof Response ? reader : auditPageFor(parts, plan, reader, c.req)
  })

  app.use('/:plan/ask', ...plainForms(parts.isOurOrigin))
  app.post('/:plan/ask', async (c) => {
    await formOf(c)
    const proved = await asking.provedBy(c.req.header('cookie'))
    if (!proved) throw new Refusal('signInNeeded')
    return asking.ask(proved, c.req.param('plan'), null, originOf(c))
  })

  async function answersFor(plan: string, reader: Actor): Promise<string> {
    const [answer, facts] = await Promise.all([planAnswer(parts, plan, reader), store.records.factsOf(plan)])
    return answer && facts ? answersHtml(answer, factsFor(reader, facts)) : ''
  }

  /** Whoever may read the plan; for everybody else what stands in its place. */
  async function readerOf(c: Context, plan: string): Promise<Actor | Response> {
    const entered = await sessions.enter(c.req.header('cookie'), plan)
    if (!entered) {
      const status = isForPreview(c.req.header('user-agent')) ? 200 : 401
      const head = await previewHead(parts, plan, `/p/${plan}`)
      return askPage({ returnTo: readReturnPath(c.req.path), reason: words.signIn.toOpen, status, head })
    }
    const { actor, holder } = entered
    const deletedAt = 'person' in holder ? await store.records.deletedFor(holder.person, plan, clock.now()) : null
    if (deletedAt !== null) return deletedPage(undoUntil(deletedAt))
    if (actor && can(actor, 'readPlan', clock.now())) return actor
    const proved = await asking.provedBy(c.req.header('cookie'))
    const waiting = proved ? await invitations.of(proved.mailbox) : []
    const open = waiting.filter((invitation) => invitation.plan === plan)
    if (open.length > 0) return waitingFor(store, open, readReturnPath(c.req.path), { status: 403 })
    return proved && isId(plan) ? nothingForYouPage(proved.mail, `/p/${plan}/ask`) : sentencePage('notFound')
  }

  return app
}
