import type { Rag } from '@concord/schema'
import { ragWords } from '@concord/schema'
import styles from './status-glyph.module.css'

const shapes: Readonly<Record<Rag, React.ReactNode>> = {
  green: <circle cx="6" cy="6" r="5" />,
  amber: <path d="M6 .8 11.6 11H.4z" />,
  red: <path d="M6 0 12 6 6 12 0 6z" />,
  grey: <circle cx="6" cy="6" r="4.5" />,
}

/** A status as a shape: circle on track, triangle at risk, diamond off track, ring not started. */
export function StatusGlyph({ status, isNamed = false }: { status: Rag; isNamed?: boolean }) {
  return (
    <>
      <svg className={styles[status]} width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        {shapes[status]}
      </svg>
      {isNamed ? <span className="visually-hidden">{ragWords[status]}</span> : null}
    </>
  )
}
