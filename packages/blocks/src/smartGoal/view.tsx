import { type BlockId, type BlockKind, formatNumber, goalStatusWords, type SmartGoalDerived } from '@concord/schema'
import { ChevronUp } from 'lucide-react'
import { memo, type ReactNode, useEffect, useRef } from 'react'
import { StatusGlyph, StatusMark } from '../charts/status-mark.tsx'
import { BlockFrame } from '../kit/block-frame.tsx'
import { FieldHints, useFieldProblems } from '../kit/card-scope.tsx'
import { useDerived, usePlanValue } from '../kit/hooks.ts'
import { usePlan } from '../kit/plan-context.tsx'
import { TextField } from '../kit/text/text-field.tsx'
import { shortDay } from '../kpiTable/grid-columns.ts'
import { useNarrow } from '../kpiTable/use-narrow.ts'
import rowCard from '../marks/row-card.module.css'
import { type Fold, useFold } from './fold.ts'
import css from './goal.module.css'
import { dueMove, type GoalFacts, goalFacts } from './goal-facts.ts'
import { Due, MeasureCards, MeasurePicker, MoreFields, Move, Owners, ScopeFields } from './goal-fields.tsx'
import { GoalFooter } from './goal-footer.tsx'
import line from './goal-line.module.css'
import { GoalLine } from './goal-line.tsx'
import { MeasureTable } from './measure-table.tsx'
import { SmartMeter } from './smart-meter.tsx'
import { smartGoalWords as words } from './words.ts'

/** A goal: one line while it is fine, its numbers when it needs a talk, every field while it is written. */
export const SmartGoalView = memo(function SmartGoalView({ id, kind }: { id: BlockId; kind: BlockKind }) {
  const { me } = usePlan()
  const derived = useDerived(id, 'smartGoal')
  const facts = usePlanValue((plan) => goalFacts(plan, id))
  const usual = useRef<Fold | null>(null)
  // Decided once: a goal that turns green while somebody types in the table must not fold under their eyes.
  if (derived) usual.current ??= isFine(derived) ? 'line' : 'open'
  const [fold, setFold] = useFold(me.member, id, usual.current ?? 'open')
  const opened = useRef(false)
  if (!derived || !facts)
    return (
      <BlockFrame id={id} kind={kind}>
        {null}
      </BlockFrame>
    )
  const status = statusText(derived)
  if (fold === 'line')
    return (
      <BlockFrame id={id} kind={kind} status={status} className={`${rowCard.row} ${line.folded}`} ownHints>
        <GoalLine
          id={id}
          derived={derived}
          onOpen={() => {
            opened.current = true
            setFold('open')
          }}
        />
      </BlockFrame>
    )
  return (
    <BlockFrame
      id={id}
      kind={kind}
      status={status}
      ownHints
      className={isDraft(derived) ? css.draft : undefined}
      footer={
        <GoalFooter id={id} links={derived.links}>
          <FoldButtons fold={fold} onFold={setFold} wasOpened={opened} />
        </GoalFooter>
      }
    >
      <OpenGoal derived={derived} facts={facts} fold={fold} />
    </BlockFrame>
  )
})

/** Nothing to talk about: on track, agreed, and no letter fails. */
const isFine = ({ status, state, letters }: SmartGoalDerived) =>
  status.rag === 'green' &&
  !['draft', 'proposed'].includes(state.name) &&
  letters.every(({ state: letter }) => letter !== 'fail')

const isDraft = ({ state }: SmartGoalDerived) => state.name === 'draft' || state.name === 'proposed'

const statusText = (derived: SmartGoalDerived) =>
  (isDraft(derived) ? words.stateWord(derived.state) : goalStatusWords(derived)).toLowerCase()

interface OpenGoalProps {
  readonly derived: SmartGoalDerived
  readonly facts: GoalFacts
  readonly fold: Fold
}

