import { type Editor, Extension } from '@tiptap/core'
import { Plugin } from '@tiptap/pm/state'

const isApple = /Mac|iPhone|iPad/.test(globalThis.navigator?.userAgent ?? '')

/**
 * Ctrl+Shift+1 to 3 make a heading, 0 makes plain text; on Apple Command and Option. Read by the place of the key,
 * since Shift turns digits into other signs. Ctrl+Alt is never taken: on many layouts it types characters.
 */
export const headingKeys = () =>
  Extension.create({
    name: 'headingKeys',
    addProseMirrorPlugins() {
      const { editor } = this
      return [
        new Plugin({
          props: {
            handleKeyDown: (_view, event) => {
              const digit = /^Digit([0-3])$/.exec(event.code)?.[1]
              const isOurs = isApple
                ? event.metaKey && event.altKey && !event.shiftKey && !event.ctrlKey
                : event.ctrlKey && event.shiftKey && !event.altKey && !event.metaKey
              return digit !== undefined && isOurs && editor.isEditable && setLevel(editor, Number(digit))
            },
          },
        }),
      ]
    },
  })

function setLevel(editor: Editor, level: number): boolean {
  return level === 0 ? editor.commands.setParagraph() : editor.commands.toggleHeading({ level: level as 1 | 2 | 3 })
}
