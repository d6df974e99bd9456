import { type BlockId, type BlockKind, fieldKey, type RowId, ragThresholds, ragWords } from '@concord/schema'
import { ChevronDown, Plus } from 'lucide-react'
import { memo, useCallback, useEffect, useId, useMemo, useRef, useState } from 'react'
import { BlockFrame } from '../kit/block-frame.tsx'
import { useDerived, usePlanValue } from '../kit/hooks.ts'
import { useCanWrite, usePlan } from '../kit/plan-context.tsx'
import { useRowCommands } from '../kit/rows.tsx'
import { agreedRows } from './agreed.ts'
import { CellBar } from './cell-bar.tsx'
import { Grid } from './grid.tsx'
import type { ColumnKey } from './grid-columns.ts'
import { applyWrites, parseIn } from './grid-commands.ts'
import { GridModel } from './grid-model.ts'
import type { GridPlace } from './grid-navigation.ts'
import { mapPaste, type PasteMapping } from './paste-mapping.ts'
import { PastePreview } from './paste-preview.tsx'
import { ProblemList, useCellProblems } from './problem-list.tsx'
import { RowCards } from './row-cards.tsx'
import { RowDetails } from './row-details.tsx'
import { useTableData } from './table-data.ts'
import { TableTools } from './table-tools.tsx'
import { useGridEvents } from './use-grid-events.ts'
import { useNarrow } from './use-narrow.ts'
import css from './view.module.css'
import { kpiTableWords as words } from './words.ts'

/** The measures of a plan: a sheet on a desk, cards on a phone. */
export const KpiTableView = memo(function KpiTableView({ id, kind }: { id: BlockId; kind: BlockKind }) {
  const rag = useDerived(id, 'kpiTable')?.rag
  return (
    <BlockFrame id={id} kind={kind} keyOf={null} wide flush long status={rag && ragWords[rag].toLowerCase()}>
      <KpiTable id={id} />
    </BlockFrame>
  )
})

function KpiTable({ id }: { id: BlockId }) {
  const session = usePlan()
  const canWrite = useCanWrite()
  const isNarrow = useNarrow()
  const data = useTableData(id)
  const thresholds = usePlanValue(({ content }) => ragThresholds(content.meta))
  const agreed = usePlanValue((plan) => agreedRows(plan, id, data.rows, data.goalIds, session.asOf))
  const { byCell, problems } = useCellProblems(id, data.rows)
  const [open, setOpen] = useState<RowId | null>(null)
  const [pasted, setPasted] = useState<{ mapping: PasteMapping; at: GridPlace } | null>(null)
  const barId = useId()
  const model = useMemo(() => new GridModel(barId), [barId])
  const table = useRef<HTMLTableElement>(null)
  const rowIds = data.rows.map((row) => row.id)
  model.setExtent({ rows: rowIds, columns: data.columns })
  const { move, remove, add } = useRowCommands('rows')

  const toggle = useCallback((row: RowId) => setOpen((now) => (now === row ? null : row)), [])
  const { focusCell, handlers } = useGridEvents({
    block: id,
    data,
    model,
    table,
    onToggle: toggle,
    onPaste: (range, at) => {
      const parse = parseIn.bind(null, data)
      setPasted({
        mapping: mapPaste(range, { ...data, parse }, { row: at.row, column: at.column as ColumnKey, line: model.line }),
        at,
      })
    },
  })
  const added = useRef<RowId | null>(null)
  const addRow = () => {
    const row = add({ mode: 'flow', direction: 'up', unit: 'count' })
    added.current = row
    setOpen(row)
  }
  useEffect(() => {
    // The row is on the page a paint after it was born; its name is where somebody wants to write.
    const name = added.current === null ? null : nameField(id, added.current)
    if (!name) return
    added.current = null
    name.focus()
  })
  const details = (id: RowId) => {
    const row = data.rows.find((candidate) => candidate.id === id)
    return row ? (
      <RowDetails
        row={row}
        rows={rowIds}
        periods={data.periods}
        onClose={() => {
          setOpen(null)
          focusCell({ row: id, column: 'measure' })
        }}
        onMove={move}
        onRemove={remove}
      />
    ) : null
  }

  if (data.rows.length === 0)
    return (
      <div className={css.empty}>
        <span>{words.empty}</span>
        {canWrite ? (
          <button type="button" className={css.add} onClick={addRow}>
            <Plus size={14} aria-hidden="true" />
            {words.add}
          </button>
        ) : null}
      </div>
    )

  return (
    <>
      {isNarrow ? (
        <div className={css.cards}>
          {data.rows.map((row) => (
            <div key={row.id} className={css.cardRow}>
              <RowCards
                block={id}
                data={data}
                row={row}
                action={
                  <button
                    type="button"
                    className={css.more}
                    aria-expanded={open === row.id}
                    aria-label={words.details.open(row.name || words.unnamed)}
                    onClick={() => toggle(row.id)}
                  >
                    <ChevronDown size={20} aria-hidden="true" />
                  </button>
                }
              />
              {open === row.id ? details(row.id) : null}
            </div>
          ))}
        </div>
      ) : (
        <>
          <Grid {...{ data, agreed, thresholds, model, table, handlers, open, details }} block={id} problems={byCell} />
          <CellBar {...{ data, model, thresholds, canWrite }} block={id} />
        </>
      )}
      {pasted ? (
        <PastePreview
          data={data}
          mapping={pasted.mapping}
          onApply={(writes) => {
            applyWrites(session, id, writes)
            setPasted(null)
            focusCell(pasted.at)
            model.say(words.paste.done(pasted.mapping.cells.length))
          }}
          onCancel={() => {
            setPasted(null)
            focusCell(pasted.at)
          }}
        />
      ) : null}
      <ProblemList problems={problems} rows={data.rows} onShow={isNarrow ? ({ row }) => setOpen(row) : focusCell} />
      <TableTools model={model} format={data.format} canWrite={canWrite} isNarrow={isNarrow} onAdd={addRow} />
    </>
  )
}

const nameField = (block: BlockId, row: RowId) =>
  document.querySelector<HTMLElement>(`textarea[data-fk="${CSS.escape(fieldKey(block, `rows/${row}/name`))}"]`)
