import { type BlockId, type BlockKind, isBlockKind, type Json, roots } from '@concord/schema'
import { memo, useCallback, useSyncExternalStore } from 'react'
import { createPortal } from 'react-dom'
import * as Y from 'yjs'
import type { BlockView } from '../../registry.ts'
import { kitWords } from '../../words.ts'
import { useAnyBlock } from '../hooks.ts'
import { usePlan } from '../plan-context.tsx'
import { CardBoundary } from './card-boundary.tsx'
import type { CardSlots } from './card-slots.ts'
import styles from './plan-block.module.css'
import { RawFields } from './raw-fields.tsx'

export type BlockViews = Readonly<Record<BlockKind, BlockView>>

/** Draws the cards of an editor. Put it once inside the `PlanProvider`, beside the editor's content. */
export function PlanCards({ slots, views }: { slots: CardSlots; views: BlockViews }) {
  const cards = useSyncExternalStore(slots.subscribe, slots.list)
  return cards.map(({ id, kind, element }) => createPortal(<PlanCard id={id} kind={kind} views={views} />, element, id))
}

/** One card: the view of its kind, or what can be shown where there is none. */
const PlanCard = memo(function PlanCard({ id, kind, views }: { id: BlockId; kind: string; views: BlockViews }) {
  const { store, doc } = usePlan()
  const subscribe = useCallback((listener: () => void) => store.changes.onField(id, 'kind', listener), [store, id])
  const hasArrived = useSyncExternalStore(subscribe, () => roots(doc).blocks.get(id) instanceof Y.Map)
  if (!hasArrived) return <Notice title={kitWords.card.notArrived} id={id} />
  if (!isBlockKind(kind)) return <NewerCard id={id} kind={kind} />
  const View = views[kind]
  return (
    <CardBoundary fallback={(retry) => <FailedCard id={id} onRetry={retry} />}>
      <View id={id} kind={kind} />
    </CardBoundary>
  )
})

/** A kind that a newer Concord brought: grey, with its raw fields. It can be moved and written around. */
function NewerCard({ id, kind }: { id: BlockId; kind: string }) {
  return (
    <Notice title={kitWords.card.newer} help={`${kind}. ${kitWords.card.newerHelp}`} id={id}>
      <Raw id={id} />
    </Notice>
  )
}

function FailedCard({ id, onRetry }: { id: BlockId; onRetry: () => void }) {
  return (
    <Notice title={kitWords.card.failed} help={kitWords.card.failedHelp} id={id}>
      <button type="button" className={styles.retry} onClick={onRetry}>
        {kitWords.card.retry}
      </button>
      <Raw id={id} />
    </Notice>
  )
}

/** The stored fields of a block, read again after each change and by no rule that could fail. */
function Raw({ id }: { id: BlockId }) {
  const { doc } = usePlan()
  useAnyBlock(id)
  const data = roots(doc).blocks.get(id)
  return data instanceof Y.Map ? <RawFields value={data.toJSON() as Json} /> : null
}

function Notice(props: { id: BlockId; title: string; help?: string; children?: React.ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset inside contenteditable is edited by some browsers.
    <section role="group" className={styles.notice} id={`b-${props.id}`} data-block={props.id} aria-label={props.title}>
      <p className={styles.title}>{props.title}</p>
      {props.help ? <p className={styles.help}>{props.help}</p> : null}
      {props.children}
    </section>
  )
}
