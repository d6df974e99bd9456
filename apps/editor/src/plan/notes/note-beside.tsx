import { SharedText, selectBlock, useCanWrite, useKey, useMargin } from '@concord/blocks'
import { type BlockId, FIELD_ORIGIN, type NoteId, shapeOfKind } from '@concord/schema'
import { Eraser, Lock } from 'lucide-react'
import { type FocusEvent, Fragment, useEffect, useId, useRef, useSyncExternalStore } from 'react'
import { IconButton } from '../../ui/button.tsx'
import { toast } from '../../ui/toast.ts'
import { words } from '../../words.ts'
import { planEditor } from '../canvas/plan-editor.ts'
import { usePrivateNotesHidden } from './hiding.ts'
import styles from './note.module.css'
import { useSideNotes } from './notes-context.ts'
import { WrittenBy } from './written-by.tsx'

interface Place {
  readonly block: BlockId
  readonly kind: string
}

/** What my side wrote on a Block for itself; nothing while there is none, or it is hidden. */
export function NoteBeside({ block, kind }: Place) {
  const { store } = useSideNotes()
  const isHidden = usePrivateNotesHidden()
  const ids = useSyncExternalStore(store.subscribe, () => store.shownOn(block))
  const isAsked = useSyncExternalStore(store.subscribe, () => store.isAsked(block))
  if (isHidden || (ids.length === 0 && !isAsked)) return null
  return <NoteCard block={block} kind={kind} ids={ids} isAsked={isAsked} />
}

function NoteCard({ block, kind, ids, isAsked }: Place & { ids: readonly NoteId[]; isAsked: boolean }) {
  const { side, store, carets, mine, theirs } = useSideNotes()
  const card = useRef<HTMLElement>(null)
  const audience = useId()
  const key = useKey(block)
  const canWrite = useCanWrite()
  const phase = useSyncExternalStore(side.subscribe, side.phase)
  const mayWrite = canWrite && phase === 'open'
  const name = words.notes.on([shapeOfKind(kind)?.label ?? kind, key].filter(Boolean).join(' '))
  useMargin(card)

  useEffect(() => {
    if (isAsked && mayWrite && ids.length === 0) store.begin(block)
  }, [isAsked, mayWrite, ids, store, block])
  // Opened to be written in: the caret goes there once, as soon as there is a field; to the card's sentence until then.
  const hasField = ids.length > 0
  const isReady = hasField || phase !== 'open'
  useEffect(() => {
    const active = document.activeElement
    const isWaiting = hasField && active === card.current
    if (!isAsked || !isReady || (card.current?.contains(active) && !isWaiting)) return
    const field = card.current?.querySelector('textarea')
    const target = field ?? card.current
    target?.focus({ preventScroll: true })
    field?.setSelectionRange(field.value.length, field.value.length)
    card.current?.scrollIntoView({ block: 'nearest' })
  }, [isAsked, isReady, hasField])

  const onBlur = ({ relatedTarget }: FocusEvent) => {
    carets.announce(null)
    // Another window in front is no turning away.
    if (card.current?.contains(relatedTarget) || !document.hasFocus()) return
    store.undo.stopCapturing()
    store.leave(block)
  }
  const clear = () => {
    store.clear(block)
    const view = planEditor.current?.view
    if (view) selectBlock(view, block)
    toast(words.notes.cleared(name), { label: words.blocks.undo, run: () => void store.undo.undo() })
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset inside contenteditable is edited by some browsers.
    <section
      ref={card}
      role="group"
      tabIndex={-1}
      className={styles.note}
      data-side={mine.side}
      data-private=""
      data-margin=""
      aria-label={words.notes.label(name, mine.name)}
      onFocus={() => store.ask(block)}
      onBlur={onBlur}
    >
      <div className={styles.head}>
        <Lock aria-hidden="true" />
        <b>{words.notes.only(mine.name)}</b>
        {mayWrite && ids.length > 0 ? (
          <IconButton size="small" label={words.notes.clear} className={styles.clear} onClick={clear}>
            <Eraser aria-hidden="true" />
          </IconButton>
        ) : null}
        {key ? <span className={styles.key}>{key}</span> : null}
      </div>
      {ids.map((id) => (
        <Fragment key={id}>
          <SharedText
            text={store.text(id)}
            caretKey={id}
            carets={carets}
            undo={store.undo}
            origin={FIELD_ORIGIN}
            canWrite={mayWrite}
            className={styles.text ?? ''}
            aria-label={words.notes.label(name, mine.name)}
            aria-describedby={`${audience}-${id} ${audience}`}
            placeholder={words.notes.placeholder(mine.name)}
          />
          <WrittenBy note={id} id={`${audience}-${id}`} />
        </Fragment>
      ))}
      {phase === 'open' ? null : (
        <p className={styles.trouble} role="status">
          {words.notes.trouble[phase]}
        </p>
      )}
      <p id={audience} className={styles.audience}>
        {words.notes.audience(theirs)}
      </p>
    </section>
  )
}
