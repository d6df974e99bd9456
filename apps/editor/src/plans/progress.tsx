import { numberFormat, type PlanGlance, toUnits, withTrueMinus } from '@concord/schema'
import { locale } from '../ui/format.ts'
import { words } from '../words.ts'
import styles from './plan-row.module.css'

const say = words.plans
const WIDTH = 120

/** How far the plan's first amount has come: a bar of the target, a tick where the checkpoints ask it to be today. */
export function Progress({ progress }: { progress: PlanGlance['progress'] }) {
  if (!progress || progress.target <= 0) return <p className={`${styles.progress} ${styles.none}`}>{say.noProgress}</p>
  const { name, currency, actual, target, expected } = progress
  const at = (value: number) => Math.max(0, Math.min(1, value / target)) * WIDTH
  const figure = (minor: number) =>
    withTrueMinus(
      numberFormat(locale(), { notation: 'compact', maximumFractionDigits: 1 }).format(toUnits(minor, currency)),
    )
  return (
    <p className={styles.progress} title={name}>
      <svg width={WIDTH} height="16" viewBox={`0 0 ${WIDTH} 16`} aria-hidden="true">
        <rect className={styles.track} y="5" width={WIDTH} height="6" />
        <rect className={styles.reached} y="5" width={at(actual)} height="6" />
        {expected === null ? null : (
          <rect className={styles.tick} x={Math.min(at(expected), WIDTH - 2)} y="1" width="2" height="14" />
        )}
      </svg>
      <span>
        <b>{figure(actual)}</b> {say.of(figure(target))}
      </span>
      <span className="visually-hidden">
        {name}
        {expected === null ? '' : `, ${say.expected(figure(expected))}`}
      </span>
    </p>
  )
}
