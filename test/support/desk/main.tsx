/// <reference types="vite/client" />
import {
  CardSlots,
  createPlanSession,
  GeneratedCard,
  PlanCards,
  PlanProvider,
  type PlanSession,
  planExtensions,
} from '@concord/blocks'
import '@concord/blocks/styles.css'
import { type BlockKind, blockKinds, noFacts, type Side } from '@concord/schema'
import { Editor } from '@tiptap/core'
import { EditorContent } from '@tiptap/react'
import { createRoot } from 'react-dom/client'
import { Awareness } from 'y-protocols/awareness'
import * as Y from 'yjs'
import { channelNetwork } from './channel-network.ts'
import './desk.css'

declare global {
  interface Window {
    desk: {
      readonly session: PlanSession
      readonly editor: Editor
      /** Blocks that somebody else removed while they had the focus here, with the way to bring each back. */
      readonly removed: { readonly id: string; readonly restore: () => void }[]
      /** What could not be done, as it was said. */
      readonly refused: string[]
      /** False holds edits back in both directions; true exchanges what was missed. */
      setConnected(connected: boolean): void
    }
  }
}

/** What a test hands over in the address: the plan as a Yjs update and who sits at this desk. */
interface Handover {
  readonly update: number[]
  readonly side: Side
  readonly name: string
  readonly keys: Readonly<Record<string, string>>
}

const { update, side, name, keys }: Handover = JSON.parse(decodeURIComponent(location.hash.slice(1)))
const doc = new Y.Doc()
Y.applyUpdate(doc, Uint8Array.from(update), 'remote')
const awareness = new Awareness(doc)
const me = { member: name, name, side }
awareness.setLocalState({ user: { ...me, color: '#4a5361' } })

const removed: { id: string; restore: () => void }[] = []
const refused: string[] = []
const session = createPlanSession({
  doc,
  awareness,
  me,
  facts: { ...noFacts, keys },
  asOf: '2026-11-23',
  locale: navigator.language,
  actions: {
    onRemovedUnderMe: ({ id, restore }) => removed.push({ id, restore }),
    onRefused: (sentence) => refused.push(sentence),
  },
})
const slots = new CardSlots()
const editor = new Editor({ extensions: planExtensions({ session, slots }) })
window.desk = { session, editor, removed, refused, setConnected: channelNetwork(doc, awareness) }

// Every field of a kind in plain sight: the desk is about cards as such, whatever their design.
const views = Object.fromEntries(blockKinds.map((kind) => [kind, GeneratedCard])) as Record<
  BlockKind,
  typeof GeneratedCard
>

const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <PlanProvider session={session} canWrite>
      <main className="desk">
        <div className="column">
          <EditorContent editor={editor} />
          <PlanCards slots={slots} views={views} />
        </div>
      </main>
    </PlanProvider>,
  )
