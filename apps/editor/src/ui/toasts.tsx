import { Toast } from '@base-ui/react/toast'
import { X } from 'lucide-react'
import { words } from '../words.ts'
import { Button, IconButton } from './button.tsx'
import { showToastsWith } from './toast.ts'
import styles from './toasts.module.css'

const manager = Toast.createToastManager()

/** How long a chance to undo stays. */
const UNDO_MS = 10_000

showToastsWith(({ sentence, action }) => {
  const id: string = manager.add({
    description: sentence,
    timeout: action ? UNDO_MS : 5000,
    ...(action && {
      actionProps: {
        children: action.label,
        onClick: () => {
          manager.close(id)
          action.run()
        },
      },
    }),
  })
})

export default function Toasts() {
  return (
    <Toast.Provider toastManager={manager} limit={3}>
      <Toast.Portal>
        <Toast.Viewport className={styles.viewport}>
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}

function ToastList() {
  const { toasts } = Toast.useToastManager()
  return toasts.map((item) => (
    <Toast.Root key={item.id} toast={item} className={styles.toast} swipeDirection={['down', 'right']}>
      <Toast.Description className={styles.words} />
      <Toast.Action render={<Button look="link" />} className={styles.action} />
      <Toast.Close
        render={
          <IconButton label={words.frame.close} size="small" tooltipSide="top">
            <X aria-hidden="true" />
          </IconButton>
        }
      />
    </Toast.Root>
  ))
}
