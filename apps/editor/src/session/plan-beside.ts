import type { SaveFacts } from './save-state.ts'
import type { UnsavedWords } from './unsaved-words.ts'

/** Another room that stands and falls with the plan, such as the one of my side: what is unsaved there is unsaved here. */
export interface PlanBeside {
  readonly hasUnsaved: boolean
  readonly saveFacts: SaveFacts
  /** What I wrote there and the server does not have. */
  words(): UnsavedWords[]
  /** Makes a fresh connection now. */
  retry(): void
  /** The reader may not see it any more: it leaves the page, and the device unless work would be lost. */
  end(): void
  close(): void
}
