import { Download, ScrollText } from 'lucide-react'
import { packAddress } from '../../api/client.ts'
import { words } from '../../words.ts'
import styles from './owners-desk.module.css'

const say = words.share.desk

/** What only owners of a side find in the Share dialog: who did what with access, and all of it as a file. */
export const OwnersDesk = ({ plan, otherCompany }: { plan: string; otherCompany: string }) => (
  <section className={styles.desk} aria-label={say.title}>
    <a href={`/p/${plan}/audit`}>
      <ScrollText aria-hidden="true" />
      <span>
        <b>{say.audit}</b>
        <small>{say.auditHelp}</small>
      </span>
    </a>
    <a href={packAddress(plan)} download="">
      <Download aria-hidden="true" />
      <span>
        <b>{say.pack}</b>
        <small>{say.packHelp(otherCompany)}</small>
      </span>
    </a>
  </section>
)
