import { useEffect, useRef } from 'react'
import { type CellWrite, cellText, withWrites } from './cell-value.ts'
import { isPeriodColumn } from './grid-columns.ts'
import { measureFormat } from './measure-format.ts'
import type { PastedCell, PasteMapping } from './paste-mapping.ts'
import css from './paste-preview.module.css'
import type { TableData } from './table-data.ts'
import { kpiTableWords as words } from './words.ts'

/** More lines than this say nothing more. */
const MOST_LINES = 40

interface PastePreviewProps {
  readonly data: TableData
  readonly mapping: PasteMapping
  readonly onApply: (writes: readonly { readonly row: string; readonly write: CellWrite }[]) => void
  readonly onCancel: () => void
}

/** What a pasted range would change, before it does: every number old and new, and what found no place. */
export function PastePreview({ data, mapping, onApply, onCancel }: PastePreviewProps) {
  const apply = useRef<HTMLButtonElement>(null)
  useEffect(() => apply.current?.focus(), [])
  const changes = mapping.cells.flatMap(({ row, result }) =>
    'writes' in result ? result.writes.map((write) => ({ row: row.id, write })) : [],
  )
  const changed = mapping.cells.filter(({ result }) => 'writes' in result)
  const rows = new Set(changed.map(({ row }) => row.id)).size
  const remarks = [
    mapping.isByName ? words.paste.byName : words.paste.byPlace,
    ...(mapping.unknownRows.length > 0 ? [words.paste.unknownRows(mapping.unknownRows)] : []),
    ...(mapping.unknownColumns.length > 0 ? [words.paste.unknownColumns(mapping.unknownColumns)] : []),
    ...(mapping.isCut ? [words.paste.beyond] : []),
  ]
  return (
    // biome-ignore lint/a11y/useSemanticElements: a section would need a heading of the plan's outline.
    <div
      className={css.preview}
      role="group"
      aria-label={words.paste.title}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        onCancel()
      }}
    >
      <p className={css.title} role="status">
        {changed.length === 0 ? words.paste.nothing : words.paste.summary(changed.length, rows)}
      </p>
      {mapping.cells.length > 0 ? (
        <div className={css.scroll}>
          <table className={css.cells}>
            <thead>
              <tr>
                {words.paste.columns.map((column, at) => (
                  <th key={column} scope="col" data-number={at > 1 || undefined}>
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {mapping.cells.slice(0, MOST_LINES).map((cell) => (
                <PastedLine key={`${cell.row.id} ${cell.column} ${cell.line}`} cell={cell} data={data} />
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
      {mapping.cells.length > MOST_LINES ? <p>{words.paste.more(mapping.cells.length - MOST_LINES)}</p> : null}
      {remarks.map((remark) => (
        <p key={remark}>{remark}</p>
      ))}
      <div className={css.buttons}>
        <button
          ref={apply}
          type="button"
          className={css.button}
          disabled={changes.length === 0}
          onClick={() => onApply(changes)}
        >
          {words.paste.apply}
        </button>
        <button type="button" className={css.quiet} onClick={onCancel}>
          {words.paste.cancel}
        </button>
      </div>
    </div>
  )
}

function PastedLine({ cell, data }: { cell: PastedCell; data: TableData }) {
  const { row, column, line, typed, result } = cell
  const format = measureFormat(row, data.format)
  const before = cellText(row, column, line, format).shown
  return (
    <tr>
      <th scope="row">{row.name || words.unnamed}</th>
      <td>{columnText(data, cell)}</td>
      {'problem' in result ? (
        <td colSpan={2} className={css.problem}>
          <q>{typed}</q> {result.problem}
        </td>
      ) : (
        <>
          <td data-number>{before === '' ? '—' : <del>{before}</del>}</td>
          <td data-number>
            <ins>{cellText(withWrites(row, result.writes), column, line, format).shown || '—'}</ins>
          </td>
        </>
      )}
    </tr>
  )
}

function columnText({ periods }: TableData, { column, line }: PastedCell): string {
  if (!isPeriodColumn(column)) return column === 'base' ? words.paste.base : words.paste.target
  const label = periods.find(({ period }) => period === column)?.label ?? column
  return `${label} ${words.paste[line]}`
}
