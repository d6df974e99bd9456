import type { CardAside } from '@concord/blocks'
import type { BlockId } from '@concord/schema'
import { type ComponentType, createContext, use } from 'react'
import type { SideNotes } from './notes.ts'

/** The private notes of my side in this window, once they are fetched, and what draws them. */
export interface Notes {
  readonly opened: SideNotes
  readonly aside: CardAside
  /** The mark of Blocks with notes, for lists of them. */
  readonly ListMark: ComponentType<{ readonly blocks: readonly BlockId[] }>
}

const NotesContext = createContext<Notes | null>(null)
export const NotesProvider = NotesContext.Provider

/** Null while there are none to see, and for whoever belongs to no side. */
export const useNotes = (): Notes | null => use(NotesContext)

/** The same for what is drawn only when they are here. */
export function useSideNotes(): SideNotes {
  const notes = useNotes()
  if (!notes) throw new Error('A note stands outside of the notes of a side.')
  return notes.opened
}
