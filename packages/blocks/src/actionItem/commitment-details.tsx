import type { BlockId, CommitmentFact, CommitmentMove } from '@concord/schema'
import { useCallback } from 'react'
import type { Option } from '../kit/inputs/options.ts'
import { LabelledField } from '../kit/labelled-field.tsx'
import { usePlan } from '../kit/plan-context.tsx'
import { shortDay } from '../marks/day-words.ts'
import css from './view.module.css'
import { actionItemViewWords as words } from './words.ts'

/** What stands behind a commitment: where it comes from, what it waits for, how it is seen, how its day moved. */
export function CommitmentDetails({ id, block, fact }: { id: string; block: BlockId; fact: CommitmentFact | null }) {
  const notItself = useCallback((option: Option) => option.value !== block, [block])
  return (
    <div id={id} className={css.fields}>
      <LabelledField path="source" label={words.source} placeholder={words.sourcePrompt} />
      <LabelledField path="dependsOn" label={words.dependsOn} placeholder={words.dependsOnPrompt} filter={notItself} />
      <LabelledField path="due" placeholder={words.due} />
      <LabelledField path="doneAt" placeholder={words.doneOnPrompt} />
      <LabelledField path="ownerSide" label={words.owner} placeholder={words.ownerPrompt} />
      <LabelledField path="weight" label={words.weight} placeholder={words.weightPrompt} />
      <div className={css.wide}>
        <LabelledField path="evidence" label={words.evidence} placeholder={words.evidencePrompt} singleLine={false} />
      </div>
      {fact?.moves.map((move) => (
        <Move key={`${move.from}${move.to}${move.askedOn}`} move={move} />
      ))}
    </div>
  )
}

function Move({ move }: { move: CommitmentMove }) {
  const { asOf, locale } = usePlan()
  const day = (value: CommitmentMove['from']) => shortDay(value, asOf, locale)
  const answer = move.acceptedOn === null ? words.notAccepted : words.accepted(day(move.acceptedOn))
  return (
    <p className={css.note}>
      {words.moved(day(move.from), day(move.to))}, {answer}. {move.reason}
    </p>
  )
}
