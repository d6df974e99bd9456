import { type ReactNode, useId } from 'react'
import form from './form.module.css'
import styles from './new-plan.module.css'

/** A control under its label, with what helps below it: a hint, or what is wrong with what was typed. */
export function Labelled({
  label,
  hint,
  problem = null,
  children,
}: {
  label: string
  hint?: string
  problem?: string | null
  children: (id: string, described: string) => ReactNode
}) {
  const id = useId()
  return (
    <div className={styles.field}>
      <label className={form.label} htmlFor={id}>
        {label}
      </label>
      {children(id, `${id}-hint`)}
      <p id={`${id}-hint`} className={problem ? form.problem : form.hint} role={problem ? 'alert' : undefined}>
        {problem ?? hint}
      </p>
    </div>
  )
}
