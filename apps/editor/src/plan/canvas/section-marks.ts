import { Extension } from '@tiptap/core'
import type { Node } from '@tiptap/pm/model'
import { Plugin, PluginKey } from '@tiptap/pm/state'
import { Decoration, DecorationSet } from '@tiptap/pm/view'
import { words } from '../../words.ts'
import { SECTION_LEVEL, sectionNumbers } from '../outline/outline.ts'

interface Marks {
  /** What the decorations depend on, so that typing elsewhere makes none. */
  readonly stamp: string
  readonly decorations: DecorationSet
}

interface Heading {
  readonly at: number
  readonly size: number
  readonly level: number
  readonly isEmptySection: boolean
}

const key = new PluginKey<Marks>('sectionMarks')

/** Puts the number of its section before each heading, and one grey line under a section that has nothing yet. */
export const sectionMarks = (canWrite: () => boolean) =>
  Extension.create({
    name: 'sectionMarks',
    addProseMirrorPlugins: () => [
      new Plugin<Marks>({
        key,
        state: {
          init: (_config, state) => marksOf(state.doc, canWrite()),
          apply: (transaction, marks) => {
            if (!transaction.docChanged) return marks
            return marksOf(transaction.doc, canWrite(), marks)
          },
        },
        props: { decorations: (state) => key.getState(state)?.decorations },
      }),
    ],
  })

function marksOf(doc: Node, isEditable: boolean, before?: Marks): Marks {
  const headings = headingsOf(doc)
  const stamp = JSON.stringify([isEditable, headings])
  if (before?.stamp === stamp) return before
  const numbers = sectionNumbers(headings.map(({ level }) => level))
  const decorations = headings.map(({ at, size, isEmptySection }, index) =>
    Decoration.node(at, at + size, {
      'data-section': numbers[index]!,
      ...(isEmptySection && isEditable ? { 'data-prompt': words.canvas.prompt } : {}),
    }),
  )
  return { stamp, decorations: DecorationSet.create(doc, decorations) }
}

function headingsOf(doc: Node): Heading[] {
  const headings: Heading[] = []
  let position = 0
  for (let index = 0; index < doc.childCount; index += 1) {
    const node = doc.child(index)
    if (node.type.name === 'heading' && node.attrs.level <= SECTION_LEVEL)
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

/** No node, or nothing but the next section, follows the heading. */
function isSectionEmpty(doc: Node, next: number): boolean {
  const following = next < doc.childCount ? doc.child(next) : null
  return following === null || (following.type.name === 'heading' && following.attrs.level <= SECTION_LEVEL)
}
