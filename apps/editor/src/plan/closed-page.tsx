import { PageLink } from '../routes/page-link.tsx'
import type { ClosedReason } from '../session/plan-state.ts'
import type { UnsavedWords } from '../session/unsaved-words.ts'
import { Button } from '../ui/button.tsx'
import { longDay } from '../ui/format.ts'
import { Sentence } from '../ui/sentence.tsx'
import { words } from '../words.ts'
import { WordsToCopy } from './kept-words.tsx'

/** A plan that is not shown: why, whom to ask, and what happened to work that was not saved. */
export function ClosedPage({
  reason,
  unsaved,
  words: written,
  ask,
  undoUntil,
  onRetry,
}: {
  reason: ClosedReason
  unsaved: number
  words: readonly UnsavedWords[]
  ask: readonly string[]
  undoUntil: number | null
  onRetry: () => void
}) {
  const [title, sentence] = words.closed[reason]
  return (
    <Sentence title={title}>
      <p>{sentence}</p>
      {undoUntil !== null ? <p>{words.closed.deletedUntil(longDay(undoUntil))}</p> : null}
      {reason === 'removed' && ask.length > 0 ? <p>{words.closed.ask(words.list(ask))}</p> : null}
      {unsaved > 0 ? <p>{words.closed.kept(unsaved)}</p> : null}
      {written.length > 0 ? (
        <>
          <p>{words.closed.yours}</p>
          <WordsToCopy words={written} />
        </>
      ) : null}
      <p>
        {reason === 'signIn' ? (
          <a href={`/sign-in?to=${encodeURIComponent(location.pathname)}${location.hash}`}>{words.closed.toSignIn}</a>
        ) : reason === 'unreachable' ? (
          <Button onClick={onRetry}>{words.closed.retry}</Button>
        ) : (
          <PageLink to={reason === 'deleted' ? '/plans?show=deleted' : '/plans'}>{words.closed.toPlans}</PageLink>
        )}
      </p>
    </Sentence>
  )
}
