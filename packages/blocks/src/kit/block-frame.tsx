import { type BlockId, type Ref, type Side, shapeOfKind } from '@concord/schema'
import { type KeyboardEvent, memo, type ReactNode, useRef } from 'react'
import { kitWords } from '../words.ts'
import { moveBlockBy } from './block-commands.ts'
import styles from './block-frame.module.css'
import { BlockHandle } from './block-handle.tsx'
import { BothEditedNotice } from './both-edited-notice.tsx'
import { Aside } from './card-aside.tsx'
import { CardScope, FieldHints, StillOpen } from './card-scope.tsx'
import { nextField } from './field-order.ts'
import { useKey, usePresence } from './hooks.ts'
import { useHintStack } from './margin.ts'
import { moveStep } from './move-keys.ts'
import type { Person } from './person.ts'
import { useCanWrite, usePlan } from './plan-context.tsx'
import { FIELD_ENTER } from './text/shared-text.tsx'

export interface BlockFrameProps {
  readonly id: BlockId
  readonly kind: string
  /** What stands after the kind and key in the card's accessible name: its status, "at risk". */
  readonly status?: string
  /** One line above the content: kind or title at the left, state and acks at the right. */
  readonly header?: ReactNode
  /** One line below a hairline: links to other blocks, what comes next. */
  readonly footer?: ReactNode
  /** The gutter shows this key instead of the block's own; null for none, as a table of keyed rows. */
  readonly keyOf?: Ref | null
  /** Breaks out of the text column, as a table with many columns does. */
  readonly wide?: boolean
  /** No padding: the content goes to the border, as a grid does. */
  readonly flush?: boolean
  /** Often longer than what is left of a page: it prints across pages, between its rows. */
  readonly long?: boolean
  /** The card places the hints about the block as a whole itself; otherwise they stand above its content. */
  readonly ownHints?: boolean
  readonly className?: string
  readonly children: ReactNode
}

/**
 * The skeleton that every card shares, so that people learn one thing: key, drag handle and menu in the left gutter,
 * who is editing, the "both edited" notice, hints in the right margin. Fields inside need only their path.
 */
export const BlockFrame = memo(function BlockFrame(props: BlockFrameProps) {
  const { id, kind, status, header, footer, keyOf = id, wide, flush, long, ownHints, className = '', children } = props
  const card = useRef<HTMLElement>(null)
  const shape = shapeOfKind(kind)
  const key = useKey(keyOf ?? id)
  const people = usePresence(id)
  const canWrite = useCanWrite()
  const session = usePlan()
  const shownKey = keyOf === null ? null : (key ?? (shape?.prefix ? kitWords.card.newKey(shape.prefix) : null))
  const name = [[shape?.label ?? kind, key].filter(Boolean).join(' '), status].filter(Boolean).join(', ')
  useHintStack(card, id)

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === '.' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      card.current?.querySelector<HTMLElement>('[data-drag-handle]')?.click()
      return
    }
    const step = canWrite && !event.defaultPrevented ? moveStep(event) : 0
    if (step === 0) return
    event.preventDefault()
    moveBlockBy(session, id, step)
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset inside contenteditable is edited by some browsers.
    <section
      role="group"
      ref={(element) => {
        card.current = element
        const onEnter = (event: Event) => nextField(event.target as Element, element)?.focus()
        element?.addEventListener(FIELD_ENTER, onEnter)
        return () => element?.removeEventListener(FIELD_ENTER, onEnter)
      }}
      id={`b-${id}`}
      className={`${styles.card} ${wide ? styles.wide : ''} ${flush ? styles.flush : ''} ${long ? styles.long : ''} ${className}`}
      aria-label={name}
      data-block={id}
      data-vendor={isHere(people, 'vendor') || undefined}
      data-partner={isHere(people, 'partner') || undefined}
      onKeyDown={onKeyDown}
    >
      <div className={styles.gutter}>
        {shownKey ? <span className={styles.key}>{shownKey}</span> : null}
        {canWrite ? <BlockHandle id={id} kind={kind} name={name} /> : null}
        <Aside part="Mark" block={id} kind={kind} />
      </div>
      {people.length > 0 ? <EditingPill people={people} /> : null}
      <CardScope block={id} kind={kind}>
        {header ? <div className={styles.header}>{header}</div> : null}
        {ownHints ? null : <FieldHints path="" />}
        <BothEditedNotice />
        {children}
        <StillOpen />
        {footer ? <div className={styles.footer}>{footer}</div> : null}
      </CardScope>
      <Aside part="Beside" block={id} kind={kind} />
    </section>
  )
})

const isHere = (people: readonly Person[], side: Side) => people.some((person) => person.side === side)

/** "Jo is editing": seen, and heard with the name of the card's group, never announced on its own. */
function EditingPill({ people }: { people: readonly Person[] }) {
  const { isEditing, manyEditing } = kitWords.card
  const sides = new Set(people.map(({ side }) => side))
  const text = people.length > 3 ? manyEditing(people.length) : isEditing(people.map(({ name }) => name))
  return (
    <span className={styles.editing} data-side={sides.size === 1 ? people[0]?.side : undefined}>
      {text}
    </span>
  )
}
