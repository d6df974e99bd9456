import type { BlockId, KpiRow, Problem } from '@concord/schema'
import { useMemo, useRef } from 'react'
import { useProblems } from '../kit/hooks.ts'
import { sameValue } from '../kit/same-value.ts'
import { kitWords } from '../words.ts'
import { isPeriodColumn } from './grid-columns.ts'
import css from './problem-list.module.css'
import { kpiTableWords as words } from './words.ts'

/** Sentences by row id and column. */
type ByCell = Readonly<Record<string, Readonly<Record<string, string>>>>

/** The problems of a table by the cell they are about; the same object until one changes. */
export function useCellProblems(
  block: BlockId,
  rows: readonly KpiRow[],
): { readonly byCell: ByCell; readonly problems: readonly Problem[] } {
  const problems = useProblems(block)
  const blank = rows
    .filter(isBlankRow)
    .map(({ id }) => id)
    .join()
  const byCell = useMemo(() => {
    const found: Record<string, Record<string, string>> = {}
    for (const { field, message } of problems) {
      const place = placeOfField(field)
      if (place && !blank.split(',').includes(place.row))
        found[place.row] = { ...found[place.row], [place.column]: message }
    }
    return found
  }, [problems, blank])
  const last = useRef<ByCell>(byCell)
  if (!sameValue(last.current, byCell)) last.current = byCell
  return { byCell: last.current, problems }
}

/** The cell a field of a row is shown in: `rows/<row>/actuals/2026-Q4`, `rows/<row>/target`; else the row's header. */
function placeOfField(field: string | undefined): { row: string; column: string } | null {
  const [list, row, name = '', period] = field?.split('/') ?? []
  if (list !== 'rows' || row === undefined) return null
  if (period !== undefined && isPeriodColumn(period)) return { row, column: period }
  return { row, column: name === 'baseline' ? 'base' : name === 'target' ? 'target' : 'measure' }
}

interface ProblemListProps {
  readonly problems: readonly Problem[]
  readonly rows: readonly KpiRow[]
  readonly onShow: (place: { row: string; column: string }) => void
}

/** A measure in which nobody has written yet: what it lacks is counted, not listed. */
const isBlankRow = ({ name, target, baseline, checkpoints, actuals }: KpiRow): boolean =>
  name.trim() === '' &&
  target === null &&
  baseline === null &&
  Object.keys(checkpoints).length + Object.keys(actuals).length === 0

/** What is to be mended in the table, each sentence a way to its cell: a grid has no margin beside its cells. */
export function ProblemList({ problems, rows, onShow }: ProblemListProps) {
  const told = problems.flatMap((problem) => {
    const place = placeOfField(problem.field)
    const row = rows.find(({ id }) => id === place?.row)
    return place && row && !isBlankRow(row) ? [{ ...problem, place, name: row.name || words.unnamed }] : []
  })
  const quiet = rows.filter(isBlankRow).flatMap(({ id }) => {
    const count = problems.filter(({ field }) => placeOfField(field)?.row === id).length
    return count > 0 ? [{ id, count }] : []
  })
  if (told.length + quiet.length === 0) return null
  return (
    <ul className={css.list}>
      {quiet.map(({ id, count }) => (
        <li key={id} data-severity="hint">
          <button type="button" onClick={() => onShow({ row: id, column: 'measure' })}>
            {words.unnamed}
          </button>{' '}
          {kitWords.card.stillOpen(count)}
        </li>
      ))}
      {told.map(({ code, severity, message, place, name }) => (
        <li key={`${place.row} ${place.column} ${code} ${message}`} data-severity={severity}>
          <button type="button" onClick={() => onShow(place)}>
            {name}
          </button>{' '}
          {message}
        </li>
      ))}
    </ul>
  )
}
