import { type FieldPath, fieldKey, type Scalar } from '@concord/schema'
import { type KeyboardEvent, memo, type ReactNode, useRef, useState } from 'react'
import { kitWords } from '../../words.ts'
import { useCard, useFieldAria } from '../card-scope.tsx'
import { useRegister, useWholeText } from '../hooks.ts'
import { useCanWrite, usePlan } from '../plan-context.tsx'
import { FIELD_ENTER } from '../text/shared-text.tsx'
import { type Codec, isParsed } from './codec.ts'
import { ConflictNotice } from './conflict-notice.tsx'
import styles from './inputs.module.css'
import { useOpenDraft } from './open-drafts.ts'

export interface ParsedInputProps<T extends Scalar> {
  readonly path: FieldPath
  readonly codec: Codec<T>
  /** Accessible name; the schema's label when absent. */
  readonly label?: string
  readonly placeholder?: string
  readonly className?: string
  /** Alt+Down: opens what helps to choose, such as a calendar. */
  readonly onOpen?: () => void
  /** Stands beside the input inside its frame: a calendar button, a unit. */
  readonly children?: ReactNode
}

/** What somebody is typing, and the stored value when they began. */
interface Draft<T> {
  readonly text: string
  readonly before: T | null
}

/** One register typed as text; see {@link ParsedControl}. */
export const ParsedInput = memo(function ParsedInput<T extends Scalar>(props: ParsedInputProps<T>) {
  const { block } = useCard()
  const [stored, store] = useRegister<T>(block, props.path)
  return <ParsedControl {...props} stored={stored} store={store} />
}) as <T extends Scalar>(props: ParsedInputProps<T>) => ReactNode

/** A text that holds one value, such as a day in minutes, typed and shown as that value. */
export const ParsedText = memo(function ParsedText(props: ParsedInputProps<string>) {
  const { block } = useCard()
  const [stored, store] = useWholeText(block, props.path)
  return <ParsedControl {...props} stored={stored} store={store} />
})

interface ParsedControlProps<T extends Scalar> extends ParsedInputProps<T> {
  readonly stored: T | null
  readonly store: (value: T | null) => void
}

/**
 * A value typed as text. It is written on blur or Enter, so that the digits of two people never fight; Escape
 * puts the stored value back. Text that cannot be read stays, with a sentence beside it, and is not written.
 */
function ParsedControl<T extends Scalar>(props: ParsedControlProps<T>) {
  const { path, codec, stored, store, label, placeholder, className = '' } = props
  const { block } = useCard()
  const { carets } = usePlan()
  const canWrite = useCanWrite()
  const [draft, setDraft] = useState<Draft<T> | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [conflict, setConflict] = useState<{ theirs: T; mine: T; name: string } | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const { aria, hints } = useFieldAria(path, label, problem)
  const key = fieldKey(block, path)
  const shown = draft?.text ?? (stored === null ? '' : showStored(codec, stored))

  const commit = (): boolean => {
    if (!draft) return true
    const parsed = codec.parse(draft.text)
    if (!isParsed(parsed)) {
      setProblem(parsed.problem)
      return false
    }
    if (stored !== null && parsed.value !== null && stored !== draft.before && stored !== parsed.value) {
      const name = carets.at(key)[0]?.person.name ?? kitWords.conflict.somebody
      setConflict({ theirs: stored, mine: parsed.value, name })
    }
    setDraft(null)
    setProblem(null)
    store(parsed.value)
    return true
  }

  useOpenDraft({ isOpen: () => draft !== null, keep: commit })

  const restore = () => {
    setDraft(null)
    setProblem(null)
  }

  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown' && event.altKey && props.onOpen && canWrite) {
      event.preventDefault()
      props.onOpen()
    } else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault()
      if (commit()) input.current?.dispatchEvent(new CustomEvent(FIELD_ENTER, { bubbles: true }))
    } else if (draft && (event.key === 'Escape' || isUndoKey(event))) {
      // The first Escape or undo takes back what was typed here; the next one means the card or the plan.
      event.preventDefault()
      event.stopPropagation()
      restore()
    }
  }

  return (
    <>
      <span className={`${styles.frame} ${className}`} data-align={codec.align}>
        <input
          {...aria}
          ref={input}
          className={styles.input}
          data-fk={key}
          data-empty={shown === '' || undefined}
          inputMode={codec.inputMode}
          autoComplete="off"
          placeholder={placeholder}
          readOnly={!canWrite}
          value={shown}
          onChange={({ target }) => setDraft({ text: target.value, before: draft ? draft.before : stored })}
          // A number is replaced more often than mended.
          onFocus={({ target }) => codec.align === 'end' && target.select()}
          onBlur={commit}
          onKeyDown={onKeyDown}
        />
        {props.children}
      </span>
      {conflict ? (
        <ConflictNotice
          sentence={kitWords.conflict.online(conflict.name, codec.format(conflict.theirs), codec.format(conflict.mine))}
          options={[conflict.theirs, conflict.mine].map((value) => ({ label: codec.format(value), value }))}
          current={stored}
          onChoose={(value) => {
            store(value)
            setConflict(null)
          }}
          onClose={() => setConflict(null)}
        />
      ) : null}
      {hints}
    </>
  )
}

const isUndoKey = (event: KeyboardEvent) => (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'z'

/** A stored value of the wrong type is shown as it is; the problem beside it says that it is not valid. */
function showStored<T extends Scalar>(codec: Codec<T>, stored: T): string {
  try {
    return codec.format(stored)
  } catch {
    return String(stored)
  }
}
