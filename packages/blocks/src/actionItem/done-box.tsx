import { type Day, fieldKey } from '@concord/schema'
import { memo } from 'react'
import { useCard } from '../kit/card-scope.tsx'
import { useRegister } from '../kit/hooks.ts'
import { useCanWrite, usePlan } from '../kit/plan-context.tsx'
import css from './done-box.module.css'

/** Ticking says "done today", today being the plan's; unticking takes the day away. An edit like any other for undo. */
export const DoneBox = memo(function DoneBox({ name }: { name: string }) {
  const { block } = useCard()
  const session = usePlan()
  const canWrite = useCanWrite()
  const [doneAt, setDoneAt] = useRegister<Day>(block, 'doneAt')
  return (
    <input
      type="checkbox"
      className={css.box}
      aria-label={name}
      data-fk={fieldKey(block, 'doneAt')}
      checked={doneAt !== null}
      disabled={!canWrite}
      onChange={({ target }) => session.undo.asOneStep(() => setDoneAt(target.checked ? session.asOf : null))}
    />
  )
})
