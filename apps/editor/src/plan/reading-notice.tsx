import { usePlanValue } from '@concord/blocks'
import type { Plan } from '@concord/schema'
import { Eye } from 'lucide-react'
import { useCallback } from 'react'
import { whomToAsk } from '../session/whom-to-ask.ts'
import { Button } from '../ui/button.tsx'
import { words } from '../words.ts'
import { useHasUnsent, usePlanAnswer, useReadOnly } from './plan-context.tsx'
import styles from './reading-notice.module.css'

/** Tells somebody who only reads that it is so, and who or what can change it. */
export function ReadingNotice() {
  const readOnly = useReadOnly()
  if (readOnly === null) return null
  return (
    <section className={styles.notice} role="status" aria-label={words.reading.label}>
      <Eye aria-hidden="true" />
      {readOnly === 'role' ? <RoleWords /> : <ReloadWords />}
    </section>
  )
}

function RoleWords() {
  const { member } = usePlanAnswer()
  const isByLink = member.side === null
  const owners = usePlanValue(useCallback(({ facts }: Plan) => whomToAsk(facts, member.side), [member.side]))
  return (
    <p>
      {isByLink ? words.reading.byLink : words.reading.role}{' '}
      {owners.length > 0 ? words.reading.ask(words.list(owners)) : null}
    </p>
  )
}

function ReloadWords() {
  const hasUnsent = useHasUnsent()
  return (
    <>
      <p>
        {words.reading.editorTooOld} {hasUnsent ? words.reading.keptForReload : null}
      </p>
      <Button size="small" onClick={() => location.reload()}>
        {words.reading.reload}
      </Button>
    </>
  )
}
