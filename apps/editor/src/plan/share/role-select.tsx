import { type Role, roles } from '@concord/schema'
import { words } from '../../words.ts'
import styles from './share-dialog.module.css'

const REMOVE = 'remove'

/** A role as a plain select, which phones and screen readers know best; with `onRemove` it can end access too. */
export function RoleSelect({
  label,
  value,
  isGuest,
  onChange,
  onRemove,
}: {
  label: string
  value: Role
  isGuest: boolean
  onChange: (role: Role) => void
  onRemove?: () => void
}) {
  return (
    <select
      className={styles.select}
      aria-label={label}
      value={value}
      onChange={({ target }) => (target.value === REMOVE ? onRemove?.() : onChange(target.value as Role))}
    >
      {roles
        .filter((role) => !isGuest || role !== 'owner')
        .map((role) => (
          <option key={role} value={role}>
            {words.plans.roles[role]}
          </option>
        ))}
      {onRemove ? (
        <>
          <hr />
          <option value={REMOVE}>{words.share.remove}</option>
        </>
      ) : null}
    </select>
  )
}
