import type { BlockId, FieldChangesResponse, FieldPath } from '@concord/schema'
import { useFieldHistory } from '../kit/field-history.ts'
import { usePlanValue } from '../kit/hooks.ts'
import { usePlan } from '../kit/plan-context.tsx'
import { SideMark } from '../kit/side-mark.tsx'
import css from './cell-bar.module.css'
import { momentText } from './moment-text.ts'
import { kpiTableWords as words } from './words.ts'

type Change = FieldChangesResponse['changes'][number]
/** A stored value in words of its row; null where the number alone would say something else than the cell. */
type SayValue = ((value: number) => string) | null

interface CellHistoryProps {
  readonly block: BlockId
  /** Null for a cell that holds nothing anybody typed. */
  readonly path: FieldPath | null
  readonly say: SayValue
  /** While a cell is edited the old number stands before this already. */
  readonly isEditing: boolean
  readonly isOpen: boolean
  readonly onToggle: () => void
}

/** Who set the number of a cell and when; opened, the changes before that. */
export function CellHistory({ block, path, say, isEditing, isOpen, onToggle }: CellHistoryProps) {
  const history = useFieldHistory(block, path)
  if (!history) return null
  // Looking takes a moment and is said to nobody: what comes of it is.
  if (history.state === 'looking') return <span className={css.looking} aria-hidden="true" />
  if (history.state === 'unreachable') return <span className={css.past}>{words.history.unreachable}</span>
  const { changes, earlier } = history.answer
  const newest = changes.find(({ isOverruled }) => !isOverruled)
  if (!newest)
    return (
      <span className={css.past}>
        {earlier === 'none' ? (isEditing ? null : words.history.nobody) : words.history.notKept}
      </span>
    )
  const others = changes.filter((change) => change !== newest)
  return (
    <span className={css.past}>
      <Author change={newest} />
      <span className={css.sentence}>
        {isEditing ? <Entered change={newest} /> : <Told change={newest} say={say} />}
      </span>
      {others.length > 0 && !isEditing ? (
        <button
          type="button"
          className={css.earlier}
          tabIndex={-1}
          aria-expanded={isOpen}
          // The cell keeps the focus: the list is about it.
          onMouseDown={(event) => event.preventDefault()}
          onClick={onToggle}
        >
          {words.history.earlier(others.length, earlier === 'more')} <kbd>{words.keys.altDown}</kbd>
        </button>
      ) : null}
      {isOpen && others.length > 0 ? (
        <ol className={css.changes} aria-label={words.history.list} aria-live="polite">
          {changes
            .map((change, before) => ({ change, number: changes.length - before }))
            .map(({ change, number }) => (
              <li key={number}>
                <Author change={change} />
                <span>
                  <Told change={change} say={say} />
                  {change.isOverruled ? <span className={css.overruled}> {words.history.overruled}</span> : null}
                </span>
              </li>
            ))}
          {earlier === 'none' ? null : (
            <li className={css.rest}>{earlier === 'more' ? words.history.more : words.history.someNotKept}</li>
          )}
        </ol>
      ) : null}
    </span>
  )
}

const Author = ({ change: { by } }: { change: Change }) => (by ? <SideMark side={by.side} /> : null)

/** `entered by you on 16 Nov`. */
function Entered({ change: { by, at } }: { change: Change }) {
  const { locale } = usePlan()
  const company = usePlanValue(({ facts }) => (by ? facts.companies[by.side].shortName : ''))
  const when = momentText(at, Date.now(), locale)
  if (!by) return words.history.fromStart(when)
  const who = by.isMe ? words.history.you : (by.name ?? (by.role ? words.history.ofSide(company, by.role) : company))
  return words.history.entered(who, when)
}

/** The same with what it replaced: `120 → 150, entered by you on 16 Nov`. */
function Told({ change, say }: { change: Change; say: SayValue }) {
  const [from, to] = [change.from, change.to].map((value) =>
    value === null ? words.history.empty : typeof value === 'number' && say ? say(value) : null,
  )
  const values =
    from === undefined || from === null || to === null || to === undefined
      ? null
      : change.from === null && !change.by
        ? null
        : words.history.values(from, to)
  return (
    <>
      {values ? <span className={css.values}>{values}</span> : null}
      {values ? ', ' : null}
      <Entered change={change} />
    </>
  )
}
