import type { ListedPlan } from '@concord/schema'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, useId, useState } from 'react'
import { ApiError, api } from '../api/client.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { words } from '../words.ts'
import styles from './form.module.css'
import { companyWith } from './plan-list.ts'

const say = words.plans

/** As long as a title may be, and never ending in half of a letter. */
const LONGEST = 140
const shortened = (title: string) => title.slice(0, LONGEST).replace(/[\ud800-\udbff]$/, '')

/** A copy of a plan: what it will hold, who will be in it, and its name. */
export function CopyDialog({ plan, onClose }: { plan: ListedPlan; onClose: () => void }) {
  const [title, setTitle] = useState(() => shortened(say.copyOf(plan.title || words.outline.untitled)))
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [key] = useState(() => crypto.randomUUID())
  const navigate = useNavigate()
  const id = useId()

  async function copy(event: FormEvent) {
    event.preventDefault()
    setBusy(true)
    try {
      const made = await api.copy(plan.id, title.trim(), key)
      await navigate({ to: '/p/$plan', params: { plan: made.plan } })
    } catch (error) {
      setProblem(error instanceof ApiError ? error.message : say.failed)
      setBusy(false)
    }
  }

  return (
    <Dialog title={say.copyTitle} onClose={onClose}>
      <form className={styles.dialog} onSubmit={copy}>
        <p>{say.copyIntro(companyWith(plan).name)}</p>
        <label className={styles.label} htmlFor={id}>
          {say.copyName}
        </label>
        <input
          id={id}
          className={styles.input}
          value={title}
          maxLength={LONGEST}
          required
          onChange={({ target }) => setTitle(target.value)}
        />
        {problem ? (
          <p className={styles.problem} role="alert">
            {problem}
          </p>
        ) : null}
        <footer className={styles.foot}>
          <Button type="submit" look="filled" disabled={isBusy || title.trim() === ''}>
            {say.copyDo}
          </Button>
        </footer>
      </form>
    </Dialog>
  )
}
