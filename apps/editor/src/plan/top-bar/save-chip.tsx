import { Check, CircleAlert, CloudOff, Eye, LoaderCircle } from 'lucide-react'
import type { SaveState } from '../../session/save-state.ts'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { tip } from '../../ui/tooltip.ts'
import { words } from '../../words.ts'
import { useConnection, useReadOnly, useSaveState } from '../plan-context.tsx'
import styles from './save-chip.module.css'

const clock = (at: number) =>
  new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at)

/** Says whether my work is safe, in the five states of the product, and offers what helps where something is wrong. */
export function SaveChip() {
  const connection = useConnection()
  const save = useSaveState()
  const readOnly = useReadOnly()
  if (readOnly && save.kind !== 'cannotSave')
    return (
      <span className={styles.chip}>
        <button type="button" className={styles.words} {...tip({ label: words.save.title[readOnly] })}>
          <Eye aria-hidden="true" />
          {words.save.reading}
        </button>
        {readOnly === 'editorTooOld' ? (
          <Button size="small" onClick={() => location.reload()}>
            {words.save.reload}
          </Button>
        ) : null}
      </span>
    )
  const { long, short, title, icon, isLoud } = wordsOf(save)
  return (
    <span className={classNames(styles.chip, isLoud && styles.loud)} data-save={save.kind}>
      <button type="button" className={styles.words} {...tip({ label: title })}>
        {icon}
        <span className={styles.long}>{long}</span>
        <span className={styles.short}>{short}</span>
      </button>
      {(save.kind === 'offline' || (save.kind === 'cannotSave' && save.reason === 'notKept')) && navigator.onLine ? (
        <Button size="small" onClick={() => connection.retry()}>
          {words.save.retry}
        </Button>
      ) : null}
    </span>
  )
}

interface ChipWords {
  readonly long: string
  readonly short: string
  readonly title: string
  readonly icon: React.ReactNode
  readonly isLoud: boolean
}

function wordsOf(save: SaveState): ChipWords {
  const { title } = words.save
  switch (save.kind) {
    case 'saved':
      return {
        long: words.save.saved(clock(save.at)),
        short: words.save.savedShort,
        title: title.saved,
        icon: <Check className={styles.ok} aria-hidden="true" />,
        isLoud: false,
      }
    case 'saving':
      return {
        long: words.save.saving,
        short: words.save.saving,
        title: title.saving,
        icon: <LoaderCircle className={styles.turning} aria-hidden="true" />,
        isLoud: false,
      }
    case 'offline':
      return {
        long: words.save.offline(save.kept),
        short: words.save.offlineShort(save.kept),
        title: title.offline(save.kept),
        icon: <CloudOff aria-hidden="true" />,
        isLoud: true,
      }
    case 'reconnecting':
      return {
        long: words.save.reconnecting(save.kept),
        short: words.save.reconnectingShort,
        title: save.restarting ? title.restarting : title.reconnecting(save.kept),
        icon: <LoaderCircle className={styles.turning} aria-hidden="true" />,
        isLoud: save.kept > 0,
      }
    case 'cannotSave':
      return {
        long: words.save.cannotBecause[save.reason],
        short: words.save.cannot,
        title: cannotTitle(save),
        icon: <CircleAlert className={styles.off} aria-hidden="true" />,
        isLoud: true,
      }
  }
}

function cannotTitle({ reason, changes }: Extract<SaveState, { kind: 'cannotSave' }>): string {
  const { title } = words.save
  return reason === 'notKept' ? title.notKept(changes) : title.serverStore
}
