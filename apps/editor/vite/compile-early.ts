import type { Plugin } from 'vite'

/** Understood by Chromium, a comment to everybody else. It has to be the first thing in a file. */
const HINT = '//# allFunctionsCalledOnLoad\n'

/**
 * Has the browser compile the code of the first screen while it comes in, beside the page, instead of each function when
 * it is first called: that was a fifth of the time before the text could be typed into.
 */
export function compileEarly(): Plugin {
  return {
    name: 'concord-compile-early',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const chunks = Object.values(bundle).filter((file) => file.type === 'chunk')
        const first = new Set(chunks.flatMap((chunk) => (chunk.isEntry ? [chunk.fileName, ...chunk.imports] : [])))
        for (const chunk of chunks) if (first.has(chunk.fileName)) chunk.code = HINT + chunk.code
      },
    },
  }
}
