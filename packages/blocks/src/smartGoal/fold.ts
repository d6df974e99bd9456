import type { BlockId } from '@concord/schema'
import { useCallback, useState } from 'react'

/** How much of a goal is shown: one line, what it stands at, or every field. */
export type Fold = 'line' | 'open' | 'full'

const FOLDS: readonly Fold[] = ['line', 'open', 'full']
const keyOf = (member: string, block: BlockId) => `concord.fold.${member}.${block}`

/** A person's own choice for one goal on this device; until there is one the goal's state decides. */
export function useFold(member: string, block: BlockId, unlessChosen: Fold): readonly [Fold, (fold: Fold) => void] {
  const [chosen, setChosen] = useState(() => readFold(keyOf(member, block)))
  const choose = useCallback(
    (fold: Fold) => {
      setChosen(fold)
      try {
        localStorage.setItem(keyOf(member, block), fold)
      } catch {
        // A browser that keeps nothing forgets the choice with the page, and that is all it costs.
      }
    },
    [member, block],
  )
  return [chosen ?? unlessChosen, choose]
}

function readFold(key: string): Fold | null {
  try {
    return FOLDS.find((fold) => fold === localStorage.getItem(key)) ?? null
  } catch {
    return null
  }
}
