import type { BlockId } from '@concord/schema'
import { type ComponentType, createContext, use } from 'react'

/** What the page puts beside every card without the cards knowing what it is. */
export interface CardAside {
  /** In the margin of the card, or below its content where there is none. Place it with {@link useMargin}. */
  readonly Beside: ComponentType<{ readonly block: BlockId; readonly kind: string }>
  /** Below the card's key. */
  readonly Mark: ComponentType<{ readonly block: BlockId; readonly kind: string }>
}

const AsideContext = createContext<CardAside | null>(null)

/** Gives the cards below something to stand beside them; null for nothing. It may come when they stand already. */
export const CardAsideProvider = AsideContext.Provider

/** What stands beside a card. Only this renders when it comes, not the card. */
export function Aside({ part, block, kind }: { part: keyof CardAside; block: BlockId; kind: string }) {
  const Part = use(AsideContext)?.[part]
  return Part ? <Part block={block} kind={kind} /> : null
}
