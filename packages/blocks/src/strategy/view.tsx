import { type BlockId, type BlockKind, type RowId, refTo, strategyWords } from '@concord/schema'
import { memo, useCallback } from 'react'
import { AckMarks } from '../charts/ack-marks.tsx'
import { BlockLinks, keyedBlocks } from '../charts/block-link.tsx'
import { BlockFrame } from '../kit/block-frame.tsx'
import { FieldHints } from '../kit/card-scope.tsx'
import { useDerived, useKey, usePlanValue, useRows } from '../kit/hooks.ts'
import { ValueField } from '../kit/inputs/value-field.tsx'
import { RowList } from '../kit/rows.tsx'
import { TextField } from '../kit/text/text-field.tsx'
import css from './view.module.css'
import { strategyViewWords as words } from './words.ts'

/** How a goal is reached together: the idea, why it takes both, and who does what when. */
export const StrategyView = memo(function StrategyView({ id, kind }: { id: BlockId; kind: BlockKind }) {
  const state = useDerived(id, 'strategy')?.state
  const risks = useRows(id, 'risks')
  return (
    <BlockFrame
      id={id}
      kind={kind}
      status={state && strategyWords.states[state].toLowerCase()}
      header={<Header id={id} />}
    >
      <TextField path="title" singleLine className={css.title} placeholder={words.title} />
      <TextField path="how" className={css.how} placeholder={words.how} />
      <div className={css.why}>
        <span className={css.label} aria-hidden="true">
          {words.whyTogether}
        </span>
        <TextField path="whyTogether" placeholder={words.why} />
      </div>
      <Tactics id={id} />
      <div className={css.risks}>
        {risks.length > 0 ? <span className={css.label}>{words.risks}</span> : null}
        <RowList list="risks" noun={words.risk}>
          {(row) => <TextField path={`risks/${row}/text`} singleLine placeholder={words.riskText} />}
        </RowList>
      </div>
    </BlockFrame>
  )
})

function Header({ id }: { id: BlockId }) {
  return (
    <>
      <span className={css.kind}>{words.kind}</span>
      <span className={css.goal}>
        <ValueField path="goal" placeholder={words.chooseGoal} />
      </span>
      <span className={css.acks}>
        <AckMarks target={id} />
      </span>
    </>
  )
}

function Tactics({ id }: { id: BlockId }) {
  return (
    <div className={css.tactics}>
      <span className={css.label}>{words.tactics}</span>
      <RowList list="tactics" noun={words.tactic} className={css.list}>
        {useCallback(
          (row: RowId) => (
            <Tactic strategy={id} row={row} />
          ),
          [id],
        )}
      </RowList>
      <FieldHints path="tactics" />
    </div>
  )
}

const none: readonly BlockId[] = []

/** One tactic in a line: key, what, who, when, and the blocks that act on it. */
const Tactic = memo(function Tactic({ strategy, row }: { strategy: BlockId; row: RowId }) {
  const key = useKey(refTo(strategy, row))
  const acting = useDerived(strategy, 'strategy')?.tactics.find(({ tactic }) => tactic === row)
  const links = usePlanValue((plan) =>
    keyedBlocks([...(acting?.campaigns ?? none), ...(acting?.actions ?? none)], plan),
  )
  const path = (field: string) => `tactics/${row}/${field}`
  return (
    <div className={css.tactic}>
      <span className={css.key}>{key ?? words.newKey}</span>
      <div className={css.what}>
        <TextField path={path('text')} singleLine className={css.text} placeholder={words.tacticText} />
      </div>
      <div>
        <ValueField path={path('ownerSide')} words={words.owners} placeholder={words.owner} />
      </div>
      <div className={css.days}>
        <ValueField path={path('from')} placeholder={words.from} />
        <span aria-hidden="true">–</span>
        <ValueField path={path('to')} placeholder={words.to} />
      </div>
      <div className={css.acting}>
        <BlockLinks name={words.acts} to={links} />
      </div>
    </div>
  )
})
