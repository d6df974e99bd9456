import { kitWords } from '../../words.ts'
import styles from './inputs.module.css'

export interface ConflictNoticeProps<T> {
  readonly sentence: string
  /** Both values, theirs first. */
  readonly options: readonly { readonly label: string; readonly value: T }[]
  /** The value that stands now: choosing it keeps it. */
  readonly current: T | null
  onChoose(value: T): void
  onClose(): void
}

/** Two people set one value: says which two, and either can be kept. It stays until somebody decides. */
export function ConflictNotice<T>({ sentence, options, current, onChoose, onClose }: ConflictNoticeProps<T>) {
  return (
    <div className={styles.conflict} role="status">
      <span>{sentence}</span>
      {options.map(({ label, value }) => (
        <button
          type="button"
          key={label}
          className={styles.textButton}
          onClick={() => (value === current ? onClose() : onChoose(value))}
        >
          {value === current ? kitWords.conflict.keep(label) : kitWords.conflict.use(label)}
        </button>
      ))}
    </div>
  )
}
