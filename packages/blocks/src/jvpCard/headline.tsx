import { memo, useLayoutEffect, useRef } from 'react'
import { TextField } from '../kit/text/text-field.tsx'
import { paintFlags } from './flag-highlights.ts'
import css from './headline.module.css'
import type { LiveDerived } from './live-derived.ts'
import { jvpViewWords } from './words.ts'

/** Words and abbreviations stand in a list below the checks, each with what to say instead. */
const listed = ['jvp.words', 'jvp.acronyms']

/** The sentence itself, with the words to make plainer underlined while it is typed. */
export const Headline = memo(function Headline({ live }: { live: LiveDerived<'jvpCard'> }) {
  const root = useRef<HTMLDivElement>(null)

  useLayoutEffect(() => {
    const mirror = root.current?.querySelector('textarea + [aria-hidden]') ?? null
    const paint = () => paintFlags(live, mirror, live.get()?.flags ?? [])
    paint()
    const stop = live.subscribe(paint)
    // Carets of others rebuild the mirror, and with it go the ranges.
    const observer = new MutationObserver(paint)
    if (mirror) observer.observe(mirror, { childList: true })
    return () => {
      stop()
      observer.disconnect()
      paintFlags(live, null, [])
    }
  }, [live])

  return (
    <div ref={root}>
      <TextField
        path="headline"
        className={css.headline}
        placeholder={jvpViewWords.headline}
        exceptHints={listed}
        singleLine
      />
    </div>
  )
})
