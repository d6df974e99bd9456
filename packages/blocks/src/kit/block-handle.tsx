import type { BlockId } from '@concord/schema'
import { GripVertical } from 'lucide-react'
import { type KeyboardEvent, Suspense, useRef, useState } from 'react'
import { kitWords } from '../words.ts'
import { moveBlockBy } from './block-commands.ts'
import styles from './block-frame.module.css'
import { useHeldKeys } from './held-keys.ts'
import { lazyPart } from './lazy-part.ts'
import { moveStep } from './move-keys.ts'
import { usePlan } from './plan-context.tsx'

const BlockMenu = lazyPart(() => import('./block-menu.tsx'))

/**
 * Drag handle and menu button of a card in one. A span, because a button cannot be dragged in every browser.
 * The keys of `moveStep` move the card without dragging.
 */
export function BlockHandle({ id, kind, name }: { id: BlockId; kind: string; name: string }) {
  const session = usePlan()
  const [isOpen, setOpen] = useState(false)
  const handle = useRef<HTMLSpanElement>(null)
  const close = () => setOpen(false)
  const giveKeys = useHeldKeys(isOpen, close)

  const onKeyDown = (event: KeyboardEvent) => {
    const step = moveStep(event)
    if (step !== 0) moveBlockBy(session, id, step)
    else if ((event.key === 'Enter' || event.key === ' ') && !event.ctrlKey && !event.metaKey) setOpen(true)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: Firefox does not drag buttons. */}
      <span
        ref={handle}
        role="button"
        tabIndex={0}
        draggable
        className={styles.handle}
        aria-label={kitWords.menu.open(name)}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        data-drag-handle=""
        onClick={() => setOpen(true)}
        onKeyDown={onKeyDown}
      >
        <GripVertical size={16} aria-hidden="true" />
      </span>
      {isOpen ? (
        <Suspense fallback={null}>
          <BlockMenu anchor={handle} id={id} kind={kind} onClose={close} onFocus={giveKeys} />
        </Suspense>
      ) : null}
    </>
  )
}
