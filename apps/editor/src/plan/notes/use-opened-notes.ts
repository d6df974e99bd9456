import { useEffect, useState } from 'react'
import type { PlanConnection } from '../../session/connection.ts'
import { afterFirstThings } from '../../ui/first-things.ts'
import { toast } from '../../ui/toast.ts'
import { words } from '../../words.ts'
import { onNoteRequest } from '../page-events.ts'
import { useConnection, usePlanAnswer } from '../plan-context.tsx'
import type { OpenedNotes } from './notes.ts'
import type { Notes } from './notes-context.ts'

/** Longest wait for an idle moment. */
const PATIENCE_MS = 1500

/** The notes of my side, opened when the plan has long been there; null before, and for whoever belongs to no side. */
export function useOpenedNotes(): Notes | null {
  const connection = useConnection()
  const { rooms } = usePlanAnswer()
  const hasRoom = rooms.side !== null
  const [notes, setNotes] = useState<Notes | null>(null)
  useEffect(() => {
    if (!hasRoom) return
    let stop = () => {}
    let opening: Promise<OpenedNotes> | null = null
    const open = () => {
      opening ??= openOn(connection, setNotes).then(
        (opened) => {
          stop = opened.stop
          return opened
        },
        (error: unknown) => {
          opening = null
          throw error
        },
      )
      return opening
    }
    const stopWaiting = afterFirstThings(() => whenIdle(() => void open().catch(() => undefined)))
    const stopAsking = onNoteRequest((block) =>
      open().then(
        (opened) => opened.open(block),
        () => toast(words.notes.unreachable),
      ),
    )
    return () => {
      stopWaiting()
      stopAsking()
      stop()
    }
  }, [connection, hasRoom])
  return notes
}

async function openOn(connection: PlanConnection, show: (notes: Notes | null) => void) {
  const { openNotes } = await import('./notes.ts')
  return openNotes(connection, show)
}

const whenIdle = (run: () => void) =>
  'requestIdleCallback' in window ? requestIdleCallback(run, { timeout: PATIENCE_MS }) : setTimeout(run, PATIENCE_MS)
