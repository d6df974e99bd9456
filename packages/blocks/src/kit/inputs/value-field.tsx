import type { AnyField, Day, FieldPath, Plan } from '@concord/schema'
import { quartersBetween } from '@concord/schema'
import { memo, useCallback } from 'react'
import { useFieldDefinition } from '../card-scope.tsx'
import type { Codec } from './codec.ts'
import { DayInput } from './day-input.tsx'
import { FlagInput } from './flag-input.tsx'
import { LinkInput } from './link-input.tsx'
import { type ChoiceWords, choiceOptions, type Option, referenceOptions } from './options.ts'
import { ParsedInput } from './parsed-input.tsx'
import { Picker } from './picker.tsx'
import { codecFor, useCodecContext } from './use-codec.ts'

export interface ValueFieldProps {
  /** Place of a register or cell in the block around: `due`, `kpis/<row>/weight`, `actuals/2026-Q1`. */
  readonly path: FieldPath
  /** Accessible name; the schema's label when absent. Not drawn, except beside a tick box. */
  readonly label?: string
  readonly placeholder?: string
  readonly className?: string
  /** Words for the choices of a closed list. */
  readonly words?: ChoiceWords
  /** Leaves out options, such as the roles of the other company. Keep the function stable. */
  readonly filter?: (option: Option) => boolean
}

/** The input that fits a register: what is typed, chosen or ticked follows from the schema. Edited in place. */
export const ValueField = memo(function ValueField(props: ValueFieldProps) {
  const field = useFieldDefinition(props.path)
  return field ? <DefinedField {...props} definition={field.definition} /> : null
})

const always = () => true

function DefinedField({ definition, words, filter = always, ...props }: ValueFieldProps & { definition: AnyField }) {
  const { input } = definition
  const context = useCodecContext()
  const options = useCallback(
    (plan: Plan): readonly Option[] => {
      if (input.type === 'choice') return choiceOptions(input.choices, words, plan).filter(filter)
      if (input.type === 'ref') return referenceOptions(input.to, plan).filter(filter)
      return periodOptions(plan)
    },
    [input, words, filter],
  )
  switch (input.type) {
    case 'choice':
    case 'ref':
    case 'period':
      return <Picker {...props} options={options} />
    case 'flag':
      return <FlagInput {...props} />
    case 'link':
      return <LinkInput {...props} />
    case 'day':
      return <DayInput {...props} codec={codecFor(input, context) as Codec<Day>} />
    default:
      return <ParsedInput {...props} codec={codecFor(input, context)} />
  }
}

/** The fiscal quarters of the plan. */
function periodOptions({ content: { meta } }: Plan): Option[] {
  if (!meta.start || !meta.end) return []
  return quartersBetween(meta.start, meta.end, meta.fiscalStartMonth ?? 1).map((value) => ({ value, label: value }))
}
