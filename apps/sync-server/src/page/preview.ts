import { countStatuses, type Rag } from '@concord/schema'
import { html } from 'hono/html'
import type { PlanService } from '../http/plan-service.ts'
import type { Store } from '../store/store.ts'
import { words } from '../words.ts'
import type { SafeHtml } from './plain-page.ts'

const say = words.preview

interface Shown {
  readonly title: string
  readonly description: string
}

const neutral: Shown = { title: words.page.name, description: say.neutral }

/** Programs that fetch an address to show it in a chat or a mail; an answer that is no 200 they leave out. */
export const isForPreview = (userAgent: string | undefined): boolean =>
  /bot\b|crawl|spider|preview|embed|facebookexternalhit|slack|whatsapp|telegram|teams|linkedin/i.test(userAgent ?? '')

/**
 * What an address shows where it is pasted. The same for every plan, known or not, unless the plan's owners chose to
 * show it: then its title, both companies and how many goals stand where, and never a number of the plan.
 */
export async function previewHead(
  { store, plans }: { readonly store: Store; readonly plans: Pick<PlanService, 'summary'> },
  plan: string,
): Promise<SafeHtml> {
  const { title, description } = (await store.records.isPreviewed(plan)) ? await chosen(plans, plan) : neutral
  return html`<meta property="og:site_name" content="${words.page.name}"><meta property="og:type" content="website"><meta property="og:title" content="${title}"><meta property="og:description" content="${description}"><meta name="description" content="${description}"><meta name="twitter:card" content="summary">`
}

async function chosen(plans: Pick<PlanService, 'summary'>, plan: string): Promise<Shown> {
  // A plan that cannot be read says as little as one that shows nothing.
  const summary = await plans.summary(plan).catch(() => null)
  if (!summary) return neutral
  const counts = countStatuses(summary.goals)
  const told = (Object.keys(counts) as Rag[]).filter((rag) => counts[rag] > 0).map((rag) => say.goals(counts[rag], rag))
  const { vendor, partner } = summary.companies
  const description = [words.page.between(vendor.name, partner.name), ...told].join(' · ')
  return { title: summary.title || words.page.untitled, description }
}
