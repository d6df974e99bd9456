import type { KindName } from './kind-name.ts'

/** The files of a kind in packages/blocks: a view that edits every field in place, to be designed from there. */
export const viewFiles = (name: KindName): Readonly<Record<string, string>> => ({
  'view.tsx': view(name),
  'view.module.css': css,
})

const view = ({
  kind,
  pascal,
  label,
}: KindName) => `import { type BlockId, isKnown, type RowId, shapes } from '@concord/schema'
import { memo, useCallback } from 'react'
import { BlockFrame } from '../kit/block-frame.tsx'
import { useDerived } from '../kit/hooks.ts'
import { LabelledField } from '../kit/labelled-field.tsx'
import { usePlan } from '../kit/plan-context.tsx'
import { RowList } from '../kit/rows.tsx'
import { TextField } from '../kit/text/text-field.tsx'
import css from './view.module.css'

/** A ${label.toLowerCase()}, edited in place. */
export const ${pascal}View = memo(function ${pascal}View({ id }: { id: BlockId }) {
  const { locale } = usePlan()
  const derived = useDerived(id, '${kind}')
  const daysLeft = derived && isKnown(derived.daysLeft) ? derived.daysLeft.value : null
  const drawPoint = useCallback((row: RowId) => <TextField path={\`points/\${row}/text\`} singleLine />, [])
  return (
    <BlockFrame
      id={id}
      kind="${kind}"
      header={
        <>
          <span className={css.kind}>{shapes.${kind}.label}</span>
          {daysLeft === null ? null : (
            <span className={css.left}>{new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(daysLeft, 'day')}</span>
          )}
        </>
      }
    >
      <TextField path="statement" className={css.statement} />
      <div className={css.fields}>
        <LabelledField path="due" />
        <RowList list="points" noun="point">
          {drawPoint}
        </RowList>
      </div>
    </BlockFrame>
  )
})
`

const css = `.kind,
.left {
  color: var(--ink-3);
  font-size: 12px;
  line-height: 16px;
}

.left {
  margin-left: auto;
  color: var(--ink-2);
}

.statement {
  font-size: 16px;
  font-weight: var(--w-strong);
  line-height: 24px;
}

.fields {
  display: grid;
  grid-template-columns: 176px 1fr;
  gap: 12px 24px;
  margin-top: 12px;
}

@container canvas (max-width: 767px) {
  .fields {
    grid-template-columns: 1fr;
  }
}
`
