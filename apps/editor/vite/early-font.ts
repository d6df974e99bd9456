import type { Plugin } from 'vite'

/** Letters of most plans; other scripts are fetched when a plan uses them. */
const FIRST = /inter-latin-wght-normal-[\w-]+\.woff2$/

/**
 * Has the browser fetch the letters together with the styles: found only in the styles, they would come after the first
 * paint, and the whole page would be laid out a second time.
 */
export function earlyFont(): Plugin {
  return {
    name: 'concord-early-font',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle = {} }) =>
        Object.keys(bundle)
          .filter((name) => FIRST.test(name))
          .map((name) => ({
            tag: 'link',
            attrs: { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: '', href: `/${name}` },
            injectTo: 'head-prepend' as const,
          })),
    },
  }
}
