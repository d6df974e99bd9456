import { type BlockId, fieldKey, isKnown, type KpiRow, type KpiRowDerived } from '@concord/schema'
import { History } from 'lucide-react'
import { memo, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { ProgressBar } from '../charts/spark.tsx'
import { StatusMark } from '../charts/status-mark.tsx'
import { useOpenDraft } from '../kit/inputs/open-drafts.ts'
import { useCanWrite, usePlan } from '../kit/plan-context.tsx'
import { CellHistory } from './cell-history.tsx'
import { type CellText, cellPathOf, cellText, isPair, isSame } from './cell-value.ts'
import type { PeriodColumn } from './grid-columns.ts'
import { applyWrites, parseIn } from './grid-commands.ts'
import { measureFormat } from './measure-format.ts'
import { useLiveRow } from './period-cell.tsx'
import css from './row-cards.module.css'
import type { TableData } from './table-data.ts'
import { kpiTableWords as words } from './words.ts'

interface RowCardsProps {
  readonly block: BlockId
  readonly data: TableData
  readonly row: KpiRow
  /** What opens more about the measure, beside its name. */
  readonly action?: ReactNode
}

/** One measure on a phone: a card for each period that has begun, newest first, swiped sideways for the history. */
export const RowCards = memo(function RowCards({ block, data, row, action }: RowCardsProps) {
  const scroller = useRef<HTMLUListElement>(null)
  const [shown, setShown] = useState(0)
  const begun = data.periods.filter(({ phase }) => phase !== 'future')
  const cards = (begun.length > 0 ? begun : data.periods.slice(0, 1)).toReversed()
  const name = row.name || words.unnamed
  return (
    <div className={css.measure}>
      <div className={css.head}>
        <b>
          {data.keys[row.id] ? <span className={css.key}>{data.keys[row.id]}</span> : null} {name}
        </b>
        {action}
      </div>
      <ul
        ref={scroller}
        className={css.swipe}
        aria-label={words.card.history(name)}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        onScroll={({ currentTarget }) => {
          const width = (currentTarget.firstElementChild as HTMLElement | null)?.offsetWidth ?? 1
          setShown(Math.min(cards.length - 1, Math.round(currentTarget.scrollLeft / (width + 8))))
        }}
      >
        {cards.map((period, at) => (
          <PeriodCard key={period.period} block={block} data={data} row={row} period={period} isNewest={at === 0} />
        ))}
      </ul>
      {cards.length > 1 ? (
        <div className={css.dots} aria-hidden="true">
          {cards.map(({ period }, at) => (
            <i key={period} data-on={at === shown || undefined} />
          ))}
        </div>
      ) : null}
    </div>
  )
})

interface PeriodCardProps extends Omit<RowCardsProps, 'action'> {
  readonly period: PeriodColumn
  readonly isNewest: boolean
}

function PeriodCard({ block, data, row: settled, period: { period, label, below, phase }, isNewest }: PeriodCardProps) {
  const row = useLiveRow(block, settled, period)
  const format = measureFormat(row, data.format)
  const [actual, plan] = [cellText(row, period, 'actual', format), cellText(row, period, 'plan', format)]
  const derived = data.derived[row.id]
  const share = shareOf(row, period)
  return (
    <li className={css.card}>
      <p className={css.period}>{phase === 'current' ? `${label}, ${below}` : label}</p>
      <Whose block={block} row={row} period={period} label={label} say={isPair(row) ? null : format.entered} />
      <p className={css.value}>
        <CardNumber block={block} data={data} row={row} period={period} label={label} text={actual} />
        <span className={css.of}>
          {plan.shown === '' ? words.card.noPlan : words.card.of([plan.shown, format.suffix].filter(Boolean).join(' '))}
        </span>
      </p>
      {row.mode === 'flow' && share !== null ? (
        <ProgressBar share={share} sentence={words.share(actual.shown, plan.shown)} />
      ) : null}
      {isNewest && derived ? (
        <p className={css.foot}>
          <StatusMark rag={derived.rag} />
          <span>{inAll(row, derived, format)}</span>
        </p>
      ) : null}
    </li>
  )
}

/** Who set the number of a card: asked for by a press, since a phone has no room for what nobody asked. */
function Whose({
  block,
  row,
  period,
  label,
  say,
}: Pick<PeriodCardProps, 'block' | 'row'> & {
  period: PeriodColumn['period']
  label: string
  say: ((value: number) => string) | null
}) {
  const { history } = usePlan()
  const [isAsked, setAsked] = useState(false)
  const [isOpen, setOpen] = useState(false)
  if (!history) return null
  return (
    <>
      <button
        type="button"
        className={css.who}
        aria-expanded={isAsked}
        aria-label={words.card.who(row.name || words.unnamed, label)}
        onClick={() => setAsked(!isAsked)}
      >
        <History size={16} aria-hidden="true" />
      </button>
      <div className={css.past} role="status">
        {isAsked ? (
          <CellHistory
            block={block}
            path={cellPathOf(row, period, 'actual')}
            say={say}
            isEditing={false}
            isOpen={isOpen}
            onToggle={() => setOpen(!isOpen)}
          />
        ) : null}
      </div>
    </>
  )
}

function shareOf(row: KpiRow, period: PeriodColumn['period']): number | null {
  const [actual, plan] = [row.actuals[period], row.checkpoints[period]]
  return actual === undefined || !plan ? null : actual / plan
}

const inAll = (row: KpiRow, { actualToDate }: KpiRowDerived, format: ReturnType<typeof measureFormat>) =>
  isKnown(actualToDate) && row.target !== null
    ? words.card.thisYear(format.computed(actualToDate.value), format.withUnit(row.target))
    : null

/** The number itself: pressed, it becomes an input with the phone's number keys. */
function CardNumber({
  block,
  data,
  row,
  period,
  label,
  text,
}: Omit<PeriodCardProps, 'period' | 'isNewest'> & { period: PeriodColumn['period']; label: string; text: CellText }) {
  const session = usePlan()
  const canWrite = useCanWrite()
  const [typed, setTyped] = useState<string | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const id = useId()
  const path = cellPathOf(row, period, 'actual') ?? ''
  const button = useRef<HTMLButtonElement>(null)
  const returns = useRef(false)
  useEffect(() => {
    // By a key the input closes under the keyboard: the number it stands for takes the focus.
    if (typed === null && returns.current) button.current?.focus()
    returns.current = false
  })
  const close = () => {
    setTyped(null)
    setProblem(null)
  }
  const keep = () => {
    if (typed === null) return
    const parsed = parseIn(data, row, period, 'actual', typed)
    if ('problem' in parsed) {
      setProblem(parsed.problem)
      return
    }
    applyWrites(
      session,
      block,
      parsed.writes.filter((write) => !isSame(row, write)).map((write) => ({ row: row.id, write })),
    )
    close()
  }
  useOpenDraft({ isOpen: () => typed !== null && typed !== text.plain, keep })
  if (typed === null)
    return (
      <button
        ref={button}
        type="button"
        className={css.number}
        data-fk={fieldKey(block, path)}
        disabled={!canWrite}
        aria-label={`${words.card.change(row.name || words.unnamed, label)}: ${text.shown || words.bar.empty}`}
        onClick={() => setTyped(text.plain)}
      >
        {text.shown || '—'}
      </button>
    )
  return (
    <>
      <input
        className={css.input}
        data-fk={fieldKey(block, path)}
        aria-label={words.cell.actual(row.name || words.unnamed, label)}
        aria-invalid={problem !== null || undefined}
        aria-describedby={problem === null ? undefined : id}
        inputMode="decimal"
        autoComplete="off"
        // biome-ignore lint/a11y/noAutofocus: the input stands where the button was that opened it.
        autoFocus
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        onFocus={({ target }) => target.select()}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== 'Escape') return
          event.preventDefault()
          returns.current = true
          if (event.key === 'Enter') keep()
          else close()
        }}
      />
      {problem === null ? null : (
        <span className={css.problem} id={id} role="status">
          {problem}
        </span>
      )}
    </>
  )
}
