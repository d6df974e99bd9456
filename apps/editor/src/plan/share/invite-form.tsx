import { type MembersResponse, otherSide, type Role, type Side } from '@concord/schema'
import { TriangleAlert } from 'lucide-react'
import { type FormEvent, useEffect, useId, useRef, useState } from 'react'
import { ApiError, api } from '../../api/client.ts'
import { domainOf } from '../../api/mail-domain.ts'
import { Button } from '../../ui/button.tsx'
import { toast } from '../../ui/toast.ts'
import { words } from '../../words.ts'
import { RoleSelect } from './role-select.tsx'
import styles from './share-dialog.module.css'

const say = words.share
const GUEST_DAYS = 90

/** A day as a date field holds it, in the reader's calendar. */
const fieldDay = (at: Date): string =>
  `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`

const daysFromNow = (days: number): string => {
  const day = new Date()
  day.setDate(day.getDate() + days)
  return fieldDay(day)
}

/** One address, one role. An address of neither company becomes a guest, with the day his access ends. */
export function InviteForm({
  plan,
  side,
  sharing,
  wanted,
  onInvited,
}: {
  plan: string
  side: Side
  sharing: MembersResponse
  /** The address of somebody who asks to be let in, filled in already. */
  wanted: string
  onInvited: () => void
}) {
  const [mail, setMail] = useState(wanted)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (wanted) field.current?.focus()
  }, [wanted])
  const [role, setRole] = useState<Role>('editor')
  const [until, setUntil] = useState(() => daysFromNow(GUEST_DAYS))
  const [problem, setProblem] = useState<{ field: string | null; message: string } | null>(null)
  const end = useRef<HTMLInputElement>(null)
  const [isSending, setSending] = useState(false)
  const id = useId()
  const domain = domainOf(mail)
  const other = otherSide(side)
  // The other company has nobody yet: whoever is no colleague is its first owner.
  const isFirstOfOther =
    domain !== undefined && sharing.mayInvite.includes(other) && !sharing.domains[side].includes(domain)
  const isStranger =
    domain !== undefined &&
    !isFirstOfOther &&
    !sharing.domains.vendor.includes(domain) &&
    !sharing.domains.partner.includes(domain)

  /** Says what is wrong and leads to where it is; what was typed stays. */
  const complain = (about: string | null, message: string) => {
    setProblem({ field: about, message })
    ;(about === 'guestUntil' ? end : field).current?.focus()
  }

  async function invite(event: FormEvent) {
    event.preventDefault()
    if (isSending) return
    if (mail.trim() === '') return complain('mail', say.mailMissing)
    setSending(true)
    setProblem(null)
    try {
      await api.invite(plan, {
        mail: mail.trim(),
        side: isFirstOfOther ? other : side,
        role: isFirstOfOther ? 'owner' : isStranger && role === 'owner' ? 'editor' : role,
        guestUntil: isStranger ? new Date(`${until}T23:59:59`).getTime() : null,
      })
      toast(say.sent(mail.trim()))
      setMail('')
      field.current?.focus()
      onInvited()
    } catch (failure) {
      const refused = failure instanceof ApiError ? failure : null
      complain(refused?.field ?? null, refused?.message ?? say.unreachable)
    } finally {
      setSending(false)
    }
  }

  return (
    <form className={styles.invite} onSubmit={invite} noValidate>
      <div className={styles.line}>
        <input
          className={styles.mail}
          type="email"
          inputMode="email"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={1000}
          aria-label={say.mail}
          ref={field}
          aria-invalid={problem?.field === 'mail' ? true : undefined}
          aria-describedby={`${id}-notice`}
          placeholder={say.placeholder}
          value={mail}
          onChange={({ target }) => {
            setMail(target.value)
            setProblem(null)
          }}
        />
        {isFirstOfOther ? null : <RoleSelect label={say.role} value={role} isGuest={isStranger} onChange={setRole} />}
        <Button type="submit" look="filled" aria-busy={isSending}>
          {isStranger ? say.addGuest : say.invite}
        </Button>
      </div>
      <div id={`${id}-notice`} aria-live="polite">
        {problem ? <p className={styles.problem}>{problem.message}</p> : null}
        {isFirstOfOther ? <p className={styles.notice}>{say.firstOwner}</p> : null}
        {isStranger ? (
          <div className={styles.notice}>
            <TriangleAlert aria-hidden="true" />
            <p>
              <b>{say.neither(domain)}</b> {say.guestRules}
              <label className={styles.until}>
                {say.until}
                <input
                  ref={end}
                  type="date"
                  required
                  aria-invalid={problem?.field === 'guestUntil' ? true : undefined}
                  aria-describedby={`${id}-notice`}
                  value={until}
                  min={daysFromNow(1)}
                  max={daysFromNow(365)}
                  onChange={({ target }) => {
                    setUntil(target.value)
                    setProblem(null)
                  }}
                />
              </label>
            </p>
          </div>
        ) : null}
      </div>
    </form>
  )
}
