import * as Y from 'yjs'

type Registers = Map<Y.Map<unknown>, Map<string, unknown>>
interface StackItemEvent {
  readonly stackItem: { readonly meta: Map<unknown, unknown> }
  readonly changedParentTypes: Map<
    Y.AbstractType<Y.YEvent<Y.AbstractType<unknown>>>,
    Y.YEvent<Y.AbstractType<unknown>>[]
  >
}

const oldRegisters = Symbol('registers before this step')

/** Origin of the repair below; undo does not track it. */
export const HEAL_ORIGIN = 'heal'

/** Keeps, for one undo step, the value every register had before it. The first value of a step counts. */
export function rememberOldRegisters({ stackItem, changedParentTypes }: StackItemEvent): void {
  const kept = (stackItem.meta.get(oldRegisters) as Registers | undefined) ?? new Map()
  stackItem.meta.set(oldRegisters, kept)
  for (const [type, events] of changedParentTypes) {
    if (!(type instanceof Y.Map)) continue
    const registers = kept.get(type) ?? new Map<string, unknown>()
    // Events of deeper types bubble up to their parents; only the map's own keys are registers of it.
    for (const event of events)
      if (event.target === type)
        for (const [key, { oldValue }] of event.changes.keys) if (!registers.has(key)) registers.set(key, oldValue)
    kept.set(type, registers)
  }
}

/**
 * Undo of a register can leave it empty: when two people set it while apart and the undone value had won, Yjs deletes
 * the winner but cannot bring back what stood before it. Then the old value is set again.
 */
export function healEmptyRegisters(doc: Y.Doc, stackItem: StackItemEvent['stackItem']): void {
  const kept = stackItem.meta.get(oldRegisters) as Registers | undefined
  if (!kept) return
  const empty = [...kept].flatMap(([map, registers]) =>
    [...registers]
      .filter(([key, before]) => isScalar(before) && !map.has(key) && isAlive(map))
      .map(([key, before]) => ({ map, key, before })),
  )
  if (empty.length === 0) return
  doc.transact(() => {
    for (const { map, key, before } of empty) map.set(key, before)
  }, HEAL_ORIGIN)
}

const isScalar = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value)
const isAlive = (map: Y.Map<unknown>) => map.doc !== null && map._item?.deleted !== true
