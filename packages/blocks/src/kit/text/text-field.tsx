import { FIELD_ORIGIN, type FieldPath, fieldKey } from '@concord/schema'
import { memo } from 'react'
import { useCard, useFieldAria } from '../card-scope.tsx'
import { useText } from '../hooks.ts'
import { useCanWrite, usePlan } from '../plan-context.tsx'
import { SharedText } from './shared-text.tsx'

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

/** Collaborative text of a block, edited in place, with its hints. */
export const TextField = memo(function TextField(props: TextFieldProps) {
  const { path, label, placeholder, singleLine, className, hints: withHints = true } = props
  const { block } = useCard()
  const { carets, undo } = usePlan()
  const canWrite = useCanWrite()
  const text = useText(block, path)
  const { aria, hints } = useFieldAria(path, label, null, props.exceptHints)
  const key = fieldKey(block, path)
  return (
    <>
      <SharedText
        {...aria}
        aria-describedby={withHints ? aria['aria-describedby'] : undefined}
        data-fk={key}
        text={text}
        caretKey={key}
        carets={carets}
        undo={undo}
        origin={FIELD_ORIGIN}
        canWrite={canWrite}
        // A blank one still lets an empty field be seen as a slot to fill.
        placeholder={placeholder || ' '}
        {...(singleLine && { singleLine })}
        {...(className && { className })}
      />
      {withHints ? hints : null}
    </>
  )
})
