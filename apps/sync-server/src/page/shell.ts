import { randomBytes } from 'node:crypto'
import { PassThrough, Readable } from 'node:stream'
import { createGzip, Gzip } from 'node:zlib'
import { escapeHtml } from '@concord/schema'

/** Used until the editor has been built: the plan can be read all the same. */
const bareShell =
  '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>Concord</title></head><body><div id="root"></div></body></html>'

/** One page of Concord: the editor's HTML, with something to read in it until the editor takes over. */
export interface Page {
  readonly title?: string
  /**
   * Safe HTML, put before the root, so that it stays as it is laid out until the editor is whole; while it is being
   * made, what stands before it is already on its way.
   */
  readonly content: string | Promise<string>
  readonly status?: 200 | 401 | 404 | 503
}

/** Who may make HTML and addresses of scripts from text; ours, and the editor's clipboard. */
const POLICIES = 'concord-parser concord-worker ProseMirrorClipboard'

/**
 * Scripts only from our own files or with this answer's nonce. Style attributes are allowed, because ProseMirror and
 * the browser's own `style` property write them; style elements need the nonce, which a page finds in
 * `<meta name="csp-nonce">`. Text never becomes markup by itself.
 */
const policy = (nonce: string) =>
  [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    `trusted-types ${POLICIES}`,
  ].join('; ')

/** Renders a page; `editor` is the built `index.html`, or null before the first build. */
export function pageResponse(editor: string | null, page: Page, request?: Request): Response {
  const nonce = randomBytes(16).toString('base64')
  const shell = editor ?? bareShell
  const title = escapeHtml(page.title ? `${page.title} · Concord` : 'Concord')
  const [before = '', after = ''] = shell
    .replace(/<title>[^<]*<\/title>/, () => `<title>${title}</title>`)
    .replace('</head>', () => `<meta name="csp-nonce" content="${nonce}" nonce="${nonce}"></head>`)
    .split(/(?=<div id="root">)/)
  const isPacked = /\bgzip\b/.test(request?.headers.get('accept-encoding') ?? '')
  return new Response(streamed(before, page.content, after, isPacked), {
    status: page.status ?? 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy(nonce),
      'cache-control': 'private, no-store',
      vary: 'accept-encoding',
      ...(isPacked && { 'content-encoding': 'gzip' }),
    },
  })
}

/** The browser fetches the editor's files while the server still reads the plan. */
function streamed(before: string, content: Page['content'], after: string, isPacked: boolean): ReadableStream {
  const out = isPacked ? createGzip() : new PassThrough()
  out.write(before)
  if (out instanceof Gzip) out.flush()
  Promise.resolve(content).then(
    (html) => out.end(html + after),
    () => out.end(after),
  )
  return Readable.toWeb(out) as ReadableStream
}
