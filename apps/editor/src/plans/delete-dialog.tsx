import { type ListedPlan, otherSide } from '@concord/schema'
import { type FormEvent, useId, useState } from 'react'
import { api } from '../api/client.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { longDay } from '../ui/format.ts'
import { words } from '../words.ts'
import styles from './form.module.css'
import { companyWith, isSpoken, spokenTitle } from './plan-list.ts'
import { useAct } from './use-act.ts'

const say = words.plans

/** Deleting a plan, or proposing it: says what will happen, and asks for the title so that no slip does it. */
export function DeleteDialog({ plan, onClose }: { plan: ListedPlan; onClose: () => void }) {
  const act = useAct()
  const [typed, setTyped] = useState('')
  const [isBusy, setBusy] = useState(false)
  const id = useId()
  const other = companyWith(plan)
  const title = spokenTitle(plan)
  const isAgreeing = plan.life.deletionAskedBy === otherSide(plan.side)
  const isAlone = plan.owners[otherSide(plan.side)] === null
  const what = isAgreeing
    ? say.deleteAgree(other.name)
    : isAlone
      ? say.deleteAlone(other.name)
      : say.deleteBoth(other.name)
  const isTyped = isSpoken(typed, plan)

  async function remove(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    await act(api.deletePlan(plan.id), ({ undoUntil }) =>
      undoUntil === null ? say.proposed(other.name) : say.deleted(longDay(undoUntil)),
    )
    onClose()
  }

  return (
    <Dialog title={say.deleteTitle(title)} onClose={onClose}>
      <form className={styles.dialog} onSubmit={remove}>
        <p>{what}</p>
        <label className={styles.label} htmlFor={id}>
          {say.deleteType(title)}
        </label>
        <input
          id={id}
          className={styles.input}
          value={typed}
          autoComplete="off"
          onChange={({ target }) => setTyped(target.value)}
        />
        <footer className={styles.foot}>
          <Button onClick={onClose}>{say.keep}</Button>
          <Button type="submit" look="filled" disabled={!isTyped || isBusy}>
            {isAlone || isAgreeing ? say.deleteDo : say.deletePropose}
          </Button>
        </footer>
      </form>
    </Dialog>
  )
}
