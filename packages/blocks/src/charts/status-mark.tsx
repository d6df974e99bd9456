import { type Rag, ragWords } from '@concord/schema'
import css from './marks.module.css'

const SHAPES: Readonly<Record<Rag, string>> = {
  green: 'M6 1a5 5 0 1 1 0 10A5 5 0 0 1 6 1z',
  amber: 'M6 .8 11.6 11H.4z',
  red: 'M6 0l6 6-6 6-6-6z',
  grey: 'M6 1.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9z',
}

/**
 * The shape and colour of a status. Alone it says its word to screen readers; beside the word it is decoration.
 * @param size in px; 9 inside a caption
 */
export function StatusGlyph({ rag, isAlone = false, size = 12 }: { rag: Rag; isAlone?: boolean; size?: number }) {
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: beside its word the shape is decoration and hidden.
    <svg
      className={css.glyph}
      data-rag={rag}
      width={size}
      height={size}
      viewBox="0 0 12 12"
      {...(isAlone ? { role: 'img', 'aria-label': ragWords[rag] } : { 'aria-hidden': true })}
    >
      <path d={SHAPES[rag]} />
    </svg>
  )
}

/** A status as people read it: shape, colour and the word in ink. `word` replaces "On track" by a closer one, such as "Draft". */
export function StatusMark({
  rag,
  word = ragWords[rag],
  isStrong = false,
}: {
  rag: Rag
  word?: string
  isStrong?: boolean
}) {
  return (
    <span className={css.status} data-strong={isStrong || undefined}>
      <StatusGlyph rag={rag} />
      {word}
    </span>
  )
}
