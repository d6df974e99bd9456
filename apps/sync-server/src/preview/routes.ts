import { type Context, Hono } from 'hono'
import { Refusal } from '../http/refusal.ts'
import type { ShareLinks } from '../share-links/share-links.ts'
import { words } from '../words.ts'
import {
  descriptionOf,
  embedAt,
  PICTURE,
  type Preview,
  type PreviewParts,
  pictureAt,
  previewOf,
  titleOf,
} from './preview.ts'
import type { PreviewPictures } from './preview-pictures.ts'

/** Programs keep an answer this long: an owner who ends previews does not wait long. Seconds. */
const KEPT = 300

export interface PreviewRouteParts extends PreviewParts {
  readonly shareLinks: Pick<ShareLinks, 'behind'>
  readonly pictures: PreviewPictures
}

/**
 * What programs fetch to show `/p/:plan` and `/l/:token` elsewhere: a picture, and oEmbed without any markup. For
 * everybody and the same for everybody; unknown plans and links answer like those that show nothing.
 */
export function previewRoutes(parts: PreviewRouteParts): Hono {
  const app = new Hono()

  for (const path of ['/p/:plan', '/l/:token'] as const) {
    app.get(pictureAt(path), async (c) => {
      const { plan, preview } = await shownBy(c.req.param())
      const { bytes, tag } = await parts.pictures.of(plan, preview)
      const headers = { 'content-type': 'image/png', 'cache-control': `public, max-age=${KEPT}`, etag: tag }
      if (c.req.header('if-none-match') === tag) return new Response(null, { status: 304, headers })
      return new Response(bytes, { headers: { ...headers, 'content-length': String(bytes.length) } })
    })
    app.get(embedAt(path), (c) => embed(c, c.req.path.slice(0, -embedAt('').length)))
  }

  app.get('/oembed', (c) => {
    const path = ownPathOf(c.req.query('url') ?? '')
    if (path === null) throw new Refusal('notFound')
    return embed(c, path)
  })

  /** oEmbed 1.0 of one of our pages, as a link: an embedding page gets words and a picture, and nothing that runs. */
  async function embed(c: Context, path: string): Promise<Response> {
    const { format = 'json', maxwidth, maxheight } = c.req.query()
    if (format !== 'json') throw new Refusal('badRequest', { field: 'format' })
    const [, kind, id = ''] = path.split('/')
    const { preview } = await shownBy(kind === 'p' ? { plan: id } : { token: id })
    const hasRoom = roomOf(maxwidth) >= PICTURE.width && roomOf(maxheight) >= PICTURE.height
    return c.json(
      {
        version: '1.0',
        type: 'link',
        title: titleOf(preview),
        description: descriptionOf(preview),
        provider_name: words.page.name,
        provider_url: parts.url,
        cache_age: KEPT,
        ...(hasRoom && {
          thumbnail_url: parts.url + pictureAt(path),
          thumbnail_width: PICTURE.width,
          thumbnail_height: PICTURE.height,
        }),
      },
      200,
      { 'cache-control': `public, max-age=${KEPT}` },
    )
  }

  async function shownBy({
    plan,
    token,
  }: {
    plan?: string
    token?: string
  }): Promise<{ plan: string; preview: Preview | null }> {
    const shown = plan ?? (await parts.shareLinks.behind(token ?? ''))?.plan
    return { plan: shown ?? '', preview: shown === undefined ? null : await previewOf(parts, shown) }
  }

  /** The path of an address of ours that may be pasted; null for any other. */
  function ownPathOf(address: string): string | null {
    const url = address.length <= 500 ? URL.parse(address) : null
    return url && url.origin === new URL(parts.url).origin && /^\/[pl]\/[\w-]{1,64}$/.test(url.pathname)
      ? url.pathname
      : null
  }

  return app
}

const roomOf = (most: string | undefined) => (most === undefined ? Number.POSITIVE_INFINITY : Number(most) || 0)
