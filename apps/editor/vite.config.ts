import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compileEarly } from './vite/compile-early.ts'
import { earlyFiles } from './vite/early-files.ts'
import { offlineShell } from './vite/offline-shell.ts'

const server = `http://localhost:${process.env.CONCORD_PORT ?? '8787'}`

/**
 * The first code in few files: each one more costs a slow browser some milliseconds before the text can be typed into.
 * `prosemirror-model` reads the stack of an error while it is evaluated, and the browser then reads the whole file it
 * stands in once more; React and `lib0` make errors too, which costs the same where somebody watches the page. So these
 * stand by themselves.
 */
const firstFiles = [
  { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\//, priority: 3 },
  { name: 'react-first', test: /src\/react-first\.ts$/, priority: 3 },
  { name: 'model', test: /node_modules\/(prosemirror-model|orderedmap|lib0)\//, priority: 2 },
  { name: 'text', tags: ['$initial' as const], priority: 1 },
]

export default defineConfig({
  plugins: [react(), earlyFiles(), offlineShell(), compileEarly()],
  // Two copies of any of these in one page corrupt the plan or the editor.
  resolve: {
    dedupe: [
      'yjs',
      'lib0',
      'y-protocols',
      'react',
      'react-dom',
      '@tiptap/core',
      '@tiptap/pm',
      '@tiptap/react',
      '@tiptap/y-tiptap',
      'prosemirror-state',
      'prosemirror-model',
      'prosemirror-view',
      'prosemirror-transform',
    ],
  },
  build: {
    target: 'es2022',
    assetsInlineLimit: 2048,
    // One sheet: a part that is here must not wait for its styles.
    cssCodeSplit: false,
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      output: {
        assetFileNames: 'assets/[name]-[hash][extname]',
        codeSplitting: { groups: firstFiles },
      },
    },
  },
  server: {
    proxy: {
      '/api': server,
      '/demo': server,
      '/sync': { target: server, ws: true },
    },
  },
})
