import { Link } from '@tanstack/react-router'
import type { ClosedReason } from '../session/connection.ts'
import { Button } from '../ui/button.tsx'
import { Sentence } from '../ui/sentence.tsx'
import { words } from '../words.ts'

/** A plan that is not shown: why, whom to ask, and what happened to work that was not saved. */
export function ClosedPage({
  reason,
  unsaved,
  ask,
  onRetry,
}: {
  reason: ClosedReason
  unsaved: number
  ask: readonly string[]
  onRetry: () => void
}) {
  const [title, sentence] = words.closed[reason]
  return (
    <Sentence title={title}>
      <p>{sentence}</p>
      {reason === 'removed' && ask.length > 0 ? <p>{words.closed.ask(words.list(ask))}</p> : null}
      {unsaved > 0 ? <p>{words.closed.kept(unsaved)}</p> : null}
      <p>
        {reason === 'unreachable' || reason === 'signIn' ? (
          <Button onClick={onRetry}>{words.closed.retry}</Button>
        ) : (
          <Link to="/">{words.closed.toPlans}</Link>
        )}
      </p>
    </Sentence>
  )
}
