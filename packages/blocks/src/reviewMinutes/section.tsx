import type { RowId } from '@concord/schema'
import type { ReactNode } from 'react'
import { useCard } from '../kit/card-scope.tsx'
import { useRows } from '../kit/hooks.ts'
import { useCanWrite } from '../kit/plan-context.tsx'
import { RowList } from '../kit/rows.tsx'
import lines from '../marks/lines.module.css'
import css from './section.module.css'

interface SectionProps {
  readonly title: string
  readonly list: string
  /** What one row is called on its buttons. */
  readonly noun: string
  /** Rows stand one after another in a line, as names do. */
  readonly isInline?: boolean
  /** Draws one row. Keep it stable. */
  readonly children: (row: RowId) => ReactNode
}

/** One part of the minutes: its title and its lines. Nobody who cannot write needs to see that a part is empty. */
export function Section({ title, list, noun, isInline = false, children }: SectionProps) {
  const { block } = useCard()
  const rows = useRows(block, list)
  const canWrite = useCanWrite()
  if (rows.length === 0 && !canWrite) return null
  return (
    <section className={css.section} data-empty={rows.length === 0 || undefined} aria-label={title}>
      <p className={css.title} aria-hidden="true">
        {title}
      </p>
      <RowList list={list} noun={noun} className={isInline ? css.inline : lines.lines}>
        {children}
      </RowList>
    </section>
  )
}
