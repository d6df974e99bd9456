import { can } from '@concord/schema'
import { type Context, Hono } from 'hono'
import type { AppParts } from '../app.ts'
import { Refusal } from '../http/refusal.ts'
import { askPage } from '../sign-in/pages.ts'
import { readReturnPath } from '../sign-in/return-path.ts'
import { words } from '../words.ts'
import { sentencePage } from './plain-page.ts'
import { isForPreview, previewHead } from './preview.ts'
import { pageResponse } from './shell.ts'
import { summaryPage } from './summary-page.ts'

/** `/p/:plan`: the plan with its editor, and `/p/:plan/summary`, the plan on one screen. Both can be read without JavaScript. */
export function planPages(parts: AppParts): Hono {
  const { sessions, plans, clock, assets, log } = parts
  const app = new Hono()

  app.get('/:plan', async (c) => {
    const plan = c.req.param('plan')
    const refused = await refusalFor(c, plan)
    if (refused) return refused
    const content = plans.page(plan).catch((error: Error) => {
      // The editor says better than this page could what is wrong with a plan that cannot be read.
      log.error({ cause: error.message }, 'a plan was not rendered')
      return ''
    })
    return pageResponse(assets.index, { title: plans.knownTitle(plan), content }, c.req.raw)
  })

  app.get('/:plan/summary', async (c) => {
    const plan = c.req.param('plan')
    const refused = await refusalFor(c, plan)
    if (refused) return refused
    const summary = await plans.summary(plan)
    if (!summary) throw new Refusal('notFound')
    return summaryPage(plan, summary)
  })

  /** What whoever may not read the plan sees in its place; null for whoever may. */
  async function refusalFor(c: Context, plan: string): Promise<Response | null> {
    const entered = await sessions.enter(c.req.header('cookie'), plan)
    if (!entered) {
      const status = isForPreview(c.req.header('user-agent')) ? 200 : 401
      const head = await previewHead(parts, plan)
      return askPage({ returnTo: readReturnPath(c.req.path), reason: words.signIn.toOpen, status, head })
    }
    return entered.actor && can(entered.actor, 'readPlan', clock.now()) ? null : sentencePage('notFound')
  }

  return app
}
