/// <reference types="vite/client" />
import {
  CardSlots,
  createPlanSession,
  PlanCards,
  PlanProvider,
  type PlanSession,
  planExtensions,
  views,
} from '@concord/blocks'
import '@concord/blocks/styles.css'
import { noFacts, type PlanJson, planDoc } from '@concord/schema'
import { Editor } from '@tiptap/core'
import { EditorContent } from '@tiptap/react'
import { createRoot } from 'react-dom/client'
import { Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import './desk.css'

/** One person's editor in the test page, with the handles a test needs. */
interface Desk {
  readonly session: PlanSession
  readonly editor: Editor
  readonly removed: string[]
}

declare global {
  interface Window {
    desks: Record<'vendor' | 'partner', Desk>
    /** True while edits travel between the two desks; setting it true again exchanges what was missed. */
    setConnected(connected: boolean): void
    Y: typeof Y
  }
}

const params = new URLSearchParams(location.search)
const plan: PlanJson = JSON.parse(params.get('plan') ?? '{"meta":{},"body":[],"blocks":{}}')
const seed = Y.encodeStateAsUpdate(planDoc(plan))
const facts = { ...noFacts, keys: JSON.parse(params.get('keys') ?? '{}') }

function openDesk(side: 'vendor' | 'partner', name: string): Desk {
  const doc = new Y.Doc()
  Y.applyUpdate(doc, seed, 'remote')
  const awareness = new Awareness(doc)
  awareness.setLocalState({ user: { member: name, name, side, color: '#2f4bc7' } })
  const removed: string[] = []
  const session = createPlanSession({
    doc,
    awareness,
    me: { member: name, name, side },
    facts,
    asOf: '2026-11-23',
    locale: params.get('locale') ?? 'en-US',
    actions: { onRemovedUnderMe: ({ id, restore }) => removed.push(id) && Object.assign(window, { restore }) },
  })
  const slots = new CardSlots()
  const editor = new Editor({ extensions: planExtensions({ session, slots }) })
  const main = document.createElement('main')
  main.className = 'desk'
  main.id = side
  document.getElementById('root')?.append(main)
  createRoot(main).render(
    <PlanProvider session={session} canWrite>
      <div className="column">
        <EditorContent editor={editor} />
        <PlanCards slots={slots} views={views} />
      </div>
    </PlanProvider>,
  )
  return { session, editor, removed }
}

const desks = { vendor: openDesk('vendor', 'Ana'), partner: openDesk('partner', 'Jo') }
const pairs = [
  [desks.vendor.session, desks.partner.session],
  [desks.partner.session, desks.vendor.session],
] as const
let connected = true
for (const [from, to] of pairs) {
  from.doc.on('update', (update: Uint8Array, origin: unknown) => {
    if (connected && origin !== 'remote') Y.applyUpdate(to.doc, update, 'remote')
  })
  from.awareness.on('update', ({ added, updated, removed }: Record<string, number[]>, origin: unknown) => {
    const changed = [...(added ?? []), ...(updated ?? []), ...(removed ?? [])]
    if (connected && origin !== 'remote')
      applyAwarenessUpdate(to.awareness, encodeAwarenessUpdate(from.awareness, changed), 'remote')
  })
}
window.desks = desks
window.Y = Y
window.setConnected = (next) => {
  connected = next
  if (!next) return
  for (const [from, to] of pairs)
    Y.applyUpdate(to.doc, Y.encodeStateAsUpdate(from.doc, Y.encodeStateVector(to.doc)), 'remote')
}
