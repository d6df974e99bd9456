import {
  type BlockId,
  type BlockKind,
  type BlockOf,
  blockOf,
  type Fields,
  type PlanContent,
  shapes,
} from '@concord/schema'
import { useCallback, useRef, useSyncExternalStore } from 'react'
import { usePlan } from '../kit/plan-context.tsx'
import { sameValue } from '../kit/same-value.ts'

/** What is no sentence: collaborative text is a `string` and nothing else, registers are narrower or may be null. */
type Registers<V> = {
  readonly [P in keyof V as [V[P]] extends [string]
    ? string extends V[P]
      ? never
      : P
    : P]: V[P] extends readonly (infer Row)[] ? readonly (Registers<Row> & { readonly id: string })[] : V[P]
} & { readonly id: string }

/** A block without its sentences. */
export type BlockRegisters<K extends BlockKind> = Registers<BlockOf<K>>

/**
 * The numbers, days, choices and rows of a block; undefined while it has not arrived. Typing in one of its texts
 * renders nothing, which is why the texts are not in it: a field shows its own.
 */
export function useRegisters<K extends BlockKind>(id: BlockId, kind: K): BlockRegisters<K> | undefined {
  const { store } = usePlan()
  const last = useRef<BlockRegisters<K> | undefined>(undefined)
  const subscribe = useCallback((listener: () => void) => store.onBlock(id, listener), [store, id])
  const read = () => {
    const value = registersOf(store.settledPlan().content, id, kind)
    if (!sameValue(value, last.current)) last.current = value
    return last.current
  }
  return useSyncExternalStore(subscribe, read)
}

/** The registers of a block as read; undefined when it is not in the plan. */
export function registersOf<K extends BlockKind>(content: PlanContent, id: BlockId, kind: K) {
  const block = blockOf(content, id, kind)
  if (!block) return undefined
  const { fields, rows } = shapes[kind] as { fields: Fields; rows: Readonly<Record<string, Fields>> }
  const kept = Object.entries(block).map(([name, value]) => {
    const rowFields = rows[name]
    if (rowFields) return [name, (value as readonly object[]).map((row) => withoutTexts(row, rowFields))]
    return [name, value]
  })
  return withoutTexts(Object.fromEntries(kept), fields) as BlockRegisters<K>
}

const withoutTexts = (values: object, fields: Fields) =>
  Object.fromEntries(Object.entries(values).filter(([name]) => fields[name]?.home !== 'text'))
