import { randomBytes } from 'node:crypto'
import { escapeHtml } from '@concord/schema'
import { words } from '../words.ts'

/** Used until the editor has been built: the plan can be read all the same. */
const bareShell =
  '<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>Concord</title></head><body><div id="root"></div></body></html>'

/** One page of Concord: the editor's HTML, with something to read in it until the editor takes over. */
export interface Page {
  readonly title?: string
  /** Safe HTML, put inside the root. */
  readonly content: string
  readonly status?: 200 | 401 | 404 | 503
  /** Without the editor: for pages that say why there is nothing to edit. */
  readonly isPlain?: boolean
}

/**
 * Scripts only from our own files or with this answer's nonce. Style attributes are allowed, because ProseMirror and
 * the browser's own `style` property write them; style elements need the nonce, which a page finds in
 * `<meta name="csp-nonce">`.
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
  ].join('; ')

/** Renders a page; `editor` is the built `index.html`, or null before the first build. */
export function pageResponse(editor: string | null, page: Page): Response {
  const nonce = randomBytes(16).toString('base64')
  const shell = (page.isPlain ? null : editor) ?? bareShell
  const html = shell
    .replace(
      /<title>[^<]*<\/title>/,
      () => `<title>${escapeHtml(page.title ? `${page.title} · Concord` : 'Concord')}</title>`,
    )
    .replace('</head>', () => `<meta name="csp-nonce" content="${nonce}" nonce="${nonce}"></head>`)
    .replace(/<div id="root">\s*<\/div>/, () => `<div id="root">${page.content}</div>`)
  return new Response(html, {
    status: page.status ?? 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy(nonce),
      'cache-control': 'private, no-store',
    },
  })
}

/** A page with one sentence. */
export const sentencePage = (status: 200 | 401 | 404 | 503, sentence: string): Page => ({
  status,
  isPlain: true,
  content: `<main><h1>${escapeHtml(words.page.name)}</h1><p>${escapeHtml(sentence)}</p></main>`,
})
