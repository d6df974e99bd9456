import type { FieldPath } from '@concord/schema'
import { memo } from 'react'
import { useFieldDefinition } from './card-scope.tsx'
import { ValueField, type ValueFieldProps } from './inputs/value-field.tsx'
import styles from './labelled-field.module.css'
import { TextField } from './text/text-field.tsx'

export interface LabelledFieldProps extends ValueFieldProps {
  readonly path: FieldPath
  /** For texts: no line breaks. */
  readonly singleLine?: boolean
}

/** A small label with the field under it, whatever its sort: collaborative text or a value. */
export const LabelledField = memo(function LabelledField({ singleLine = true, ...props }: LabelledFieldProps) {
  const field = useFieldDefinition(props.path)
  if (!field) return null
  const label = props.label ?? field.label
  const { home, input } = field.definition
  return (
    <div className={styles.field} data-flag={input.type === 'flag' || undefined}>
      {input.type === 'flag' ? null : (
        // The control carries the same words as its accessible name.
        <span className={styles.label} aria-hidden="true">
          {label}
        </span>
      )}
      {home === 'text' ? (
        <TextField path={props.path} label={label} placeholder={props.placeholder} singleLine={singleLine} />
      ) : (
        <ValueField {...props} label={label} />
      )}
    </div>
  )
})
