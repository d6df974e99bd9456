import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view'
import { words } from '../../words.ts'
import { SECTION_LEVEL, sectionNumbers } from '../outline/outline.ts'

interface Marks {
  /** What the decorations depend on, so that typing elsewhere makes none. */
  readonly stamp: string
  readonly notes: readonly string[]
  readonly decorations: DecorationSet
}

interface Heading {
  readonly at: number
  readonly size: number
  readonly level: number
  readonly isEmptySection: boolean
}

const key = new PluginKey<Marks>('sectionMarks')

/**
 * Puts the number of its section before each heading, a note at its right where one was set, and one grey line under
 * a section that has nothing yet.
 */
export const sectionMarks = (canWrite: () => boolean) =>
  Extension.create({
    name: 'sectionMarks',
    addProseMirrorPlugins: () => [
      new Plugin<Marks>({
        key,
        state: {
          init: (_config, state) => marksOf(state.doc, canWrite(), []),
          apply: (transaction, marks) => {
            const notes = transaction.getMeta(key) as readonly string[] | undefined
            if (!transaction.docChanged && !notes) return marks
            return marksOf(transaction.doc, canWrite(), notes ?? marks.notes, marks)
          },
        },
        props: { decorations: (state) => key.getState(state)?.decorations },
      }),
    ],
  })

/** Sets what stands at the right of each heading, in their order; an empty string for nothing. */
export function setSectionNotes(view: EditorView, notes: readonly string[]): void {
  const before = key.getState(view.state)?.notes
  if (view.isDestroyed || JSON.stringify(before) === JSON.stringify(notes)) return
  view.dispatch(view.state.tr.setMeta(key, notes).setMeta('addToHistory', false))
}

function marksOf(doc: Node, isEditable: boolean, notes: readonly string[], before?: Marks): Marks {
  const headings = headingsOf(doc)
  const stamp = JSON.stringify([isEditable, headings, notes])
  if (before?.stamp === stamp) return before
  const numbers = sectionNumbers(headings.map(({ level }) => level))
  const decorations = headings.map(({ at, size, isEmptySection }, index) =>
    Decoration.node(at, at + size, {
      'data-section': numbers[index]!,
      ...(notes[index] ? { 'data-note': notes[index] } : {}),
      ...(isEmptySection && isEditable ? { 'data-prompt': words.canvas.prompt } : {}),
    }),
  )
  return { stamp, notes, decorations: DecorationSet.create(doc, decorations) }
}

function headingsOf(doc: Node): Heading[] {
  const headings: Heading[] = []
  let position = 0
  for (let index = 0; index < doc.childCount; index += 1) {
    const node = doc.child(index)
    if (isSectionHeading(node))
      headings.push({
        at: position,
        size: node.nodeSize,
        level: node.attrs.level,
        isEmptySection: node.content.size > 0 && isSectionEmpty(doc, index + 1),
      })
    position += node.nodeSize
  }
  return headings
}

const isSectionHeading = (node: Node) => node.type.name === 'heading' && node.attrs.level <= SECTION_LEVEL

/** Nothing but the next section, or the end, follows the heading. */
const isSectionEmpty = (doc: Node, next: number): boolean => next >= doc.childCount || isSectionHeading(doc.child(next))
