import {
  type AnyBlock,
  type BlockId,
  isUnknownBlock,
  labelOf,
  type Plan,
  type Ref,
  refTo,
  type Side,
  shapeOfKind,
} from '@concord/schema'

/** One thing a choice or reference can be set to. */
export interface Option {
  readonly value: string
  readonly label: string
  /** The key people say, such as `G1`. */
  readonly key?: string | null
  /** The company it belongs to, where it belongs to one. */
  readonly side?: Side | null
}

/** Words for the choices of a field; a choice without words is spelled out: `pressRelease` as "Press release". */
export type ChoiceWords = Readonly<Record<string, string>>

/** The options of a closed list. Sides go by the names of the two companies. */
export function choiceOptions(choices: readonly string[], words: ChoiceWords | undefined, plan: Plan): Option[] {
  const { companies } = plan.facts
  return choices.map((value) => {
    const side = value === 'vendor' || value === 'partner' ? value : null
    const spelled = side ? companies[side].shortName : labelOf(value, undefined)
    return { value, label: words?.[value] ?? spelled, side }
  })
}

const known = new WeakMap<Plan, Map<string, readonly Option[]>>()

/**
 * What a reference can point at, in document order.
 * @param targets `smartGoal` for blocks, `kpiTable/rows` for rows; none for every block with a key
 */
export function referenceOptions(targets: readonly string[], plan: Plan): readonly Option[] {
  const byTargets = known.get(plan) ?? new Map<string, readonly Option[]>()
  known.set(plan, byTargets)
  const name = targets.join()
  const found = byTargets.get(name) ?? collect(targets, plan)
  byTargets.set(name, found)
  return found
}

function collect(targets: readonly string[], plan: Plan): Option[] {
  const { content, facts } = plan
  return content.order.flatMap((id) => {
    const block = content.blocks.get(id)
    if (!block) return []
    if (targets.length === 0) return facts.keys[id] ? [blockOption(id, block, plan)] : []
    return targets.flatMap((target) => {
      const [kind, list] = target.split('/')
      if (block.kind !== kind) return []
      return list === undefined ? [blockOption(id, block, plan)] : rowOptions(id, block, list, plan)
    })
  })
}

const blockOption = (id: BlockId, block: AnyBlock, plan: Plan): Option => ({
  value: id,
  label: titleOf(block),
  key: plan.facts.keys[id] ?? null,
})

function rowOptions(id: BlockId, block: AnyBlock, list: string, plan: Plan): Option[] {
  const rows = ((block as unknown as Record<string, unknown>)[list] ?? []) as readonly Record<string, unknown>[]
  const fields = shapeOfKind(block.kind)?.rows[list] ?? {}
  const textName = Object.keys(fields).find((name) => fields[name]?.home === 'text') ?? ''
  return rows.map((row) => {
    const value: Ref = refTo(id, String(row.id))
    const side = row.side === 'vendor' || row.side === 'partner' ? row.side : null
    return { value, label: String(row[textName] ?? ''), key: plan.facts.keys[value] ?? null, side }
  })
}

/** What a block is called: its title, else the first text that must be filled, else the name of its kind. */
export function titleOf(block: AnyBlock): string {
  const shape = shapeOfKind(block.kind)
  if (!shape || isUnknownBlock(block)) return block.kind
  const values = block as unknown as Record<string, unknown>
  const isSentence = (name: string) => shape.fields[name]?.home === 'text' && shape.fields[name]?.isRequired
  const names = ['title', ...Object.keys(shape.fields).filter(isSentence)]
  const title = names.map((name) => values[name]).find((value) => typeof value === 'string' && value.trim() !== '')
  return typeof title === 'string' && shape.fields.title ? title : shape.label
}

/** The option a stored reference means now; undefined when what it points at is gone. */
export function referenceTo(ref: Ref, targets: readonly string[], plan: Plan): Option | undefined {
  return referenceOptions(targets, plan).find(({ value }) => value === ref)
}
