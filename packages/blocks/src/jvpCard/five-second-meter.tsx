import { type CSSProperties, memo, useLayoutEffect, useRef } from 'react'
import css from './five-second-meter.module.css'
import { LIMIT_SECONDS, meterPercent, meterTicks, TOO_LONG_SECONDS } from './meter-scale.ts'
import { jvpViewWords } from './words.ts'

const words = jvpViewWords.meter

/** How long a sentence takes to read, and what it is made of. */
export interface Reading {
  readonly seconds: number
  readonly words: number
  readonly letters: number
}

interface FiveSecondMeterProps {
  readonly locale: string
  /** The reading now; null for an empty sentence. */
  readonly read: () => Reading | null
  /** Calls back when the reading may be different; returns the end of the subscription. */
  readonly subscribe: (listener: () => void) => () => void
}

/** A bar of seconds with the limit of five. It follows typing without React: only its own width and figures change. */
export const FiveSecondMeter = memo(function FiveSecondMeter({ locale, read, subscribe }: FiveSecondMeterProps) {
  const root = useRef<HTMLDivElement>(null)

  useLayoutEffect(() => {
    const meter = root.current
    if (!meter) return
    const draw = () => drawReading(meter, read(), locale)
    draw()
    return subscribe(draw)
  }, [read, subscribe, locale])

  return (
    <div ref={root} className={css.meter} role="img">
      <p className={css.figures}>
        <b data-part="seconds" /> <span data-part="to-read" />
        <span className={css.size} data-part="size" />
      </p>
      <p className={css.limit} style={at(LIMIT_SECONDS)}>
        <span className={css.wide}>{words.limit}</span>
        <span className={css.narrow}>{words.limitShort}</span>
      </p>
      <div className={css.track}>
        {meterTicks.map(({ seconds, isWhole }) => (
          <i key={seconds} className={isWhole ? css.wholeTick : css.tick} style={at(seconds)} />
        ))}
        <div className={css.beyond} style={at(LIMIT_SECONDS)} />
        <div className={css.fill} />
        <i className={css.limitLine} style={at(LIMIT_SECONDS)} />
      </div>
      <p className={css.scale}>
        {[0, 1, 2, 3, 4, 5].map((seconds) => (
          <span key={seconds} style={at(seconds)}>
            {seconds}
          </span>
        ))}
        <span className={css.tooLong} style={at(TOO_LONG_SECONDS)}>
          {TOO_LONG_SECONDS.toLocaleString(locale)} {words.tooLong}
        </span>
      </p>
    </div>
  )
})

const at = (seconds: number) => ({ '--at': `${meterPercent(seconds)}%` }) as CSSProperties

function drawReading(meter: HTMLElement, reading: Reading | null, locale: string): void {
  const part = (name: string, text: string) => {
    const element = meter.querySelector(`[data-part="${name}"]`)
    if (element && element.textContent !== text) element.textContent = text
  }
  const seconds = reading?.seconds.toLocaleString(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }) ?? ''
  meter.style.setProperty('--read', `${meterPercent(reading?.seconds ?? 0)}%`)
  meter.setAttribute('aria-label', reading ? words.name(seconds) : words.empty)
  part('seconds', reading ? words.seconds(seconds) : '')
  part('to-read', reading ? words.toRead : words.empty)
  const count = (value: number) => value.toLocaleString(locale)
  const size = reading
    ? words.size(
        words.words(reading.words, count(reading.words)),
        words.letters(reading.letters, count(reading.letters)),
      )
    : ''
  part('size', size)
}
