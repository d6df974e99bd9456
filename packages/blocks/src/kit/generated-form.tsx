import {
  type AnyField,
  type BlockId,
  type BlockKind,
  type Fields,
  labelOf,
  quartersBetween,
  shapeOfKind,
} from '@concord/schema'
import { memo } from 'react'
import { BlockFrame } from './block-frame.tsx'
import { useCard } from './card-scope.tsx'
import styles from './generated-form.module.css'
import { usePlanValue } from './hooks.ts'
import { LabelledField } from './labelled-field.tsx'
import { RowList } from './rows.tsx'

/** A view made from the definition alone, for a kind without one of its own. */
export const GeneratedCard = memo(function GeneratedCard({ id, kind }: { id: BlockId; kind: BlockKind }) {
  return (
    <BlockFrame id={id} kind={kind} header={<span className={styles.kind}>{shapeOfKind(kind)?.label ?? kind}</span>}>
      <GeneratedForm />
    </BlockFrame>
  )
})

export interface GeneratedFormProps {
  /** Only these fields and lists, in this order; all of them when absent. */
  readonly only?: readonly string[]
}

/** The fields and lists of the block around, each with its label and the input that fits it. */
export function GeneratedForm({ only }: GeneratedFormProps) {
  const { kind } = useCard()
  const shape = shapeOfKind(kind)
  if (!shape) return null
  const wanted = (names: readonly string[]) => (only ? only.filter((name) => names.includes(name)) : names)
  return (
    <div className={styles.form}>
      <FieldGrid fields={shape.fields} names={wanted(Object.keys(shape.fields))} prefix="" />
      {wanted(Object.keys(shape.rows)).map((list) => (
        <fieldset key={list} className={styles.list}>
          <legend className={styles.legend}>{labelOf(list, undefined)}</legend>
          <RowList list={list} noun={labelOf(list, undefined).toLowerCase()}>
            {(row) => (
              <FieldGrid
                fields={shape.rows[list] ?? {}}
                names={Object.keys(shape.rows[list] ?? {})}
                prefix={`${list}/${row}/`}
              />
            )}
          </RowList>
        </fieldset>
      ))}
    </div>
  )
}

function FieldGrid({ fields, names, prefix }: { fields: Fields; names: readonly string[]; prefix: string }) {
  return (
    <div className={styles.fields}>
      {names.map((name) => {
        const field = fields[name]
        if (!field) return null
        return field.home === 'series' ? (
          <SeriesFields key={name} name={name} field={field} path={`${prefix}${name}`} />
        ) : (
          <div key={name} className={field.home === 'text' ? styles.sentence : undefined}>
            <LabelledField path={`${prefix}${name}`} />
          </div>
        )
      })}
    </div>
  )
}

/** One small field for each quarter of the plan. */
function SeriesFields({ name, field, path }: { name: string; field: AnyField; path: string }) {
  const periods = usePlanValue(({ content: { meta } }) =>
    meta.start && meta.end ? quartersBetween(meta.start, meta.end, meta.fiscalStartMonth ?? 1) : [],
  )
  return (
    <div className={styles.series}>
      {periods.map((period) => (
        <LabelledField key={period} path={`${path}/${period}`} label={`${labelOf(name, field)} ${period}`} />
      ))}
    </div>
  )
}
