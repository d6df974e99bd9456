import { type ListedPlan, type PlansResponse, SIDES, type Side } from '@concord/schema'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { ApiError, api } from '../api/client.ts'
import { Button } from '../ui/button.tsx'
import { locale } from '../ui/format.ts'
import { CompanyMark } from '../ui/identity.tsx'
import { toast } from '../ui/toast.ts'
import { words } from '../words.ts'
import form from './form.module.css'
import { Labelled } from './labelled.tsx'
import styles from './new-plan.module.css'
import { earlierPlans, firstForm, missingIn, type NewPlanForm, requestOf } from './new-plan.ts'
import { OtherCompany } from './other-company.tsx'
import { companyWith } from './plan-list.ts'
import { plansKey } from './use-plans.ts'

const say = words.plans.begin
/** What the server may say beside a field; the rest is said at the end of the form. */
const atField: ReadonlySet<string | null> = new Set([
  'invite',
  'domains',
  'other',
  'title',
  'start',
  'end',
  'isStranger',
])
const kinds = ['template', 'light', 'lastYear', 'blank'] as const
const currencies = Intl.supportedValuesOf('currency')

interface Trouble {
  readonly field: string | null
  readonly message: string
}

/** One form, one press: the plan is there and the other company is invited. */
export function NewPlanFormView({ list, earlier }: { list: PlansResponse; earlier: ListedPlan | undefined }) {
  const [typed, setTyped] = useState<NewPlanForm>(() =>
    firstForm(list, earlier, new Date(), say.defaultTitle, locale()),
  )
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [isBusy, setBusy] = useState(false)
  const [key, setKey] = useState(() => crypto.randomUUID())
  const view = useRef<HTMLFormElement>(null)
  const navigate = useNavigate()
  const client = useQueryClient()
  const plans = earlierPlans(list.plans)
  // Whoever came to fill it in goes on with keys from its first choice.
  useEffect(() => view.current?.querySelector<HTMLElement>('input:checked')?.focus(), [])

  const change = (next: Partial<NewPlanForm>) => {
    setTyped((before) => ({ ...before, ...next }))
    setTrouble(null)
    // Another request than the one that may have arrived.
    setKey(crypto.randomUUID())
  }

  const choosePlan = (id: string) => {
    const plan = plans.find((each) => each.id === id)
    if (plan) change({ ...firstForm(list, plan, new Date(), say.defaultTitle, locale()), invite: typed.invite })
  }

  /** Says what is wrong and leads to where it is; what was typed stays. */
  const complain = (field: string | null, message: string) => {
    setTrouble({ field, message })
    view.current?.querySelector<HTMLElement>(`[name="${field}"]`)?.focus()
  }

  async function start(event: FormEvent) {
    event.preventDefault()
    if (isBusy) return
    const missing = missingIn(typed)
    // The name of the company goes to the server as the `other` one.
    if (missing) return complain(missing === 'name' ? 'other' : missing, say.missing)
    setBusy(true)
    try {
      const { plan } = await api.start(requestOf(typed, Intl.DateTimeFormat().resolvedOptions().timeZone), key)
      toast(say.started(typed.invite.trim()))
      void client.invalidateQueries({ queryKey: plansKey })
      await navigate({ to: '/p/$plan', params: { plan } })
    } catch (error) {
      const refused = error instanceof ApiError ? error : null
      setBusy(false)
      complain(refused?.field ?? null, refused?.message ?? words.plans.failed)
    }
  }

  const troubleOf = (field: string) => (trouble?.field === field ? trouble.message : null)
  const isElsewhere = trouble !== null && !atField.has(trouble.field)

  return (
    <form ref={view} className={styles.form} onSubmit={start} noValidate>
      <fieldset>
        <legend>{say.from}</legend>
        <div className={styles.cards}>
          {kinds
            .filter((kind) => kind !== 'lastYear' || plans.length > 0)
            .map((kind) => (
              <Card
                key={kind}
                name="from"
                isOn={typed.from === kind}
                title={say.kinds[kind][0]}
                hint={say.kinds[kind][1]}
                onChoose={() => (kind === 'lastYear' ? choosePlan(typed.earlier) : change({ from: kind }))}
              />
            ))}
        </div>
        {typed.from === 'lastYear' ? (
          <Labelled label={say.earlier}>
            {(id) => (
              <select
                id={id}
                className={form.input}
                value={typed.earlier}
                onChange={({ target }) => choosePlan(target.value)}
              >
                {plans.map((plan) => (
                  <option key={plan.id} value={plan.id}>
                    {companyWith(plan).name}, {plan.title || words.outline.untitled}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
        ) : null}
      </fieldset>

      <OtherCompany list={list} typed={typed} troubleOf={troubleOf} onChange={change} />

      <fieldset>
        <legend>{say.side(list.company.name)}</legend>
        <div className={styles.cards}>
          {SIDES.map((side: Side) => (
            <Card
              key={side}
              name="side"
              isOn={typed.side === side}
              title={say.sides[side][0]}
              hint={say.sides[side][1]}
              mark={<CompanyMark name={list.company.name} side={side} />}
              onChoose={() => change({ side })}
            />
          ))}
        </div>
      </fieldset>

      <fieldset>
        <legend>{say.plan}</legend>
        <Labelled label={say.planTitle} problem={troubleOf('title')}>
          {(id, described) => (
            <input
              id={id}
              name="title"
              className={form.input}
              value={typed.title}
              aria-describedby={described}
              aria-invalid={troubleOf('title') ? true : undefined}
              required
              maxLength={140}
              onChange={({ target }) => change({ title: target.value })}
            />
          )}
        </Labelled>
        <div className={styles.line}>
          <Labelled label={say.first} problem={troubleOf('start')}>
            {(id, described) => (
              <input
                id={id}
                name="start"
                className={form.input}
                type="date"
                aria-describedby={described}
                aria-invalid={troubleOf('start') ? true : undefined}
                required
                value={typed.start}
                onChange={({ target }) => change({ start: target.value })}
              />
            )}
          </Labelled>
          <Labelled label={say.last} problem={troubleOf('end')}>
            {(id, described) => (
              <input
                id={id}
                name="end"
                className={form.input}
                type="date"
                required
                min={typed.start}
                value={typed.end}
                aria-describedby={described}
                aria-invalid={troubleOf('end') ? true : undefined}
                onChange={({ target }) => change({ end: target.value })}
              />
            )}
          </Labelled>
          <Labelled label={say.currency}>
            {(id) => (
              <select
                id={id}
                className={form.input}
                value={typed.currency}
                onChange={({ target }) => change({ currency: target.value })}
              >
                {currencies.map((code) => (
                  <option key={code}>{code}</option>
                ))}
              </select>
            )}
          </Labelled>
        </div>
      </fieldset>

      {isElsewhere ? (
        <p className={form.problem} role="alert">
          {trouble.message}
        </p>
      ) : null}
      <Button type="submit" look="filled" className={styles.submit} aria-busy={isBusy}>
        {say.create}
      </Button>
    </form>
  )
}

function Card({
  name,
  isOn,
  title,
  hint,
  mark,
  onChoose,
}: {
  name: string
  isOn: boolean
  title: string
  hint: string
  mark?: ReactNode
  onChoose: () => void
}) {
  return (
    <label className={styles.card}>
      <input type="radio" name={name} checked={isOn} onChange={onChoose} />
      {mark}
      <span>
        <b>{title}</b>
        <small>{hint}</small>
      </span>
    </label>
  )
}
