import type { RowId } from '@concord/schema'
import { useCallback } from 'react'
import { useCard } from '../kit/card-scope.tsx'
import { useRegister } from '../kit/hooks.ts'
import { ValueField } from '../kit/inputs/value-field.tsx'
import { useCanWrite } from '../kit/plan-context.tsx'
import { TextField } from '../kit/text/text-field.tsx'
import css from './parts.module.css'
import { Section } from './section.tsx'
import { reviewViewWords as words } from './words.ts'

/** What became of the commitments that were due. */
export function CheckedActions() {
  const draw = useCallback(
    (row: RowId) => (
      <div className={css.checked}>
        <div>
          <ValueField path={`checkedActions/${row}/action`} placeholder={words.actionPrompt} />
        </div>
        <div>
          <ValueField path={`checkedActions/${row}/outcome`} placeholder={words.outcomePrompt} />
        </div>
      </div>
    ),
    [],
  )
  return (
    <Section title={words.checked} list="checkedActions" noun={words.checkedNoun}>
      {draw}
    </Section>
  )
}

/** What is in the way, whose it is, and what helps; or that both take it as it is. */
export function Obstacles() {
  const draw = useCallback((row: RowId) => <Obstacle row={row} />, [])
  return (
    <Section title={words.obstacles} list="obstacles" noun={words.obstacleNoun}>
      {draw}
    </Section>
  )
}

function Obstacle({ row }: { row: RowId }) {
  const { block } = useCard()
  const canWrite = useCanWrite()
  const path = (field: string) => `obstacles/${row}/${field}`
  const [action] = useRegister<string>(block, path('action'))
  const [isAccepted] = useRegister<boolean>(block, path('isAccepted'))
  return (
    <div className={css.obstacle}>
      <div>
        <TextField path={path('text')} className={css.strong} placeholder={words.obstaclePrompt} />
      </div>
      <div>
        <TextField path={path('remedy')} placeholder={words.remedyPrompt} />
      </div>
      <div>
        <ValueField path={path('ownerSide')} placeholder={words.ownerPrompt} />
      </div>
      <div className={css.second}>
        {canWrite || action !== null ? <ValueField path={path('action')} placeholder={words.linkedPrompt} /> : null}
        {canWrite ? (
          <ValueField path={path('isAccepted')} label={words.accepted} />
        ) : isAccepted ? (
          words.accepted
        ) : null}
      </div>
    </div>
  )
}

export function Decisions() {
  const draw = useCallback(
    (row: RowId) => <TextField path={`decisions/${row}/text`} placeholder={words.decisionPrompt} />,
    [],
  )
  return (
    <Section title={words.decisions} list="decisions" noun={words.decisionNoun}>
      {draw}
    </Section>
  )
}

export function NextSteps() {
  const draw = useCallback(
    (row: RowId) => <ValueField path={`nextSteps/${row}/action`} placeholder={words.actionPrompt} />,
    [],
  )
  return (
    <Section title={words.nextSteps} list="nextSteps" noun={words.stepNoun}>
      {draw}
    </Section>
  )
}

/** The roles that took part, as a line of text, not a list. */
export function Attendees() {
  const draw = useCallback(
    (row: RowId) => <ValueField path={`attendees/${row}/role`} placeholder={words.attendeePrompt} />,
    [],
  )
  return (
    <Section title={words.attendees} list="attendees" noun={words.attendeeNoun} isInline>
      {draw}
    </Section>
  )
}
