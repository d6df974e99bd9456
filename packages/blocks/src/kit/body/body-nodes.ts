import { isChangeOrigin } from '@tiptap/extension-collaboration'
import { ListItem, TaskItem, TaskList } from '@tiptap/extension-list'
import { Table, TableCell, TableHeader, TableRow } from '@tiptap/extension-table'
import { Plugin } from '@tiptap/pm/state'
import StarterKit, { type StarterKitOptions } from '@tiptap/starter-kit'
import { isSafeLink } from '../inputs/link-codec.ts'
import { headingKeys } from './heading-keys.ts'
import { unknownNode } from './unknown-node.ts'

/**
 * Content rules of the body are lenient everywhere: a node that breaks one is deleted from the shared plan for
 * everybody by the binding, and two people's merged edits can break any rule. Empty lists, rows and cells are
 * harmless; strictness is the reader's.
 */
const options: Partial<StarterKitOptions> = {
  // The plan has its own undo, over text and fields alike.
  undoRedo: false,
  // It would answer a remote change with a write, and every open editor would add its own paragraph.
  trailingNode: false,
  // Not part of what is read, signed and exported.
  underline: false,
  listItem: false,
  blockquote: {},
  heading: { levels: [1, 2, 3] },
  dropcursor: { class: 'drop-cursor', color: false, width: 2 },
  link: {
    openOnClick: false,
    autolink: true,
    defaultProtocol: 'https',
    isAllowedUri: (uri) => isSafeLink(uri),
    HTMLAttributes: { rel: 'noopener noreferrer', target: '_blank' },
  },
}

const lenient: Readonly<Record<string, string>> = {
  blockquote: 'block*',
  bulletList: 'listItem*',
  orderedList: 'listItem*',
}

const LenientKit = StarterKit.extend({
  addExtensions() {
    return (this.parent?.() ?? []).map((extension) => {
      const content = lenient[extension.name]
      if (content !== undefined) return extension.extend({ content } as object)
      // Their own keys are Ctrl+Alt, which types characters on many keyboards; see `headingKeys`.
      if (extension.name === 'heading' || extension.name === 'paragraph')
        return extension.extend({ addKeyboardShortcuts: () => ({}) } as object)
      // A code block that somebody's bold mark reached is still a code block.
      return extension.name === 'codeBlock' ? extension.extend({ marks: '_' } as object) : extension
    })
  },
})

/**
 * The table repairs itself after local edits only. Repairing after a remote change would be done by every open editor
 * at once, each adding cells that the others must then repair again.
 */
const OrdinaryTable = Table.extend({
  content: 'tableRow*',
  addProseMirrorPlugins() {
    return (this.parent?.() ?? []).map((plugin: Plugin) => {
      const append = plugin.spec.appendTransaction
      if (!append) return plugin
      return new Plugin({
        ...plugin.spec,
        appendTransaction: (transactions, before, after) =>
          transactions.some(isChangeOrigin) ? null : append.call(plugin, transactions, before, after),
      })
    })
  },
})

/** Headings, paragraphs, lists, tasks, quote, ordinary table, code, divider, link and simple marks. */
export const bodyNodes = () => [
  LenientKit.configure(options),
  headingKeys(),
  ListItem.extend({ content: 'block*' }),
  TaskList.extend({ content: 'taskItem*' }),
  TaskItem.extend({ content: 'block*' }).configure({ nested: true }),
  OrdinaryTable.configure({ resizable: false }),
  TableRow.extend({ content: '(tableCell | tableHeader)*' }),
  TableCell.extend({ content: 'block*' }),
  TableHeader.extend({ content: 'block*' }),
  unknownNode,
]
