import {
  type Audience,
  type LinkRole,
  LONGEST_LINK_DAYS,
  type MembersResponse,
  SHORTEST_LINK_PASSWORD,
  type ShareLinkRequest,
} from '@concord/schema'
import { TriangleAlert } from 'lucide-react'
import { type FormEvent, useId, useRef, useState } from 'react'
import { ApiError, api } from '../../api/client.ts'
import { Button } from '../../ui/button.tsx'
import { words } from '../../words.ts'
import styles from './share-links.module.css'

const say = words.share.links
const LASTS = [7, 30, 90, LONGEST_LINK_DAYS]
const USUAL = 90

/** Who may open a link, as one choice: everybody of both companies, those at one mail domain, or anyone. */
type Who = Audience | `@${string}`

/** No password is one choice, a short one is none. */
const isTooShort = (password: string) => password !== '' && password.length < SHORTEST_LINK_PASSWORD

/** What a link gives, to whom, and for how long. */
export function LinkForm({
  plan,
  domains,
  onMade,
  onCancel,
}: {
  plan: string
  domains: MembersResponse['domains']
  onMade: (url: string) => void
  onCancel: () => void
}) {
  const [who, setWho] = useState<Who>('companies')
  const [role, setRole] = useState<LinkRole>('viewer')
  const [days, setDays] = useState(USUAL)
  const [password, setPassword] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [isMaking, setMaking] = useState(false)
  const passwordField = useRef<HTMLInputElement>(null)
  const id = useId()
  const isForAnyone = who === 'anyone'

  async function make(event: FormEvent) {
    event.preventDefault()
    if (isMaking) return
    if (isTooShort(password)) {
      passwordField.current?.focus()
      return setProblem(say.passwordShort(SHORTEST_LINK_PASSWORD))
    }
    setMaking(true)
    setProblem(null)
    const request: ShareLinkRequest = {
      role: isForAnyone ? 'viewer' : role,
      audience: isForAnyone ? 'anyone' : 'companies',
      domains: who.startsWith('@') ? [who.slice(1)] : [],
      days,
      password: password === '' ? null : password,
    }
    try {
      onMade((await api.makeShareLink(plan, request)).url)
    } catch (failure) {
      setProblem(failure instanceof ApiError ? failure.message : words.share.unreachable)
    } finally {
      setMaking(false)
    }
  }

  return (
    <form className={styles.form} onSubmit={make} noValidate>
      <label>
        {say.audience}
        <select value={who} onChange={({ target }) => setWho(target.value as Who)}>
          <option value="companies">{say.audiences.companies}</option>
          {[...domains.vendor, ...domains.partner].map((domain) => (
            <option key={domain} value={`@${domain}`}>
              {say.domain(domain)}
            </option>
          ))}
          <option value="anyone">{say.audiences.anyone}</option>
        </select>
      </label>
      <div className={styles.pair}>
        <label>
          {say.role}
          <select
            value={isForAnyone ? 'viewer' : role}
            disabled={isForAnyone}
            onChange={({ target }) => setRole(target.value as LinkRole)}
          >
            <option value="viewer">{say.roles.viewer}</option>
            <option value="commenter">{say.roles.commenter}</option>
          </select>
        </label>
        <label>
          {say.lasts}
          <select value={days} onChange={({ target }) => setDays(Number(target.value))}>
            {LASTS.map((each) => (
              <option key={each} value={each}>
                {say.days(each)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <label>
        {say.password}
        <input
          ref={passwordField}
          type="text"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={200}
          value={password}
          aria-invalid={problem && isTooShort(password) ? true : undefined}
          aria-describedby={`${id}-notice`}
          onChange={({ target }) => {
            setPassword(target.value)
            setProblem(null)
          }}
        />
      </label>
      <div id={`${id}-notice`} aria-live="polite">
        {problem ? <p className={styles.problem}>{problem}</p> : null}
        {isForAnyone ? (
          <p className={styles.warning}>
            <TriangleAlert aria-hidden="true" />
            <span>{say.anyoneWarning}</span>
          </p>
        ) : null}
      </div>
      <div className={styles.buttons}>
        <Button onClick={onCancel}>{say.cancel}</Button>
        <Button type="submit" look="filled" aria-busy={isMaking}>
          {say.create}
        </Button>
      </div>
    </form>
  )
}
