import css from './flash-dots.module.css'
import { jvpViewWords } from './words.ts'

const most = 40

/** One dot for each flash test: full where the sentence was recalled. Many tests need no dots, the words count them. */
export function FlashDots({ hits, tests }: { hits: number; tests: number }) {
  if (tests === 0 || tests > most) return null
  return (
    <span className={css.dots} role="img" aria-label={jvpViewWords.flash.dots(hits, tests)}>
      {Array.from({ length: tests }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: dots have no identity, only a number.
        <i key={index} className={index < hits ? css.hit : css.miss} />
      ))}
    </span>
  )
}
