import { type BlockId, fieldKey, type RowId, type Side } from '@concord/schema'
import { Plus } from 'lucide-react'
import { memo, useEffect, useState } from 'react'
import { BlockFrame } from '../kit/block-frame.tsx'
import { FieldHints, useCard } from '../kit/card-scope.tsx'
import { fieldElement } from '../kit/field-element.ts'
import { useDerived, usePlanValue } from '../kit/hooks.ts'
import { useCanWrite } from '../kit/plan-context.tsx'
import { useRowCommands } from '../kit/rows.tsx'
import { SideMark } from '../kit/side-mark.tsx'
import { TextField } from '../kit/text/text-field.tsx'
import { useRegisters } from '../marks/use-registers.ts'
import { RoleRow } from './role-row.tsx'
import { placeBeside, rolesBySide } from './sides.ts'
import css from './view.module.css'
import { rosterViewWords as words } from './words.ts'

/** Who does what on both sides: plans name roles, the people who hold them may change. */
export const RosterView = memo(function RosterView({ id }: { id: BlockId }) {
  return (
    <BlockFrame
      id={id}
      kind="roster"
      long
      header={<TextField path="title" className={css.title} placeholder={words.kind} singleLine />}
    >
      <Roles />
    </BlockFrame>
  )
})

function Roles() {
  const { block } = useCard()
  const roles = useRegisters(block, 'roster')?.roles ?? []
  const all = roles.map(({ id }) => id)
  const bySide = rolesBySide(roles)
  return (
    <>
      <SideRoles side="vendor" all={all} rows={bySide.vendor} />
      <SideRoles side="partner" all={all} rows={bySide.partner} />
      {bySide.none.length > 0 ? <SideRoles side={null} all={all} rows={bySide.none} /> : null}
      <FieldHints path="roles" except={shownAsChips} />
    </>
  )
}

/** Required roles that nobody wrote down yet stand below the roles of their company, one press from being added. */
const shownAsChips = ['roster.missing']

interface SideRolesProps {
  readonly side: Side | null
  readonly all: readonly RowId[]
  readonly rows: readonly RowId[]
}

/** The roles of one company under its name and its line: single for the vendor, double for the partner. */
function SideRoles({ side, all, rows }: SideRolesProps) {
  const { block } = useCard()
  const canWrite = useCanWrite()
  const commands = useRowCommands('roles')
  const [added, setAdded] = useState<RowId | null>(null)
  const company = usePlanValue(({ facts }) => (side === null ? null : facts.companies[side].name))
  const name = company ?? words.noSide
  const mover = (row: RowId, direction: 'up' | 'down') => {
    const after = placeBeside(all, rows, row, direction)
    return after === undefined ? null : () => commands.move(row, after)
  }
  const missing = useDerived(block, 'roster')?.missing.filter((role) => role.side === side) ?? []
  const add = (values: { function?: string; roleTitle?: string } = {}) =>
    setAdded(commands.add(side === null ? values : { side, ...values }, rows.at(-1)))
  // Roles are read after a paint, so the title of a new one comes a moment later: it is where somebody wants to write.
  useEffect(() => {
    if (added === null || !rows.includes(added)) return
    fieldElement(document, fieldKey(block, `roles/${added}/roleTitle`))?.focus()
    setAdded(null)
  }, [added, rows, block])
  return (
    <div className={css.side} data-side={side ?? 'none'}>
      <table className={css.table}>
        <caption>
          <span className={css.company}>
            {side === null ? null : <SideMark side={side} />}
            {name}
            <span className={css.count}>{words.count(rows.length)}</span>
          </span>
        </caption>
        <thead hidden={rows.length === 0}>
          <tr>
            {words.columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <RoleRow
              key={row}
              row={row}
              side={side}
              number={index + 1}
              onUp={mover(row, 'up')}
              onDown={mover(row, 'down')}
              onRemove={() => commands.remove(row)}
            />
          ))}
        </tbody>
      </table>
      {canWrite && side !== null ? (
        <div className={css.adds}>
          <button type="button" className={css.add} onClick={() => add()}>
            <Plus size={12} aria-hidden="true" />
            {words.addTo(name)}
          </button>
          {missing.length > 0 ? <span>{words.missing}</span> : null}
          {missing.map(({ role, function: does }) => (
            <button key={role} type="button" className={css.chip} onClick={() => add({ function: does })}>
              {role}
            </button>
          ))}
        </div>
      ) : null}
    </div>
  )
}
