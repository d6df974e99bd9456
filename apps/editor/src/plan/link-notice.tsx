import { restoreBlock, useCanWrite, usePlan } from '@concord/blocks'
import { bodyRoot, definitionOf, readBlock } from '@concord/schema'
import { X } from 'lucide-react'
import { Button, IconButton } from '../ui/button.tsx'
import { words } from '../words.ts'
import type { LinkTarget } from './deep-link.ts'
import styles from './link-notice.module.css'
import { useCommands } from './page-commands.ts'

/** Says what became of the Block that the address points at, and offers what can be done. */
export function LinkNotice({ target, onClose }: { target: LinkTarget; onClose: () => void }) {
  const session = usePlan()
  const canWrite = useCanWrite()
  const { goToBlock } = useCommands()
  if (target.state === 'here') return null
  const isRemoved = target.state === 'removed'
  const restore = () => {
    if (!isRemoved) return
    restoreBlock(session, target.id, target.kind, bodyRoot(session.doc).length)
    onClose()
    goToBlock(target.id)
  }
  return (
    <section className={styles.notice} role="status">
      <div className={styles.words}>
        <h2>{isRemoved ? words.link.removedTitle : words.link.missingTitle}</h2>
        <p>{isRemoved ? words.link.removed(nameOf(session, target)) : words.link.missing}</p>
        <p className={styles.actions}>
          {isRemoved && canWrite ? (
            <Button size="small" onClick={restore}>
              {words.link.restore}
            </Button>
          ) : null}
          <Button size="small" look="quiet" onClick={onClose}>
            {words.link.top}
          </Button>
        </p>
      </div>
      <IconButton label={words.frame.close} size="small" onClick={onClose}>
        <X aria-hidden="true" />
      </IconButton>
    </section>
  )
}

function nameOf(session: ReturnType<typeof usePlan>, target: Extract<LinkTarget, { state: 'removed' }>): string {
  const block = readBlock(session.doc, target.id)?.block
  const title = block && 'title' in block ? block.title.trim() : ''
  const label = definitionOf(target.kind)?.shape.label ?? target.kind
  return [session.plan().facts.keys[target.id], title || label].filter(Boolean).join(' ')
}
