import type { PlansResponse } from '@concord/schema'
import { TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { domainOf } from '../api/mail-domain.ts'
import { words } from '../words.ts'
import form from './form.module.css'
import { Labelled } from './labelled.tsx'
import styles from './new-plan.module.css'
import { inviteTrouble, knownCompanies, NEW_COMPANY, type NewPlanForm } from './new-plan.ts'

const say = words.plans.begin

interface OtherCompanyProps {
  readonly list: PlansResponse
  readonly typed: NewPlanForm
  /** What the server said of a field; null when it said nothing. */
  readonly troubleOf: (field: string) => string | null
  readonly onChange: (next: Partial<NewPlanForm>) => void
}

/** The other company of a new plan: one that is known or a new one, and whom to invite there. */
export function OtherCompany({ list, typed, troubleOf, onChange: change }: OtherCompanyProps) {
  const [areDomainsTyped, setDomainsTyped] = useState(false)
  const companies = knownCompanies(list)
  const isNew = typed.company === NEW_COMPANY
  const inviting = inviteTrouble(typed, list.company.domains)

  /** The address says what the company's domain is, until somebody says otherwise. */
  const changeInvite = (invite: string) => {
    const domain = domainOf(invite)
    const isTheirs = domain !== undefined && !list.company.domains.includes(domain)
    change({ invite, ...(isNew && !areDomainsTyped && { domains: isTheirs ? domain : '' }) })
  }

  return (
    <fieldset>
      <legend>{say.other}</legend>
      {companies.length > 0 ? (
        <select
          className={form.input}
          aria-label={say.other}
          value={typed.company}
          onChange={({ target }) => change({ company: target.value })}
        >
          <option value={NEW_COMPANY}>{say.newCompany}</option>
          {companies.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      ) : null}
      {isNew ? (
        <Labelled label={say.name} problem={troubleOf('other')}>
          {(id, described) => (
            <input
              id={id}
              name="other"
              className={form.input}
              value={typed.name}
              required
              maxLength={80}
              aria-describedby={described}
              aria-invalid={troubleOf('other') ? true : undefined}
              autoComplete="off"
              onChange={({ target }) => change({ name: target.value })}
            />
          )}
        </Labelled>
      ) : null}
      <Labelled
        label={say.invite}
        hint={say.inviteHint}
        problem={inviting === 'own' ? say.own(list.company.name) : troubleOf('invite')}
      >
        {(id, described) => (
          <input
            id={id}
            name="invite"
            className={form.input}
            type="email"
            inputMode="email"
            autoCapitalize="off"
            autoComplete="off"
            spellCheck={false}
            required
            maxLength={1000}
            value={typed.invite}
            aria-describedby={described}
            aria-invalid={troubleOf('invite') || inviting === 'own' ? true : undefined}
            onChange={({ target }) => changeInvite(target.value)}
          />
        )}
      </Labelled>
      {isNew ? (
        <Labelled label={say.domains} hint={say.domainsHint} problem={troubleOf('domains')}>
          {(id, described) => (
            <input
              id={id}
              name="domains"
              className={form.input}
              value={typed.domains}
              required
              autoCapitalize="off"
              autoComplete="off"
              spellCheck={false}
              aria-describedby={described}
              aria-invalid={troubleOf('domains') ? true : undefined}
              onChange={({ target }) => {
                setDomainsTyped(target.value !== '')
                change({ domains: target.value })
              }}
            />
          )}
        </Labelled>
      ) : null}
      <div aria-live="polite">
        {inviting === 'stranger' || troubleOf('isStranger') ? (
          <div className={styles.notice}>
            <TriangleAlert aria-hidden="true" />
            <div>
              <b>{say.stranger(domainOf(typed.invite) ?? '')}</b>
              <label className={styles.check}>
                <input
                  type="checkbox"
                  name="isStranger"
                  checked={typed.isStranger}
                  aria-invalid={troubleOf('isStranger') ? true : undefined}
                  onChange={({ target }) => change({ isStranger: target.checked })}
                />
                {say.strangerAsk}
              </label>
            </div>
          </div>
        ) : null}
      </div>
    </fieldset>
  )
}
