import type { BlockId } from '@concord/schema'
import { Lock } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import { tip } from '../../ui/tooltip.ts'
import { words } from '../../words.ts'
import { usePrivateNotesHidden } from './hiding.ts'
import styles from './note.module.css'
import type { SideNotes } from './notes.ts'
import { useSideNotes } from './notes-context.ts'

function useCount({ store }: SideNotes, blocks: readonly BlockId[]): number {
  const isHidden = usePrivateNotesHidden()
  const count = useSyncExternalStore(store.subscribe, () => store.countOn(blocks))
  return isHidden ? 0 : count
}

/** The lock below a Block's key: there is a note, and pressing leads to it. */
export function NoteMark({ block }: { block: BlockId }) {
  const notes = useSideNotes()
  const count = useCount(notes, [block])
  if (count === 0) return null
  const label = words.notes.mark(count, notes.mine.name)
  return (
    <button
      type="button"
      className={styles.mark}
      data-side={notes.mine.side}
      data-private=""
      aria-label={label}
      onClick={() => notes.open(block)}
      {...tip({ label, side: 'right' })}
    >
      <Lock aria-hidden="true" />
      {count > 1 ? <span>{count}</span> : null}
    </button>
  )
}

/** The same in a list of Blocks, where the line itself leads to the Block. */
export function ListMark({ blocks }: { blocks: readonly BlockId[] }) {
  const notes = useSideNotes()
  const count = useCount(notes, blocks)
  if (count === 0) return null
  return (
    <span className={styles.listMark} data-side={notes.mine.side} data-private="">
      <Lock role="img" aria-label={words.notes.mark(count, notes.mine.name)} />
      {count > 1 ? <span aria-hidden="true">{count}</span> : null}
    </span>
  )
}
