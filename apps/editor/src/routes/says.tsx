import { Sentence } from '../ui/sentence.tsx'
import { words } from '../words.ts'

/** A page that says what is wrong with the address or with Concord, and leads to the plans. */
export function Says({ words: [title, sentence] }: { words: readonly [string, string] }) {
  return (
    <Sentence title={title}>
      <p>{sentence}</p>
      <p>
        <a href="/plans">{words.closed.toPlans}</a>
      </p>
    </Sentence>
  )
}
