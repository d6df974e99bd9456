import { FIELD_ORIGIN, type FieldPath, fieldKey } from '@concord/schema'
import { memo, useLayoutEffect, useRef } from 'react'
import { useCard, useFieldAria } from '../card-scope.tsx'
import { useText } from '../hooks.ts'
import { useCanWrite, usePlan } from '../plan-context.tsx'
import { bindText } from './text-binding.ts'
import styles from './text-field.module.css'
import { placeCarets, TextMirror } from './text-mirror.ts'

export interface TextFieldProps {
  /** Place of the text in the block around. */
  readonly path: FieldPath
  /** Accessible name; the schema's label when absent. Never drawn: a card draws its own, or uses `LabelledField`. */
  readonly label?: string
  readonly placeholder?: string
  /** No line breaks; Enter goes to the next field. A long line still wraps. */
  readonly singleLine?: boolean
  /** Type of the text: size and weight, which the caret mirror follows. */
  readonly className?: string
  /** False where the card shows the hints of this field somewhere else. */
  readonly hints?: boolean
  /** Codes of problems that the card shows in a way of its own. Keep the list stable. */
  readonly exceptHints?: readonly string[]
}

/**
 * Collaborative text edited in place: grows with its content, shows the carets of others, renders nothing on a key.
 * The control is a native textarea: spelling, find in page, autofill and screen readers work as everywhere.
 */
export const TextField = memo(function TextField(props: TextFieldProps) {
  const { path, label, placeholder, singleLine = false, className = '', hints: withHints = true } = props
  const { block } = useCard()
  const { carets, undo } = usePlan()
  const canWrite = useCanWrite()
  const text = useText(block, path)
  const control = useRef<HTMLTextAreaElement>(null)
  const mirrorElement = useRef<HTMLDivElement>(null)
  const { aria, hints } = useFieldAria(path, label, null, props.exceptHints)
  const key = fieldKey(block, path)

  useLayoutEffect(() => {
    const area = control.current
    const element = mirrorElement.current
    if (!area || !element || !text) return
    const mirror = new TextMirror(element)
    const draw = () => mirror.draw(area.value, placeCarets(text, carets.at(key)))
    mirrors.set(area, mirror)
    const unbind = bindText(area, text, {
      origin: FIELD_ORIGIN,
      singleLine,
      onDraw: draw,
      onCaret: () => {
        if (document.activeElement !== area) return
        const [start, end] = [area.selectionStart, area.selectionEnd]
        const backward = area.selectionDirection === 'backward'
        carets.announce(key, text, backward ? end : start, backward ? start : end)
      },
      onUndo: (direction) => undo[direction](),
      onEnter: () => area.dispatchEvent(new CustomEvent(FIELD_ENTER, { bubbles: true })),
    })
    const stopCarets = carets.onField(key, draw)
    return () => {
      unbind()
      stopCarets()
      mirror.destroy()
      mirrors.delete(area)
    }
  }, [text, key, singleLine, carets, undo])

  return (
    <>
      <div className={`${styles.field} ${className}`}>
        <textarea
          {...aria}
          aria-describedby={withHints ? aria['aria-describedby'] : undefined}
          ref={control}
          className={styles.control}
          data-fk={key}
          rows={1}
          // A blank one still lets an empty field be seen as a slot to fill.
          placeholder={placeholder || ' '}
          // A text that has not arrived cannot be written: whatever is typed would be lost.
          readOnly={!canWrite || !text}
          spellCheck
        />
        <div ref={mirrorElement} className={styles.mirror} aria-hidden="true" />
      </div>
      {withHints ? hints : null}
    </>
  )
})

/** Event of a field whose Enter means "done here": the card moves the focus to its next field. */
export const FIELD_ENTER = 'field-enter'

const mirrors = new WeakMap<Element, TextMirror>()

/** The mirror of a text field, which knows its visual lines; undefined for other controls. */
export const mirrorOf = (control: Element): TextMirror | undefined => mirrors.get(control)
