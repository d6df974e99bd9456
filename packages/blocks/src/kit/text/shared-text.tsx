import { type ComponentProps, useLayoutEffect, useRef } from 'react'
import type * as Y from 'yjs'
import type { FieldCarets } from '../field-carets.ts'
import { bindText } from './text-binding.ts'
import styles from './text-field.module.css'
import { placeCarets, TextMirror } from './text-mirror.ts'

export interface SharedTextProps
  extends Omit<ComponentProps<'textarea'>, 'value' | 'defaultValue' | 'readOnly' | 'className' | 'children'> {
  /** Undefined while it has not arrived. */
  readonly text: Y.Text | undefined
  /** The key under which the carets in this text are told. */
  readonly caretKey: string
  /** Who else is in which text of the same Y.Doc. */
  readonly carets: FieldCarets
  /** Undo of the same Y.Doc. Keep it stable. */
  readonly undo: { readonly undo: () => unknown; readonly redo: () => unknown }
  /** Origin of what is typed here; the undo tracks it. */
  readonly origin: unknown
  readonly canWrite: boolean
  /** No line breaks; Enter goes to the next field. A long line still wraps. */
  readonly singleLine?: boolean
  /** Type of the text: size and weight, which the caret mirror follows. */
  readonly className?: string
}

/**
 * A control on one text of a Y.Doc: grows with its content, shows the carets of others, renders nothing on a key.
 * The control is a native textarea: spelling, find in page, autofill and screen readers work as everywhere.
 */
export function SharedText(props: SharedTextProps) {
  const { text, caretKey, carets, undo, origin, canWrite, singleLine = false, className = '', ...control } = props
  const area = useRef<HTMLTextAreaElement>(null)
  const mirrorElement = useRef<HTMLDivElement>(null)

  useLayoutEffect(() => {
    const element = area.current
    if (!element || !mirrorElement.current || !text) return
    const mirror = new TextMirror(mirrorElement.current)
    const draw = () => mirror.draw(element.value, placeCarets(text, carets.at(caretKey)))
    mirrors.set(element, mirror)
    const unbind = bindText(element, text, {
      origin,
      singleLine,
      onDraw: draw,
      onCaret: () => {
        if (document.activeElement !== element) return
        const [start, end] = [element.selectionStart, element.selectionEnd]
        const backward = element.selectionDirection === 'backward'
        carets.announce(caretKey, text, backward ? end : start, backward ? start : end)
      },
      onUndo: (direction) => undo[direction](),
      onEnter: () => element.dispatchEvent(new CustomEvent(FIELD_ENTER, { bubbles: true })),
    })
    const stopCarets = carets.onField(caretKey, draw)
    return () => {
      unbind()
      stopCarets()
      mirror.destroy()
      mirrors.delete(element)
    }
  }, [text, caretKey, singleLine, carets, undo, origin])

  return (
    <div className={`${styles.field} ${className}`}>
      <textarea
        {...control}
        ref={area}
        className={styles.control}
        rows={1}
        // A text that has not arrived cannot be written: whatever is typed would be lost.
        readOnly={!canWrite || !text}
        spellCheck
      />
      <div
        ref={mirrorElement}
        className={styles.mirror}
        data-placeholder={control.placeholder?.trim()}
        aria-hidden="true"
      />
    </div>
  )
}

/** Event of a field whose Enter means "done here": the card moves the focus to its next field. */
export const FIELD_ENTER = 'field-enter'

const mirrors = new WeakMap<Element, TextMirror>()

/** The mirror of a text field, which knows its visual lines; undefined for other controls. */
export const mirrorOf = (control: Element): TextMirror | undefined => mirrors.get(control)
