import { useEffect } from 'react'
import type { CardSlots } from './kit/plan-block/card-slots.ts'
import { PlanCards } from './kit/plan-block/plan-cards.tsx'
import { views } from './registry.ts'

export interface CardsProps {
  readonly slots: CardSlots
  /** Cards can be drawn from now on. */
  readonly onHere: () => void
}

/** The cards of an editor with the views of all kinds. Put it once inside the `PlanProvider`, beside the editor's content. */
export default function Cards({ slots, onHere }: CardsProps) {
  useEffect(onHere, [onHere])
  return <PlanCards slots={slots} views={views} />
}
