import type { BlockId } from '@concord/schema'
import { createContext, useContext } from 'react'

/** What the plan page can do from anywhere: keys, menus and the palette share these. */
export interface PageCommands {
  openPalette(): void
  /** The palette with the people in the plan. */
  openWhoIsHere(): void
  openShortcuts(): void
  openFind(): void
  openReplace(): void
  /** Puts the caret into the selected card, or where it last was in the text. */
  startEditing(): void
  toggleOutline(): void
  copyPlanLink(): void
  /** Who takes part, and inviting more. */
  openShare(): void
  /** Scrolls to a Block, marks it for a moment and puts its address into the address bar. */
  goToBlock(id: BlockId): void
  /** Scrolls to a top-level node of the body, such as a heading. */
  goToNode(at: number): void
  openMoveTo(id: BlockId): void
  /** Opens the insert menu at the caret. */
  openInsert(): void
}

export const CommandsContext = createContext<PageCommands | null>(null)

export function useCommands(): PageCommands {
  const commands = useContext(CommandsContext)
  if (!commands) throw new Error('A part of the plan page stands outside of it.')
  return commands
}
