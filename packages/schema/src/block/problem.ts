import type { BlockId } from '../ids.ts'
import type { Json } from '../json.ts'
import type { FieldPath } from './path.ts'

/** `error` blocks signing, `warning` asks for a look, `hint` is advice; none of them blocks typing. */
export type Severity = 'error' | 'warning' | 'hint'

/** Something to mend, in the reader's words, beside the field it is about. */
export interface Problem {
  /** Stable name for tests and links, such as `required` or `smart.s`. */
  readonly code: string
  readonly severity: Severity
  readonly message: string
  readonly block?: BlockId
  readonly field?: FieldPath
  /** The stored value that could not be read, kept as it is. */
  readonly raw?: Json
}
