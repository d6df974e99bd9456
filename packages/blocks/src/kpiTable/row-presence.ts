import { type BlockId, fieldKey, type RowId } from '@concord/schema'
import { useCallback, useRef, useSyncExternalStore } from 'react'
import type { Person } from '../kit/person.ts'
import { usePlan } from '../kit/plan-context.tsx'
import { sameValue } from '../kit/same-value.ts'

type ByColumn = Readonly<Partial<Record<string, readonly Person[]>>>

/** Who else is in which cell of a row, by column. Plan and actual of one period are one cell. */
export function useRowPresence(block: BlockId, row: RowId): ByColumn {
  const { carets } = usePlan()
  const last = useRef<ByColumn>({})
  const subscribe = useCallback((listener: () => void) => carets.onAny(listener), [carets])
  return useSyncExternalStore(subscribe, () => {
    const prefix = `${fieldKey(block, `rows/${row}`)}.`
    const found: Record<string, Person[]> = {}
    for (const key of carets.keys()) {
      if (!key.startsWith(prefix)) continue
      const people = carets.at(key).map(({ person }) => person)
      const column = columnOf(key.slice(prefix.length))
      found[column] = [...(found[column] ?? []), ...people]
    }
    for (const [column, people] of Object.entries(found))
      if (sameValue(people, last.current[column])) found[column] = last.current[column] as Person[]
    if (!sameValue(found, last.current)) last.current = found
    return last.current
  })
}

/** The column a field of a row is edited in: `actuals.2026-Q4` in its period, `name` in the row's header. */
function columnOf(path: string): string {
  const [field = '', period] = path.split('.')
  if (period !== undefined) return period
  return field === 'baseline' ? 'base' : ['target', 'toDate', 'pace', 'status'].includes(field) ? field : 'measure'
}
