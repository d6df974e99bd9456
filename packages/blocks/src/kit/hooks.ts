import {
  type AnyBlock,
  type BlockId,
  type BlockKind,
  type BlockOf,
  cellPath,
  type Derivation,
  type DerivedOf,
  type FieldPath,
  fieldKey,
  isScalar,
  type Period,
  type Plan,
  type Problem,
  type Ref,
  type RowId,
  rowsOf,
  type Scalar,
  setRegister,
  setText,
  textAt,
  valueAt,
} from '@concord/schema'
import { useCallback, useRef, useSyncExternalStore } from 'react'
import * as Y from 'yjs'
import { isBlank } from './is-blank.ts'
import type { Person } from './person.ts'
import { usePlan } from './plan-context.tsx'
import { sameValue } from './same-value.ts'

/** Keeps the identity of a snapshot while its value is the same, so that React renders only for a difference. */
function useSettled<T>(read: () => T): () => T {
  const last = useRef<{ value: T } | null>(null)
  return () => {
    const value = read()
    if (last.current && sameValue(last.current.value, value)) return last.current.value
    last.current = { value }
    return value
  }
}

/**
 * One register or cell as stored, and its setter (null clears). Renders at once when anybody changes it.
 * The value is raw: it may be of the wrong type when a script wrote it; inputs show such a value as not valid.
 * @param path `due`, `kpis/<row>/weight`, `rows/<row>/actuals/2026-Q1`
 */
export function useRegister<T extends Scalar = Scalar>(
  block: BlockId,
  path: FieldPath,
): readonly [T | null, (value: T | null) => void] {
  const { doc, store } = usePlan()
  const subscribe = useCallback(
    (listener: () => void) => store.changes.onField(block, path, listener),
    [store, block, path],
  )
  const value = useSyncExternalStore(subscribe, () => {
    const stored = valueAt(doc, block, path)
    return isScalar(stored) ? (stored as T) : null
  })
  const set = useCallback(
    (next: T | null) => {
      if (valueAt(doc, block, path) !== (next ?? undefined)) setRegister(doc, block, path, next)
    },
    [doc, block, path],
  )
  return [value, set]
}

/** Ids of the rows of a list in order. Renders when a row is added, removed or moved, not when a field in one changes. */
export function useRows(block: BlockId, list: string): readonly RowId[] {
  const { doc, store } = usePlan()
  const subscribe = useCallback(
    (listener: () => void) => store.changes.onField(block, list, listener),
    [store, block, list],
  )
  const read = useSettled(() => {
    const rows = valueAt(doc, block, list)
    return rows instanceof Y.Map ? rowsOf(rows).map(({ id }) => id) : []
  })
  return useSyncExternalStore(subscribe, read)
}

/** The stored cells of a series by period. Renders after a paint; a single cell that must follow at once uses `useRegister`. */
export function useSeries(block: BlockId, path: FieldPath): Readonly<Partial<Record<Period, Scalar>>> {
  const { doc, store } = usePlan()
  const subscribe = useCallback((listener: () => void) => store.onBlock(block, listener), [store, block])
  const read = useSettled(() => {
    const cells = valueAt(doc, block, path)
    if (!(cells instanceof Y.Map)) return {}
    return Object.fromEntries([...cells.entries()].filter(([, cell]) => isScalar(cell)))
  })
  return useSyncExternalStore(subscribe, read)
}

/** A setter for the cells of a series. */
export function useSetCell(block: BlockId, path: FieldPath): (period: Period, value: Scalar | null) => void {
  const { doc } = usePlan()
  return useCallback((period, value) => setRegister(doc, block, cellPath(path, period), value), [doc, block, path])
}

/** The collaborative text at a place; undefined while it has not arrived. Typing in it renders nothing. */
export function useText(block: BlockId, path: FieldPath): Y.Text | undefined {
  const { doc, store } = usePlan()
  const subscribe = useCallback(
    (listener: () => void) => store.changes.onField(block, path, listener),
    [store, block, path],
  )
  return useSyncExternalStore(subscribe, () => textAt(doc, block, path))
}

/**
 * A collaborative text taken as one value, and its setter: for a text that people replace, not for one they write in.
 * Renders when anybody changes it; an empty text is null.
 */
