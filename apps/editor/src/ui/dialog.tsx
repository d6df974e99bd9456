import { Dialog as Base } from '@base-ui/react/dialog'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { words } from '../words.ts'
import { IconButton } from './button.tsx'
import { classNames } from './class-names.ts'
import styles from './dialog.module.css'

/** A layer over the page. `place` top is for pickers one types into, sheet comes up from the lower edge. */
export function Dialog({
  title,
  place = 'centre',
  isTitleShown = true,
  onClose,
  children,
}: {
  title: string
  place?: 'centre' | 'top' | 'sheet' | 'left'
  isTitleShown?: boolean
  onClose: () => void
  children: ReactNode
}) {
  return (
    <Base.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Popup className={classNames(styles.popup, styles[place])}>
          {isTitleShown ? (
            <header className={styles.head}>
              <Base.Title className={styles.title}>{title}</Base.Title>
              <IconButton label={words.frame.close} onClick={onClose}>
                <X aria-hidden="true" />
              </IconButton>
            </header>
          ) : (
            <Base.Title className="visually-hidden">{title}</Base.Title>
          )}
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}
