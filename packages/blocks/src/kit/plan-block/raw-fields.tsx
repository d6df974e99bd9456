import { isJsonObject, type Json } from '@concord/schema'
import styles from './plan-block.module.css'

/** Stored fields as they are, for a card that no view can draw. */
export function RawFields({ value }: { value: Json }) {
  if (!isJsonObject(value)) return <span>{String(value)}</span>
  return (
    <dl className={styles.raw}>
      {Object.entries(value).map(([name, field]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{isJsonObject(field) ? <RawFields value={field} /> : JSON.stringify(field)}</dd>
        </div>
      ))}
    </dl>
  )
}
