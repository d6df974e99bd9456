import { Plugin } from '@tiptap/pm/state'
import { yCursorPlugin } from '@tiptap/y-tiptap'
import type { Awareness } from 'y-protocols/awareness'
import { type Presence, personOf } from '../person.ts'

/** How long a name stays beside a caret that moved. */
const labelMilliseconds = 2000

/** The carets of others in the body: single bar for the vendor, double for the partner, the name for two seconds. */
export const bodyCarets = (awareness: Awareness): Plugin[] => [
  yCursorPlugin(awareness, {
    awarenessStateFilter: (mine: number, client: number, state: unknown) =>
      client !== mine && personOf(state) !== null && Boolean((state as Presence).cursor),
    cursorBuilder: (user: unknown, client: number) => caretElement(user, client),
    selectionBuilder: (user: unknown) => ({
      class: 'remote-selection',
      'data-side': personOf({ user })?.side ?? 'none',
    }),
  }),
  caretLabels(awareness),
]

function caretElement(user: unknown, client: number): HTMLElement {
  const person = personOf({ user })
  const caret = document.createElement('span')
  caret.dataset.caret = person?.side ?? 'none'
  caret.dataset.name = person?.name ?? ''
  caret.dataset.client = String(client)
  // A name of somebody else in the middle of a sentence is no part of it.
  caret.setAttribute('aria-hidden', 'true')
  caret.contentEditable = 'false'
  return caret
}

/** The binding keeps the element of a caret while it moves, so its label is shown from here. */
const caretLabels = (awareness: Awareness) =>
  new Plugin({
    view: (view) => {
      const places = new Map<number, string>()
      const timers = new Map<number, ReturnType<typeof setTimeout>>()
      const label = (client: number) => view.dom.querySelector<HTMLElement>(`[data-caret][data-client="${client}"]`)
      const show = (client: number) => {
        const caret = label(client)
        if (!caret) return
        caret.dataset.label = ''
        clearTimeout(timers.get(client))
        timers.set(
          client,
          setTimeout(() => label(client)?.removeAttribute('data-label'), labelMilliseconds),
        )
      }
      const onChange = ({ added, updated }: { added: number[]; updated: number[] }) => {
        for (const client of [...added, ...updated]) {
          if (client === awareness.clientID) continue
          const place = JSON.stringify((awareness.getStates().get(client) as Presence | undefined)?.cursor ?? null)
          if (place === places.get(client)) continue
          places.set(client, place)
          // The caret itself is drawn in the binding's own timer.
          setTimeout(show, 20, client)
        }
      }
      awareness.on('change', onChange)
      return {
        destroy: () => {
          awareness.off('change', onChange)
          for (const timer of timers.values()) clearTimeout(timer)
        },
      }
    },
  })
