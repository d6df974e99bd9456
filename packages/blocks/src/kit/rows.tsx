import { addRow, moveRow, type RowId, removeRow, type Scalar, shapeOfKind } from '@concord/schema'
import { ChevronDown, ChevronUp, Plus, X } from 'lucide-react'
import { memo, type ReactNode, useCallback, useMemo } from 'react'
import { kitWords } from '../words.ts'
import { useCard } from './card-scope.tsx'
import { fieldElement } from './field-element.ts'
import { useRows } from './hooks.ts'
import { useCanWrite, usePlan } from './plan-context.tsx'
import styles from './rows.module.css'

/** The commands of one list of the block around. Each is one undo step. */
export interface RowCommands {
  /** Adds a row behind another (null: first, undefined: last) and returns its id. */
  add(values?: Readonly<Record<string, Scalar>>, after?: RowId | null): RowId
  remove(row: RowId): void
  /** Moves a row behind another one, or to the front with null. */
  move(row: RowId, after: RowId | null): void
}

export function useRowCommands(list: string): RowCommands {
  const { block, kind } = useCard()
  const { doc, undo } = usePlan()
  return useMemo(() => {
    const fields = shapeOfKind(kind)?.rows[list] ?? {}
    return {
      add: (values = {}, after) => undo.asOneStep(() => addRow(doc, block, list, fields, values, { after })),
      remove: (row) => undo.asOneStep(() => removeRow(doc, block, list, row)),
      move: (row, after) => undo.asOneStep(() => moveRow(doc, block, list, row, after)),
    }
  }, [doc, undo, block, kind, list])
}

export interface RowListProps {
  readonly list: string
  /** What one row is called on its buttons: "proof", "tactic". */
  readonly noun: string
  /** Draws one row. Fields inside have the path `<list>/<row>/<field>`. Keep it stable. */
  readonly children: (row: RowId, index: number) => ReactNode
  readonly className?: string
  /** Stands in place of the list while it is empty. */
  readonly empty?: ReactNode
}

/** The rows of a list with the ways to add, move and remove one, by pointer and by keyboard. */
export function RowList({ list, noun, children, className = '', empty }: RowListProps) {
  const { block } = useCard()
  const rows = useRows(block, list)
  const canWrite = useCanWrite()
  const { add } = useRowCommands(list)
  const addAndEnter = useCallback(() => {
    const row = add()
    // The row is on the page after this frame; its first field is where somebody wants to write.
    requestAnimationFrame(() => firstFieldOf(`${block}.${list}.${row}.`)?.focus())
  }, [add, block, list])
  return (
    <div className={`${styles.list} ${className}`}>
      {rows.length === 0 ? empty : null}
      {rows.map((row, index) => (
        <Row key={row} list={list} row={row} index={index} rows={rows} noun={noun} draw={children} />
      ))}
      {canWrite ? (
        <button type="button" className={styles.add} onClick={addAndEnter}>
          <Plus size={14} aria-hidden="true" />
          {kitWords.rows.add(noun)}
        </button>
      ) : null}
    </div>
  )
}

const firstFieldOf = (prefix: string) => {
  const field = document.querySelector<HTMLElement>(`[data-fk^="${CSS.escape(prefix)}"]`)
  return field && fieldElement(document, field.dataset.fk ?? '')
}

interface RowProps {
  readonly list: string
  readonly row: RowId
  readonly index: number
  readonly rows: readonly RowId[]
  readonly noun: string
  readonly draw: RowListProps['children']
}

const Row = memo(function Row({ list, row, index, rows, noun, draw }: RowProps) {
  const canWrite = useCanWrite()
  const { remove, move } = useRowCommands(list)
  const label = kitWords.rows.numbered(noun, index + 1)
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset inside contenteditable is edited by some browsers.
    <div className={styles.row} role="group" aria-label={label}>
      <div className={styles.content}>{draw(row, index)}</div>
      {canWrite ? (
        <div className={styles.tools}>
          {index > 0 ? (
            <Tool label={kitWords.rows.up(label)} onPress={() => move(row, rows[index - 2] ?? null)}>
              <ChevronUp size={14} aria-hidden="true" />
            </Tool>
          ) : null}
          {index < rows.length - 1 ? (
            <Tool label={kitWords.rows.down(label)} onPress={() => move(row, rows[index + 1] ?? null)}>
              <ChevronDown size={14} aria-hidden="true" />
            </Tool>
          ) : null}
          <Tool label={kitWords.rows.remove(label)} onPress={() => remove(row)}>
            <X size={14} aria-hidden="true" />
          </Tool>
        </div>
      ) : null}
    </div>
  )
})

function Tool({ label, onPress, children }: { label: string; onPress: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      className={styles.tool}
      aria-label={label}
      title={label}
      // Pressing a tool leaves the focus in the row, without which the tools would go before the press ends.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onPress}
    >
      {children}
    </button>
  )
}
