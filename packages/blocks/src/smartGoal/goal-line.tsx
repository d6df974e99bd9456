import { type BlockId, blockOf, isKnown, type Measure, ragThresholds, type SmartGoalDerived } from '@concord/schema'
import { ChevronDown } from 'lucide-react'
import { memo } from 'react'
import { StatusGlyph, StatusMark } from '../charts/status-mark.tsx'
import { usePlanValue } from '../kit/hooks.ts'
import { usePlan } from '../kit/plan-context.tsx'
import { SideMark } from '../kit/side-mark.tsx'
import { shortDay } from '../kpiTable/grid-columns.ts'
import { measureFormat, paceText } from '../kpiTable/measure-format.ts'
import { dueMove, goalFacts } from './goal-facts.ts'
import css from './goal-line.module.css'
import { formatsOf } from './measure-facts.ts'
import { smartGoalWords as words } from './words.ts'

interface GoalLineProps {
  readonly id: BlockId
  readonly derived: SmartGoalDerived
  readonly onOpen: () => void
}

/** A goal that is fine, in one line: fold what is fine, open what needs a talk. */
export const GoalLine = memo(function GoalLine({ id, derived, onOpen }: GoalLineProps) {
  const title = usePlanValue(({ content }) => blockOf(content, id, 'smartGoal')?.title ?? '')
  const facts = usePlanValue((plan) => goalFacts(plan, id))
  const companies = usePlanValue(({ facts: known }) => known.companies)
  const owners = [['vendor', facts?.ownerVendor] as const, ['partner', facts?.ownerPartner] as const].flatMap(
    ([side, owner]) => (owner ? [side] : []),
  )
  return (
    <div className={css.line}>
      <StatusMark rag={derived.status.rag} />
      <div className={css.what}>
        <button type="button" aria-expanded={false} aria-label={words.folded(title)} onClick={onOpen}>
          {title || words.title}
        </button>
        <GoalRemark derived={derived} />
      </div>
      {derived.measures[0] ? <GoalFigure measure={derived.measures[0]} /> : <span />}
      <span className={css.owners}>
        {owners.map((side) => (
          <span key={side} title={companies[side].shortName}>
            <SideMark side={side} />
            <span className={css.hidden}>{companies[side].shortName}</span>
          </span>
        ))}
        <ChevronDown size={16} aria-hidden="true" className={css.chevron} />
      </span>
    </div>
  )
})

/** What a reader must know even of a goal that is fine: a moved date with what became of the first one, a verdict. */
function GoalRemark({ derived: { changes, originalStatus, state } }: { derived: SmartGoalDerived }) {
  const { locale } = usePlan()
  const move = usePlanValue((plan) => dueMove(changes, plan))
  const isMissed = originalStatus?.isChanged === true && originalStatus.verdict === 'missed'
  const isJudged = ['met', 'partly', 'missed', 'revised'].includes(state.name)
  if (!move && !isMissed && !isJudged) return null
  return (
    <small>
      {isJudged ? words.stateWord(state) : null}
      {isJudged && (move || isMissed) ? ' · ' : null}
      {move ? words.moved(shortDay(move.from, locale), shortDay(move.to, locale), move.review) : null}
      {isMissed ? (
        <>
          {move ? ' · ' : null}
          {words.firstDate} <StatusGlyph rag="red" size={9} /> {words.missed}
        </>
      ) : null}
    </small>
  )
}

function GoalFigure({ measure }: { measure: Measure }) {
  const { locale } = usePlan()
  const [table] = usePlanValue((plan) => formatsOf([measure], plan, locale))
  const thresholds = usePlanValue(({ content }) => ragThresholds(content.meta))
  const { row, derived } = measure
  if (!table || !isKnown(derived.actualToDate)) return <span />
  const format = measureFormat(row, table)
  const actual = format.computed(derived.actualToDate.value)
  const isLimit = row.mode === 'threshold' || row.direction === 'down'
  const rest =
    isLimit || row.target === null ? format.suffix : words.measures.ofTarget(actual, format.withUnit(row.target)).of
  return (
    <div className={css.figure}>
      <b>{actual}</b> {rest}
      {isKnown(derived.pace) ? (
        <small>{words.measures.pace(paceText(derived.pace.value, thresholds, locale))}</small>
      ) : null}
    </div>
  )
}
