import { type CardAside, FieldCarets } from '@concord/blocks'
import { type BlockId, noteAt, type PlanResponse, type Side, shapeOfKind } from '@concord/schema'
import { api } from '../../api/client.ts'
import type { PlanConnection } from '../../session/connection.ts'
import { SideConnection } from '../../session/side-connection.ts'
import { toast } from '../../ui/toast.ts'
import { words } from '../../words.ts'
import { planEditor } from '../canvas/plan-editor.ts'
import { arePrivateNotesHidden, hidePrivateNotes } from './hiding.ts'
import { NoteBeside } from './note-beside.tsx'
import { ListMark, NoteMark } from './note-mark.tsx'
import { NoteStore } from './note-store.ts'
import { NoteWriters } from './note-writers.ts'
import type { Notes } from './notes-context.ts'

/** The private notes of my side, opened. */
export interface SideNotes {
  readonly side: SideConnection
  readonly store: NoteStore
  readonly carets: FieldCarets
  readonly writers: NoteWriters
  /** My company and the other one, as people call them. */
  readonly mine: { readonly side: Side; readonly name: string }
  readonly theirs: string
  open(block: BlockId): void
}

export interface OpenedNotes {
  /** Shows the note of a Block to be written in. */
  open(block: BlockId): void
  stop(): void
}

type OpenPlan = Pick<PlanResponse, 'id' | 'rooms' | 'member' | 'companies'>

/** Opens the room of my side beside the plan; `show` is told what the page shows of it. */
export function openNotes(connection: PlanConnection, show: (notes: Notes | null) => void): OpenedNotes {
  const state = connection.state()
  if (state.phase !== 'open') throw new Error('Notes are opened on a plan that is open.')
  let opened = openSide(connection, state.plan)
  const watch = () => {
    if (opened.side.phase() !== 'takenBack') return
    close(opened)
    opened = openSide(connection, state.plan)
    begin()
  }
  const begin = () => {
    opened.side.subscribe(watch)
    show(notesOn(opened))
  }
  begin()
  return {
    open: (block) => opened.open(block),
    stop: () => {
      show(null)
      close(opened)
    },
  }
}

function openSide(connection: PlanConnection, { id, rooms, member, companies }: OpenPlan): SideNotes {
  const room = rooms.side
  const mine = member.side
  if (room === null || mine === null) throw new Error('This reader has no side.')
  const me = { id: member.id, name: member.name, side: mine }
  const side: SideConnection = connection.openBeside(
    (host) =>
      new SideConnection({ plan: id, room, me }, host, (places) =>
        places.flatMap(({ path: [note = ''] }) => {
          const found = noteAt(side.doc, note)
          const text = found?.text.toString() ?? ''
          return found && text.trim() ? [{ place: words.notes.on(nameOf(connection, found.block)), text }] : []
        }),
      ),
  )
  const store = new NoteStore(side.doc)
  return {
    side,
    store,
    carets: new FieldCarets(side.awareness),
    writers: new NoteWriters(() => api.noteWriters(id), store, side),
    mine: { side: mine, name: companies[mine].shortName },
    theirs: companies[mine === 'vendor' ? 'partner' : 'vendor'].shortName,
    open: (block) => openNote(store, block),
  }
}

function close({ side, store, carets, writers }: SideNotes): void {
  writers.destroy()
  carets.destroy()
  store.destroy()
  side.close()
}

function openNote(store: NoteStore, block: BlockId): void {
  const show = () => {
    hidePrivateNotes(false)
    planEditor.card(block)
    store.ask(block)
  }
  if (arePrivateNotesHidden()) toast(words.notes.hidden, { label: words.notes.show, run: show })
  else show()
}

/** "Goal G1" */
function nameOf(connection: PlanConnection, block: BlockId): string {
  const state = connection.state()
  if (state.phase !== 'open') return ''
  const { content, facts } = state.session.plan()
  const kind = content.blocks.get(block)?.kind
  return [kind && (shapeOfKind(kind)?.label ?? kind), facts.keys[block]].filter(Boolean).join(' ')
}

const aside: CardAside = { Beside: NoteBeside, Mark: NoteMark }
const notesOn = (opened: SideNotes): Notes => ({ opened, aside, ListMark })
