import { RadioTower } from 'lucide-react'
import { useEffect, useSyncExternalStore } from 'react'
import { network } from '../../session/wires/network.ts'
import { tip } from '../../ui/tooltip.ts'
import { words } from '../../words.ts'
import { announce } from '../live/announcer.ts'
import { useIsAway } from '../plan-context.tsx'
import styles from './network-note.module.css'

/** Says that cursors come less often, and why, where the network lets no websocket through. */
export function NetworkNote() {
  const isLimited = useSyncExternalStore(network.subscribe, network.isLimited)
  const isAway = useIsAway()
  useEffect(() => {
    if (isLimited) announce(words.network.limited)
  }, [isLimited])
  if (!isLimited || isAway) return null
  return (
    <button type="button" className={styles.note} data-network="limited" {...tip({ label: words.network.title })}>
      <RadioTower aria-hidden="true" />
      <span className={styles.words}>{words.network.limited}</span>
    </button>
  )
}
