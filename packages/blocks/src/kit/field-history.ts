import { type BlockId, type FieldChangesResponse, type FieldPath, fieldKey, isScalar, valueAt } from '@concord/schema'
import { useEffect, useState } from 'react'
import type * as Y from 'yjs'
import type { PlanChanges } from './plan-changes.ts'
import { usePlan } from './plan-context.tsx'

/** Asks the server for the last changes of one register as it is saved; rejects when there is no answer. */
export type AskChanges = (block: BlockId, path: FieldPath, signal: AbortSignal) => Promise<FieldChangesResponse>

/** Answers that are kept in one window. */
const KEPT = 200
/** Who steps over cells is not asked about each of them. Milliseconds. */
const AFTER_CHOICE = 250
/** A change is known to the server a moment after it is made; then it is asked again, so many times. */
const AFTER_CHANGE = 700
const MOST_ASKED = 4
/** Without an answer it is asked again while the register is looked at, later each time. */
const AFTER_SILENCE = 3_000
const AFTER_SILENCE_AT_MOST = 60_000

/** Who set which register when, as far as it was asked for; an answer is good until its register changes. */
export class FieldHistory {
  readonly #ask: AskChanges
  readonly #doc: Y.Doc
  readonly #changes: Pick<PlanChanges, 'onField'>
  readonly #kept = new Map<string, { readonly answer: FieldChangesResponse; readonly stop: () => void }>()

  constructor(ask: AskChanges, doc: Y.Doc, changes: Pick<PlanChanges, 'onField'>) {
    this.#ask = ask
    this.#doc = doc
    this.#changes = changes
  }

  /** What is known without asking. */
  known(block: BlockId, path: FieldPath): FieldChangesResponse | undefined {
    return this.#kept.get(fieldKey(block, path))?.answer
  }

  /** Asks; null while the server has not got what stands in the register now. */
  async look(block: BlockId, path: FieldPath, signal: AbortSignal): Promise<FieldChangesResponse | null> {
    const answer = await this.#ask(block, path, signal)
    if (!this.#isPresent(block, path, answer)) return null
    const key = fieldKey(block, path)
    this.#forget(key)
    this.#kept.set(key, { answer, stop: this.#changes.onField(block, path, () => this.#forget(key)) })
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= KEPT) break
      this.#forget(oldest)
    }
    return answer
  }

  destroy(): void {
    for (const key of [...this.#kept.keys()]) this.#forget(key)
  }

  #forget(key: string): void {
    this.#kept.get(key)?.stop()
    this.#kept.delete(key)
  }

  /** The newest change that stood led to what stands now; a value whose changes are not kept has none. */
  #isPresent(block: BlockId, path: FieldPath, { changes, earlier }: FieldChangesResponse): boolean {
    const value = valueAt(this.#doc, block, path)
    const now = isScalar(value) ? value : null
    const newest = changes.find(({ isOverruled }) => !isOverruled)
    if (!newest) return earlier !== 'none' || now === null
    return newest.to === undefined || newest.to === now
  }
}

/** What can be told of a register that somebody looks at. */
export type FieldHistoryState =
  | { readonly state: 'looking' }
  | { readonly state: 'unreachable' }
  | { readonly state: 'told'; readonly answer: FieldChangesResponse }

/**
 * Who set a register and when: asked for a moment after it was chosen, again when it changes, and not at all for null.
 * Null when there is nobody to ask.
 */
export function useFieldHistory(block: BlockId, path: FieldPath | null): FieldHistoryState | null {
  const { history, store } = usePlan()
  const key = path === null ? null : fieldKey(block, path)
  const [found, setFound] = useState<{ readonly key: string; readonly state: FieldHistoryState } | null>(null)
  useEffect(() => {
    if (!history || path === null || key === null) return
    const ending = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const tell = (state: FieldHistoryState) => {
      if (!ending.signal.aborted) setFound({ key, state })
    }
    let silence = AFTER_SILENCE
    const look = (after: number, left: number) => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        history.look(block, path, ending.signal).then(
          (answer) => {
            if (ending.signal.aborted) return
            if (answer) tell({ state: 'told', answer })
            else if (left > 1) look(AFTER_CHANGE, left - 1)
            else tell({ state: 'unreachable' })
          },
          () => {
            if (ending.signal.aborted) return
            tell({ state: 'unreachable' })
            look(silence, MOST_ASKED)
            silence = Math.min(2 * silence, AFTER_SILENCE_AT_MOST)
          },
        )
      }, after)
    }
    const known = history.known(block, path)
    if (known) tell({ state: 'told', answer: known })
    else look(AFTER_CHOICE, MOST_ASKED)
    const stop = store.changes.onField(block, path, () => {
      tell({ state: 'looking' })
      look(AFTER_CHANGE, MOST_ASKED)
    })
    return () => {
      ending.abort()
      clearTimeout(timer)
      stop()
    }
  }, [history, store, block, path, key])
  if (!history || key === null) return null
  return found?.key === key ? found.state : { state: 'looking' }
}