function OpenGoal({ derived, facts, fold }: OpenGoalProps) {
  const isNarrow = useNarrow()
  const draft = isDraft(derived)
  const [first] = derived.measures
  return (
    <>
      <div className={css.top}>
        <div className={css.title}>
          <TextField path="title" singleLine className={css.statement} placeholder={words.title} />
          <StatusLine derived={derived} />
        </div>
        <SmartMeter letters={derived.letters} score={derived.smartScore} />
      </div>
      <OwnHints />
      {draft ? (
        <div className={css.slots}>
          <ScopeFields />
          <Fact name={words.fields.measuredBy}>
            <MeasurePicker withWeights={fold === 'full'} />
          </Fact>
          <Due due={facts.due} />
          <Fact name={words.facts.owners}>
            <Owners />
          </Fact>
        </div>
      ) : (
        <div className={css.facts}>
          {first ? (
            <Fact name={words.facts.move}>
              <Move measure={first} />
            </Fact>
          ) : null}
          <Due due={facts.due} />
          <Fact name={words.facts.owners}>
            <Owners />
          </Fact>
        </div>
      )}
      {derived.measures.length === 0 ? null : isNarrow ? (
        <MeasureCards measures={derived.measures} />
      ) : (
        <MeasureTable measures={derived.measures} />
      )}
      {fold === 'full' ? <MoreFields facts={facts} withScope={!draft} /> : null}
    </>
  )
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className={css.fact}>
    <span className={css.label}>{name}</span>
    {children}
  </div>
)

/** Where the goal stands, in a word, and what a reader should know about that word. */
function StatusLine({ derived }: { derived: SmartGoalDerived }) {
  const { locale } = usePlan()
  const companies = usePlanValue(({ facts }) => facts.companies)
  const { status, state, changes, originalStatus, letters, smartScore } = derived
  const move = usePlanValue((plan) => dueMove(changes, plan))
  if (isDraft(derived))
    return (
      <p className={css.status}>
        <StatusMark rag="grey" word={words.stateWord(state)} isStrong />
        <span>{words.score(formatNumber(smartScore * 5, 1, locale))}</span>
      </p>
    )
  const realism = letters.find(({ letter, state: letterState }) => letter === 'R' && letterState !== 'pass')
  return (
    <p className={css.status}>
      <StatusMark rag={status.rag} isStrong />
      {state.name === 'active' || state.name === 'agreed' ? null : <span>{words.stateWord(state)}</span>}
      {status.override ? (
        <span>
          {status.override.side
            ? words.setBy(companies[status.override.side].shortName, status.override.reason)
            : words.setByHand(status.override.reason)}
        </span>
      ) : null}
      {realism ? <span>{words.realism(realism.sentence)}</span> : null}
      {move ? <span>{words.moved(shortDay(move.from, locale), shortDay(move.to, locale), move.review)}</span> : null}
      {originalStatus?.isChanged && originalStatus.verdict === 'missed' ? (
        <span>
          {words.firstDate} <StatusGlyph rag="red" size={9} /> {words.missed}
        </span>
      ) : null}
    </p>
  )
}

/** A letter that no field of the goal can mend is explained by the meter alone. */
function OwnHints() {
  const problems = useFieldProblems('')
  return problems.some(({ code }) => !code.startsWith('smart.')) ? <FieldHints path="" /> : null
}

interface FoldButtonsProps {
  readonly fold: Fold
  readonly onFold: (fold: Fold) => void
  readonly wasOpened: { current: boolean }
}

function FoldButtons({ fold, onFold, wasOpened }: FoldButtonsProps) {
  const less = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    // Opened from its line: the button that was pressed is gone, so the focus goes to the one that undoes it.
    if (wasOpened.current) less.current?.focus({ preventScroll: true })
    wasOpened.current = false
  }, [wasOpened])
  const isFull = fold === 'full'
  return (
    <span className={css.folds}>
      <button type="button" aria-expanded={isFull} onClick={() => onFold(isFull ? 'open' : 'full')}>
        {isFull ? words.fold.less : words.fold.more}
      </button>
      <button
        ref={less}
        type="button"
        aria-expanded
        onClick={() => onFold('line')}
        aria-label={words.fold.close}
        title={words.fold.close}
      >
        <ChevronUp size={16} aria-hidden="true" />
      </button>
    </span>
  )
}
