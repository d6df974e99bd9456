import { type BothVotes, type DerivedOf, metWords, type RowId, realisticWords, SIDES } from '@concord/schema'
import { useCallback } from 'react'
import { StatusGlyph } from '../charts/status-mark.tsx'
import { useCard } from '../kit/card-scope.tsx'
import { useDerived, useRegister } from '../kit/hooks.ts'
import { ValueField } from '../kit/inputs/value-field.tsx'
import { SideMark } from '../kit/side-mark.tsx'
import { TextField } from '../kit/text/text-field.tsx'
import { useShortNames } from '../marks/use-plan-words.ts'
import { Section } from './section.tsx'
import { verdictRag } from './verdict-rag.ts'
import css from './verdicts.module.css'
import { reviewViewWords as words } from './words.ts'

/** The meeting's conclusion about each goal, with the votes that led to it once they are revealed. */
export function Verdicts() {
  const draw = useCallback((row: RowId) => <Verdict row={row} />, [])
  return (
    <Section title={words.goals} list="verdicts" noun={words.goal}>
      {draw}
    </Section>
  )
}

function Verdict({ row }: { row: RowId }) {
  const { block } = useCard()
  const path = (field: string) => `verdicts/${row}/${field}`
  const [met] = useRegister<string>(block, path('met'))
  const [goal] = useRegister<string>(block, path('goal'))
  const votes = useDerived(block, 'reviewMinutes')?.votes[goal ?? '']
  const rag = met !== null && met in verdictRag ? verdictRag[met as keyof typeof verdictRag] : null
  return (
    <div className={css.verdict}>
      <div className={css.goal}>
        <ValueField path={path('goal')} placeholder={words.goalPrompt} />
      </div>
      <div className={css.met}>
        {rag === null ? null : <StatusGlyph rag={rag} size={10} />}
        <ValueField path={path('met')} words={metWords} placeholder={words.met} />
        <Votes votes={votes?.met} words={metWords} conclusion={met} />
      </div>
      <div>
        <ValueField path={path('realistic')} words={realisticWords} placeholder={words.realistic} />
        <Realistic path={path('realistic')} votes={votes?.realistic} />
      </div>
      <div>
        <TextField path={path('note')} className={css.note} placeholder={words.notePrompt} />
      </div>
    </div>
  )
}

function Realistic({ path, votes }: { path: string; votes: BothVotes | undefined }) {
  const { block } = useCard()
  const [realistic] = useRegister<string>(block, path)
  return <Votes votes={votes} words={realisticWords} conclusion={realistic} />
}

interface VotesProps {
  readonly votes: NonNullable<DerivedOf<'reviewMinutes'>>['votes'][string]['met'] | undefined
  readonly words: Readonly<Record<string, string>>
  readonly conclusion: string | null
}

/** What each side voted, where that was not what both concluded: agreement needs no line of its own. */
function Votes({ votes, words: voteWords, conclusion }: VotesProps) {
  const names = useShortNames()
  const shown = votes ? SIDES.filter((side) => votes[side] !== null) : []
  if (!votes || shown.every((side) => votes[side] === conclusion)) return null
  return (
    <span className={css.votes}>
      {shown.map((side) => {
        const vote = voteWords[String(votes[side])] ?? String(votes[side])
        return (
          <span key={side} title={words.votes(names[side], vote)}>
            <SideMark side={side} />
            {vote}
          </span>
        )
      })}
    </span>
  )
}