export function useWholeText(
  block: BlockId,
  path: FieldPath,
): readonly [string | null, (value: string | null) => void] {
  const { doc } = usePlan()
  const text = useText(block, path)
  const subscribe = useCallback(
    (listener: () => void) => {
      text?.observe(listener)
      return () => text?.unobserve(listener)
    },
    [text],
  )
  const value = useSyncExternalStore(subscribe, () => text?.toString() || null)
  const set = useCallback(
    (next: string | null) => {
      if (text && text.toString() !== (next ?? '')) setText(doc, block, path, next ?? '')
    },
    [doc, block, path, text],
  )
  return [value, set]
}

/**
 * A block as typed value, text included; undefined while it has not arrived, is no block of that kind,
 * or has left the body. Renders after a paint when its value changed: not for what must follow a key press.
 */
export function useBlock<K extends BlockKind>(id: BlockId, kind: K): BlockOf<K> | undefined {
  const block = useAnyBlock(id)
  return block?.kind === kind ? (block as BlockOf<K>) : undefined
}

/** A block of whatever kind; see {@link useBlock}. */
export function useAnyBlock(id: BlockId): AnyBlock | undefined {
  const { store } = usePlan()
  const subscribe = useCallback((listener: () => void) => store.onBlock(id, listener), [store, id])
  return useSyncExternalStore(subscribe, () => store.settledPlan().content.blocks.get(id))
}

/**
 * What the rules of a block derive, computed after the paint that follows a change and only when it is shown.
 * Null while the block has not arrived or is of another kind.
 */
export function useDerived<K extends BlockKind>(id: BlockId, kind: K): DerivedOf<K> | null {
  const derived = useAnyDerived(id)
  const isKind = usePlan().store.settledPlan().content.blocks.get(id)?.kind === kind
  return isKind ? (derived as DerivedOf<K> | null) : null
}

/** Derived values without their own type; see {@link useDerived}. */
export function useAnyDerived(id: BlockId): Derivation | null {
  const { store } = usePlan()
  const subscribe = useCallback((listener: () => void) => store.onDerived(id, listener), [store, id])
  return useSyncExternalStore(subscribe, () => store.derived(id))
}

const none: readonly Problem[] = []

/**
 * Everything wrong with a block: what reading found and what its rules found, in that order.
 * Renders when the problems are different, not when a key changed the text they were looked for in.
 */
export function useProblems(id: BlockId): readonly Problem[] {
  const { store } = usePlan()
  const subscribe = useCallback(
    (listener: () => void) => {
      const stopBlock = store.onBlock(id, listener)
      const stopDerived = store.onDerived(id, listener)
      return () => {
        stopBlock()
        stopDerived()
      }
    },
    [store, id],
  )
  const read = useSettled(() => [...store.problemsOf(id), ...(store.derived(id)?.problems ?? none)])
  return useSyncExternalStore(subscribe, read)
}

/** Whether nothing has been written in a block yet, as after its birth. False while it has not arrived. */
export function useIsBlank(id: BlockId): boolean {
  const { store } = usePlan()
  const subscribe = useCallback((listener: () => void) => store.onBlock(id, listener), [store, id])
  return useSyncExternalStore(subscribe, () => {
    const block = store.settledPlan().content.blocks.get(id)
    return block !== undefined && isBlank(block)
  })
}

/**
 * A value computed from the whole plan without its prose, such as the rows a picker offers. Renders after a paint and
 * only when the result is different; keep `select` stable or cheap. For the prose use `session.subscribe`.
 */
export function usePlanValue<T>(select: (plan: Plan) => T): T {
  const { store } = usePlan()
  const subscribe = useCallback((listener: () => void) => store.onValues(listener), [store])
  const read = useSettled(() => select(store.settledPlan()))
  return useSyncExternalStore(subscribe, read)
}

/** The key people say for a block or row, such as `G1`; null until the server has given one. */
export const useKey = (ref: Ref): string | null => usePlanValue((plan) => plan.facts.keys[ref] ?? null)

/**
 * Who else is in a block, a row or a field, each person once.
 * @param prefix a block id, or a block id and a path: `<block>`, `<block>` + `rows/<row>`, `<block>` + `title`
 */
export function usePresence(block: BlockId, path?: FieldPath): readonly Person[] {
  const { carets } = usePlan()
  const prefix = path === undefined ? `${block}.` : fieldKey(block, path)
  const subscribe = useCallback((listener: () => void) => carets.onAny(listener), [carets])
  const read = useSettled(() => {
    const people = new Map<string, Person>()
    for (const key of carets.keys())
      if (key === prefix || key.startsWith(prefix.endsWith('.') ? prefix : `${prefix}.`))
        for (const { person } of carets.at(key)) people.set(person.member, person)
    return [...people.values()]
  })
  return useSyncExternalStore(subscribe, read)
}
