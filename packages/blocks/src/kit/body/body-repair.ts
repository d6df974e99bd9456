import { repairBody, roots } from '@concord/schema'
import { Plugin } from '@tiptap/pm/state'
import type * as Y from 'yjs'
import type { Transaction, XmlFragment, YEvent } from 'yjs'

/**
 * Two people may move one block at once, which leaves two atoms: after whatever added something to the body, remote or
 * not, the later ones go. Answering a remote change is safe here because the repair only deletes and every peer keeps
 * the same atom.
 */
export const bodyRepair = (doc: Y.Doc, canWrite: () => boolean) =>
  new Plugin({
    view: () => {
      const { body } = roots(doc)
      let timer: ReturnType<typeof setTimeout> | undefined
      const onBody = (events: YEvent<XmlFragment>[], _: Transaction) => {
        if (timer !== undefined || !events.some((event) => event.changes.added.size > 0)) return
        // Never inside an observer: others have yet to see the change that is being repaired.
        timer = setTimeout(() => {
          timer = undefined
          if (canWrite()) repairBody(doc)
        }, 0)
      }
      body.observeDeep(onBody as Parameters<typeof body.observeDeep>[0])
      return {
        destroy: () => {
          clearTimeout(timer)
          body.unobserveDeep(onBody as Parameters<typeof body.observeDeep>[0])
        },
      }
    },
  })
