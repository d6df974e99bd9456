import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { earlyFiles } from './vite/early-files.ts'
import { offlineShell } from './vite/offline-shell.ts'

const server = `http://localhost:${process.env.CONCORD_PORT ?? '8787'}`

export default defineConfig({
  plugins: [react(), earlyFiles(), offlineShell()],
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
    rolldownOptions: { output: { assetFileNames: 'assets/[name]-[hash][extname]' } },
  },
  server: {
    proxy: {
      '/api': server,
      '/demo': server,
      '/sync': { target: server, ws: true },
    },
  },
})
