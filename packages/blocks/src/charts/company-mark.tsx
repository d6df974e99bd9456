import type { OwnerSide, Side } from '@concord/schema'
import type { ReactNode } from 'react'
import css from './marks.module.css'
import { chartWords as words } from './words.ts'

/** What a mark needs to know about the two companies. */
export type ShortNames = Readonly<Record<Side, string>>

/** The filled mark of a company: a square for the vendor, a disc for the partner, its initial inside. */
export function CompanyMark({ side, names, isAlone = false }: { side: Side; names: ShortNames; isAlone?: boolean }) {
  return (
    <span
      className={css.company}
      data-side={side}
      {...(isAlone ? { role: 'img', 'aria-label': names[side] } : { 'aria-hidden': true })}
    >
      {names[side].charAt(0)}
    </span>
  )
}

/** Who owns a thing: the company's mark, then the role or whatever names it. */
export function OwnerTag({ side, names, children }: { side: Side; names: ShortNames; children: ReactNode }) {
  return (
    <span className={css.owner}>
      <CompanyMark side={side} names={names} />
      <span className="visually-hidden">{names[side]}: </span>
      {children}
    </span>
  )
}

/** The marks of one or both owning companies, with their names for screen readers. */
export function OwnerMarks({ owner, names }: { owner: OwnerSide; names: ShortNames }) {
  const sides: readonly Side[] = owner === 'both' ? ['vendor', 'partner'] : [owner]
  return (
    <span className={css.pair}>
      {sides.map((side) => (
        <CompanyMark key={side} side={side} names={names} isAlone />
      ))}
    </span>
  )
}

export type AckStates = Readonly<Record<Side, 'valid' | 'stale' | 'none'>>

/**
 * Where both companies stand: filled when the ack is for what is written now, half when it is for an older text,
 * an outline when there is none. The form says what the fill says, so it also reads in black and white.
 */
export function AckMarks({ acks, names }: { acks: AckStates; names: ShortNames }) {
  const states = [acks.vendor, acks.partner]
  const word = states.every((state) => state === 'valid')
    ? words.acks.agreed
    : states.includes('stale')
      ? words.acks.stale
      : words.acks.none
  return (
    <span className={css.acks}>
      {word}
      <span className={css.pair}>
        {(['vendor', 'partner'] as const).map((side) => (
          <span
            key={side}
            className={css.company}
            data-side={side}
            data-ack={acks[side]}
            role="img"
            aria-label={words.ackOf(names[side], acks[side])}
            title={words.ackOf(names[side], acks[side])}
          >
            {names[side].charAt(0)}
          </span>
        ))}
      </span>
    </span>
  )
}
