import type { HtmlTagDescriptor, Plugin } from 'vite'

/** Letters of most plans; other scripts are fetched when a plan uses them. */
const LETTERS = /inter-latin-wght-normal-[\w-]+\.woff2$/
/** What every plan shows a moment after its text. */
const NEXT = 'cards'

/**
 * Has the browser fetch with the page what it would find out about only later. The letters: found in the styles, they
 * would come after the first paint, and the whole page would be laid out a second time. The cards: asked for when the
 * text stands, they would not come any more when the network goes at that moment.
 */
export function earlyFiles(): Plugin {
  return {
    name: 'concord-early-files',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle = {} }) => {
        const letters = Object.keys(bundle).filter((name) => LETTERS.test(name))
        const next = Object.values(bundle).flatMap((file) =>
          file.type === 'chunk' && file.name === NEXT ? [file.fileName, ...file.imports] : [],
        )
        return [
          ...letters.map((name) =>
            link({ rel: 'preload', as: 'font', type: 'font/woff2', href: `/${name}` }, 'head-prepend'),
          ),
          ...next
            .filter((name) => !html.includes(name))
            .map((name) => link({ rel: 'modulepreload', fetchpriority: 'low', href: `/${name}` }, 'head')),
        ]
      },
    },
  }
}

const link = (attrs: Record<string, string>, injectTo: HtmlTagDescriptor['injectTo']): HtmlTagDescriptor => ({
  tag: 'link',
  attrs: { crossorigin: '', ...attrs },
  injectTo,
})
