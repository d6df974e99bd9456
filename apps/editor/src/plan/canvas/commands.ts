// The editor's commands come with the extensions of the blocks package; their names are made known to TypeScript here.
import type {} from '@tiptap/starter-kit'

declare module '@tiptap/core' {
  interface Commands<ReturnType> {
    planTable: {
      insertTable: (options: { rows: number; cols: number; withHeaderRow: boolean }) => ReturnType
    }
  }
}
