import type { NoteId, NoteWritersResponse } from '@concord/schema'
import { useSyncExternalStore } from 'react'
import { shortDay } from '../../ui/format.ts'
import { words } from '../../words.ts'
import styles from './note.module.css'
import { useSideNotes } from './notes-context.ts'

type Told = NoteWritersResponse['notes'][NoteId]['first']

/** Who wrote a note and on which day; nothing while the server has not told it. */
export function WrittenBy({ note, id }: { note: NoteId; id: string }) {
  const { writers } = useSideNotes()
  const written = useSyncExternalStore(writers.subscribe, () => writers.of(note))
  if (!written) return null
  const [first, last] = [said(written.first), said(written.last)]
  return (
    <p id={id} className={styles.writtenBy}>
      {first === last ? first : words.notes.lastBy(first, last)}
    </p>
  )
}

const said = ({ at, by }: Told): string =>
  words.notes.by(by?.isMe ? words.notes.you : (by?.name ?? words.notes.gone), shortDay(at))
