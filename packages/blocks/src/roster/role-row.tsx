import { type RowId, roleFunctionWords, type Side } from '@concord/schema'
import { ChevronDown, ChevronUp, X } from 'lucide-react'
import { memo, type ReactNode, useCallback } from 'react'
import type { Option } from '../kit/inputs/options.ts'
import { ValueField } from '../kit/inputs/value-field.tsx'
import { useCanWrite } from '../kit/plan-context.tsx'
import { TextField } from '../kit/text/text-field.tsx'
import css from './role-row.module.css'
import { rosterViewWords as words } from './words.ts'

interface RoleRowProps {
  readonly row: RowId
  readonly side: Side | null
  readonly number: number
  /** Null where there is no place to go. */
  readonly onUp: (() => void) | null
  readonly onDown: (() => void) | null
  readonly onRemove: () => void
}

/** One role: its title, what it does, what it answers for, who stands in. */
export const RoleRow = memo(function RoleRow({ row, side, number, onUp, onDown, onRemove }: RoleRowProps) {
  const canWrite = useCanWrite()
  const path = (field: string) => `roles/${row}/${field}`
  const ofSide = useCallback((option: Option) => option.side === side && !option.value.endsWith(`/${row}`), [side, row])
  const name = words.role(number)
  return (
    <tr className={css.row}>
      <th scope="row">
        {side === null ? <ValueField path={path('side')} placeholder={words.side} /> : null}
        <TextField path={path('roleTitle')} className={css.title} placeholder={words.rolePrompt} singleLine />
      </th>
      <td>
        <ValueField path={path('function')} words={roleFunctionWords} placeholder={words.functionPrompt} />
      </td>
      <td>
        <TextField path={path('responsibility')} placeholder={words.responsibilityPrompt} singleLine />
      </td>
      <td>
        <ValueField path={path('backupRole')} placeholder={words.backupPrompt} filter={ofSide} />
        {canWrite ? (
          <span className={css.tools}>
            <Tool label={words.moveUp(name)} onPress={onUp}>
              <ChevronUp size={14} aria-hidden="true" />
            </Tool>
            <Tool label={words.moveDown(name)} onPress={onDown}>
              <ChevronDown size={14} aria-hidden="true" />
            </Tool>
            <Tool label={words.remove(name)} onPress={onRemove}>
              <X size={14} aria-hidden="true" />
            </Tool>
          </span>
        ) : null}
      </td>
    </tr>
  )
})

function Tool({ label, onPress, children }: { label: string; onPress: (() => void) | null; children: ReactNode }) {
  return onPress ? (
    <button
      type="button"
      className={css.tool}
      aria-label={label}
      title={label}
      // The focus stays in the row, without which the tools would go before the press ends.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
    >
      {children}
    </button>
  ) : null
}
