import { type ListedPlan, otherSide, type Rag, ragWords, SIDES } from '@concord/schema'
import { Link } from '@tanstack/react-router'
import { CircleAlert } from 'lucide-react'
import { useState } from 'react'
import { api } from '../api/client.ts'
import { Button } from '../ui/button.tsx'
import { formatDay, locale, longDay } from '../ui/format.ts'
import { Avatar, CompanyMark } from '../ui/identity.tsx'
import { StatusGlyph } from '../ui/status-glyph.tsx'
import { words } from '../words.ts'
import { DeleteDialog } from './delete-dialog.tsx'
import { companyWith, daysToReview, needsOf } from './plan-list.ts'
import { PlanMenu } from './plan-menu.tsx'
import styles from './plan-row.module.css'
import { Progress } from './progress.tsx'
import { useAct } from './use-act.ts'

const say = words.plans

/** One plan: with whom, where it stands, what it needs. */
export function PlanRow({ plan }: { plan: ListedPlan }) {
  const { id, side, glance, isGuest } = plan
  const other = companyWith(plan)
  const days = daysToReview(plan)
  return (
    <li className={styles.row}>
      <div className={styles.plan}>
        <CompanyMark name={other.shortName} side={otherSide(side)} />
        <span className={styles.names}>
          <Link to="/p/$plan" params={{ plan: id }} className={styles.open}>
            {other.name}
          </Link>
          <small>
            {glance ? plan.title || words.outline.untitled : say.unread}
            {isGuest ? ` · ${say.guest}` : ''}
          </small>
        </span>
      </div>
      {glance ? (
        <>
          <p className={styles.stage}>
            {words.header.stages[glance.stage]}
            {glance.signed ? <small>{say.signed(glance.signed.version, glance.signed.drift)}</small> : null}
          </p>
          <p className={styles.goals}>
            <Goals goals={glance.goals.map(({ rag }) => rag)} />
          </p>
          <Progress progress={glance.progress} />
          <p className={styles.review}>
            {glance.nextReview && days !== null ? (
              <>
                <span className="visually-hidden">{say.columns.review} </span>
                {formatDay(glance.nextReview, 'long')}
                <small>{say.reviewIn(days)}</small>
              </>
            ) : (
              <span className={styles.none}>{say.noReview}</span>
            )}
          </p>
        </>
      ) : null}
      <p className={styles.owners}>
        {SIDES.map((each) => {
          const name = plan.owners[each]
          const company = plan.companies[each].shortName
          return (
            <Avatar
              key={each}
              name={name ?? company}
              side={each}
              isAway={name === null}
              label={name === null ? say.noOwner(company) : say.owner(name, company)}
            />
          )
        })}
      </p>
      <p className={styles.changed}>{plan.changedAt === null ? '' : ago(plan.changedAt)}</p>
      <div className={styles.menu}>
        <PlanMenu plan={plan} />
      </div>
      <Waiting plan={plan} />
    </li>
  )
}

const order: readonly Rag[] = ['red', 'amber', 'green', 'grey']

function Goals({ goals }: { goals: readonly Rag[] }) {
  if (goals.length === 0) return <span className={styles.none}>{say.noGoals}</span>
  return order.flatMap((rag) => {
    const count = goals.filter((each) => each === rag).length
    return count === 0
      ? []
      : [
          <span key={rag} className={styles.glyph} title={say.goals(count, ragWords[rag])}>
            <StatusGlyph status={rag} />
            <span aria-hidden="true">{count}</span>
            <span className="visually-hidden">{say.goals(count, ragWords[rag])}</span>
          </span>,
        ]
  })
}

/** What waits for the reader, and a deletion that is not agreed yet. */
function Waiting({ plan }: { plan: ListedPlan }) {
  const [isAsking, setAsking] = useState(false)
  const act = useAct()
  const { overdue, toSign, deletion } = needsOf(plan)
  const other = companyWith(plan)
  const isOwn = plan.life.deletionAskedBy === plan.side
  const mayDecide = plan.role === 'owner' && !plan.isGuest
  const sentences = [...(overdue > 0 ? [say.needs.overdue(overdue)] : []), ...(toSign ? [say.needs.sign] : [])]
  if (sentences.length === 0 && !deletion && !isOwn) return null
  return (
    <div className={styles.waiting}>
      {sentences.map((sentence) => (
        <p key={sentence}>
          <CircleAlert aria-hidden="true" />
          {sentence}
        </p>
      ))}
      {deletion || isOwn ? (
        <p className={styles.deletion}>
          <CircleAlert aria-hidden="true" />
          <span>{deletion ? say.deletionAsked(other.name) : say.deletionWaits(other.name)}</span>
          {deletion ? (
            <Button size="small" onClick={() => setAsking(true)}>
              {say.agree}
            </Button>
          ) : null}
          {mayDecide ? (
            <Button size="small" onClick={() => act(api.keepPlan(plan.id), () => say.withdrawn)}>
              {deletion ? say.keep : say.withdraw}
            </Button>
          ) : null}
        </p>
      ) : null}
      {isAsking ? <DeleteDialog plan={plan} onClose={() => setAsking(false)} /> : null}
    </div>
  )
}

/** A deleted plan: nothing to open, only to bring back. */
export function DeletedRow({ plan }: { plan: ListedPlan }) {
  const act = useAct()
  const other = companyWith(plan)
  return (
    <li className={styles.deleted}>
      <CompanyMark name={other.shortName} side={otherSide(plan.side)} />
      <span className={styles.names}>
        <b>{other.name}</b>
        {plan.title === null ? null : <small>{plan.title || words.outline.untitled}</small>}
        <small>{plan.life.undoUntil === null ? '' : say.deletedUntil(longDay(plan.life.undoUntil))}</small>
      </span>
      {plan.role === 'owner' && !plan.isGuest ? (
        <Button onClick={() => act(api.keepPlan(plan.id), () => say.restored)}>{say.restore}</Button>
      ) : null}
    </li>
  )
}

const steps = [
  ['minute', 60_000],
  ['hour', 3_600_000],
  ['day', 86_400_000],
] as const

/** How long ago, in the largest unit that fits; a day after two weeks. */
function ago(at: number): string {
  const passed = Date.now() - at
  if (passed > 14 * 86_400_000) return longDay(at)
  const [unit, size] = steps.findLast(([, each]) => passed >= each) ?? steps[0]
  const format = new Intl.RelativeTimeFormat(locale(), { style: 'narrow', numeric: 'auto' })
  return format.format(-Math.floor(passed / size), unit)
}
