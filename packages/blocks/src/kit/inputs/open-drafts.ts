import { useEffect, useRef } from 'react'

/** What somebody is typing into a register: it is written when it is finished, and until then stands in the input alone. */
export interface OpenDraft {
  /** Whether something is typed that the plan does not hold. */
  isOpen(): boolean
  /** Writes it, if it can be read. */
  keep(): void
}

const drafts = new Set<OpenDraft>()

/** Registers what is being typed: it is kept also when the input goes from the page while it is typed into. */
export function useOpenDraft(draft: OpenDraft): void {
  const latest = useRef(draft)
  latest.current = draft
  useEffect(() => {
    const registered: OpenDraft = { isOpen: () => latest.current.isOpen(), keep: () => latest.current.keep() }
    drafts.add(registered)
    return () => {
      drafts.delete(registered)
      if (registered.isOpen()) registered.keep()
    }
  }, [])
}

/** Writes everything that is being typed, before the page goes; true when there was something. */
export function keepOpenDrafts(): boolean {
  const open = [...drafts].filter((draft) => draft.isOpen())
  for (const draft of open) draft.keep()
  return open.length > 0
}
