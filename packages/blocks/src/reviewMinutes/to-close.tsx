import { fieldKey, type Problem } from '@concord/schema'
import { useCard } from '../kit/card-scope.tsx'
import { fieldElement } from '../kit/field-element.ts'
import css from './to-close.module.css'
import { reviewViewWords as words } from './words.ts'

/** What still stands in the way of closing; each line leads to its field. */
export function ToClose({ problems }: { problems: readonly Problem[] }) {
  const { block } = useCard()
  return (
    <section className={css.list} aria-label={words.toClose}>
      <p className={css.title}>{problems.length === 0 ? words.readyToClose : words.toClose}</p>
      <ul>
        {problems.map(({ code, field, message }) => (
          <li key={`${code} ${field} ${message}`}>
            <button type="button" onClick={() => field && fieldElement(document, fieldKey(block, field))?.focus()}>
              {message}
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
