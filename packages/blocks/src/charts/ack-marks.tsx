import { ackState, type Ref } from '@concord/schema'
import { usePlanValue } from '../kit/hooks.ts'
import css from './marks.module.css'
import { chartWords as words } from './words.ts'

/**
 * Where both companies stand: filled when the ack is for what is written now, half when it is for an older text,
 * an outline when there is none. Square is the vendor, round the partner, so it also reads in black and white.
 */
export function AckMarks({ target }: { target: Ref }) {
  const acks = usePlanValue((plan) => ackState(plan, target))
  const companies = usePlanValue(({ facts }) => facts.companies)
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
        {(['vendor', 'partner'] as const).map((side) => {
          const name = words.ackOf(companies[side].shortName, acks[side])
          return (
            <span
              key={side}
              className={css.ack}
              data-side={side}
              data-ack={acks[side]}
              role="img"
              aria-label={name}
              title={name}
            >
              {companies[side].shortName.charAt(0)}
            </span>
          )
        })}
      </span>
    </span>
  )
}
