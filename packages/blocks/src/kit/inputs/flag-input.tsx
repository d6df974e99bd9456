import { type FieldPath, fieldKey } from '@concord/schema'
import { memo } from 'react'
import { useCard, useFieldAria } from '../card-scope.tsx'
import { useRegister } from '../hooks.ts'
import { useCanWrite } from '../plan-context.tsx'
import styles from './inputs.module.css'

/** Yes or no. Unticking clears the register: absent and no are the same. Its label is drawn beside it. */
export const FlagInput = memo(function FlagInput({ path, label }: { path: FieldPath; label?: string }) {
  const { block } = useCard()
  const canWrite = useCanWrite()
  const [stored, store] = useRegister<boolean>(block, path)
  const { aria, hints } = useFieldAria(path, label)
  const { 'aria-label': name, ...described } = aria
  return (
    <>
      <label className={styles.flag}>
        <input
          {...described}
          type="checkbox"
          data-fk={fieldKey(block, path)}
          checked={stored === true}
          disabled={!canWrite}
          onChange={({ target }) => store(target.checked ? true : null)}
        />
        <span>{name}</span>
      </label>
      {hints}
    </>
  )
})
