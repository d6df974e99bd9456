import { countStatuses, type Rag, SIDES, type Side } from '@concord/schema'
import { html } from 'hono/html'
import type { PlanService } from '../http/plan-service.ts'
import type { SafeHtml } from '../page/plain-page.ts'
import type { Store } from '../store/store.ts'
import { words } from '../words.ts'

const say = words.preview

/** What a plan whose owners chose so shows where its address is pasted: never a number of the plan. */
export interface Preview {
  readonly title: string
  readonly companies: Readonly<Record<Side, string>>
  /** How many goals stand where; only where any stand. */
  readonly goals: readonly (readonly [rag: Rag, count: number])[]
}

export interface PreviewParts {
  readonly store: Store
  readonly plans: Pick<PlanService, 'summary'>
  /** Where people reach this Concord. */
  readonly url: string
}

/** Programs that fetch an address to show it in a chat or a mail; an answer that is no 200 they leave out. */
export const isForPreview = (userAgent: string | undefined): boolean =>
  /bot\b|crawl|spider|preview|embed|facebookexternalhit|slack|whatsapp|telegram|teams|linkedin/i.test(userAgent ?? '')

/** What a plan shows; null, the same for every plan, known or not, unless its owners chose to show it. */
export async function previewOf({ store, plans }: Omit<PreviewParts, 'url'>, plan: string): Promise<Preview | null> {
  if (!(await store.records.isPreviewed(plan))) return null
  // A plan that cannot be read says as little as one that shows nothing.
  const summary = await plans.summary(plan).catch(() => null)
  if (!summary) return null
  const counts = countStatuses(summary.goals)
  const nameOf = (side: Side) => summary.companies[side].name
  return {
    title: summary.title || words.page.untitled,
    companies: { vendor: nameOf('vendor'), partner: nameOf('partner') },
    goals: (Object.keys(counts) as Rag[]).filter((rag) => counts[rag] > 0).map((rag) => [rag, counts[rag]]),
  }
}

/** A preview in words. */
export const titleOf = (preview: Preview | null): string => preview?.title ?? words.page.name
export const descriptionOf = (preview: Preview | null): string =>
  preview
    ? [
        words.page.between(...(SIDES.map((side) => preview.companies[side]) as [string, string])),
        ...preview.goals.map(([rag, count]) => say.goals(count, rag)),
      ].join(' · ')
    : say.neutral

/** Width and height of the picture, as large as any program shows it. */
export const PICTURE = { width: 1200, height: 630 } as const

/** Two addresses of what is pasted, without a query: the one of a share link holds its token. */
export const pictureAt = (path: string) => `${path}/preview.png`
export const embedAt = (path: string) => `${path}/oembed`

/** What the page at `path`, which is `/p/:plan` or `/l/:token`, says of `plan` to programs that show addresses. */
export async function previewHead(parts: PreviewParts, plan: string, path: string): Promise<SafeHtml> {
  const preview = await previewOf(parts, plan)
  const title = titleOf(preview)
  const description = descriptionOf(preview)
  const picture = parts.url + pictureAt(path)
  return html`<meta property="og:site_name" content="${words.page.name}"><meta property="og:type" content="website"><meta property="og:title" content="${title}"><meta property="og:description" content="${description}"><meta name="description" content="${description}"><meta property="og:image" content="${picture}"><meta property="og:image:type" content="image/png"><meta property="og:image:width" content="${PICTURE.width}"><meta property="og:image:height" content="${PICTURE.height}"><meta property="og:image:alt" content="${title} · ${description}"><meta name="twitter:card" content="summary_large_image"><link rel="alternate" type="application/json+oembed" href="${parts.url + embedAt(path)}" title="${title}">`
}
