import { ScrollText } from 'lucide-react'
import { words } from '../../words.ts'
import styles from './owners-desk.module.css'

const say = words.share.desk

/** What only owners of a side find in the Share dialog: who did what with access. */
export const OwnersDesk = ({ plan }: { plan: string }) => (
  <section className={styles.desk} aria-label={say.title}>
    <a href={`/p/${plan}/audit`}>
      <ScrollText aria-hidden="true" />
      <span>
        <b>{say.audit}</b>
        <small>{say.auditHelp}</small>
      </span>
    </a>
  </section>
)
