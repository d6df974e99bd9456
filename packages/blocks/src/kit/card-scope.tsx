import type { BlockId, FieldPath, Problem } from '@concord/schema'
import { createContext, type ReactNode, useContext, useId, useMemo, useState } from 'react'
import { kitWords } from '../words.ts'
import { fieldAt, type PlacedField } from './field-definition.ts'
import styles from './hints.module.css'
import { useIsBlank, useProblems } from './hooks.ts'
import { specificProblems } from './specific-problems.ts'

interface CardScopeValue {
  readonly block: BlockId
  readonly kind: string
  readonly problems: ReadonlyMap<FieldPath, readonly Problem[]>
  /** Only while nothing has been written in the card: how much is open, and whether the hints of it are shown. */
  readonly blank: { readonly count: number; readonly isShown: boolean; show(isShown: boolean): void } | null
}

const CardContext = createContext<CardScopeValue | null>(null)
const none: readonly Problem[] = []
const noProblems: CardScopeValue['problems'] = new Map()
const noCodes: readonly string[] = []

/**
 * Says whose fields stand below: `BlockFrame` does it for every card. For the Plan's own fields write
 * `<CardScope block="meta" kind="meta">`. Fields then need a path only.
 */
export function CardScope({ block, kind, children }: { block: BlockId; kind: string; children: ReactNode }) {
  const problems = useProblems(block)
  const isBlank = useIsBlank(block)
  const [isShown, show] = useState(false)
  const value = useMemo(() => {
    const byField = new Map<FieldPath, Problem[]>()
    for (const problem of problems) {
      const field = problem.field ?? ''
      byField.set(field, [...(byField.get(field) ?? []), problem])
    }
    const blank = isBlank && byField.size > 0 ? { count: byField.size, isShown, show } : null
    return { block, kind, problems: blank && !isShown ? noProblems : byField, blank }
  }, [block, kind, problems, isBlank, isShown])
  return <CardContext value={value}>{children}</CardContext>
}

/** What a card in which nothing has been written yet says instead of a hint at every field; pressing it shows them. */
export function StillOpen() {
  const { blank } = useScope()
  return blank ? (
    <button
      type="button"
      className={styles.open}
      aria-expanded={blank.isShown}
      onClick={() => blank.show(!blank.isShown)}
    >
      {kitWords.card.stillOpen(blank.count)}
    </button>
  ) : null
}

function useScope(): CardScopeValue {
  const scope = useContext(CardContext)
  if (!scope) throw new Error('A field stands outside a CardScope.')
  return scope
}

/** The block around. */
export function useCard(): { readonly block: BlockId; readonly kind: string } {
  return useScope()
}

/** The problems of one field of the block around; those of the block as a whole under the empty path. */
export const useFieldProblems = (path: FieldPath): readonly Problem[] => useScope().problems.get(path) ?? none

/** The schema's word on a field of the block around; undefined for a field this build does not know. */
export function useFieldDefinition(path: FieldPath): PlacedField | undefined {
  const { kind } = useScope()
  return useMemo(() => fieldAt(kind, path), [kind, path])
}

/**
 * Everything a control says about its field to assistive technology, and the hints that belong under it.
 * @param except codes of problems that the card shows in a way of its own
 */
export function useFieldAria(
  path: FieldPath,
  label: string | undefined,
  typedProblem: string | null = null,
  except = noCodes,
) {
  const id = useId()
  const problems = useFieldProblems(path)
  const definition = useFieldDefinition(path)
  const shown = specificProblems(problems, typedProblem !== null).filter(({ code }) => !except.includes(code))
  const hasHints = shown.length > 0 || typedProblem !== null
  return {
    aria: {
      'aria-label': label ?? definition?.label ?? path,
      'aria-describedby': hasHints ? id : undefined,
      'aria-invalid': typedProblem !== null || problems.some(({ code }) => code === 'notValid') || undefined,
    },
    hints: hasHints ? <Hints id={id} problems={shown} typed={typedProblem} /> : null,
  }
}

/**
 * Hints about the block as a whole, or about a field whose control shows none itself.
 * @param except codes of problems that the card shows in a way of its own
 */
export function FieldHints({ path, except = noCodes }: { path: FieldPath; except?: readonly string[] }) {
  const problems = specificProblems(useFieldProblems(path)).filter(({ code }) => !except.includes(code))
  return problems.length > 0 ? <Hints problems={problems} typed={null} /> : null
}

/** At the right margin of the card at the height of their field, or below it where there is no room. */
function Hints({ id, problems, typed }: { id?: string; problems: readonly Problem[]; typed: string | null }) {
  return (
    <div className={styles.hints} id={id} data-hint="">
      {typed !== null ? (
        <p className={styles.hint} data-severity="error" role="status">
          {typed}
        </p>
      ) : null}
      {problems.map(({ code, severity, message }) => (
        <p className={styles.hint} data-severity={severity} key={code + message}>
          {message}
        </p>
      ))}
    </div>
  )
}
