import { Menu as Base } from '@base-ui/react/menu'
import { Check } from 'lucide-react'
import type { ReactNode, RefObject } from 'react'
import styles from './menu.module.css'

/** An open menu that hangs from its button. */
export function Menu({
  anchor,
  label,
  onClose,
  children,
}: {
  anchor: RefObject<HTMLElement | null>
  label: string
  onClose: () => void
  children: ReactNode
}) {
  return (
    <Base.Root open modal={false} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Base.Portal>
        <Base.Positioner anchor={anchor} align="end" sideOffset={4} className={styles.positioner}>
          <Base.Popup className={styles.popup} aria-label={label} finalFocus={anchor}>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

interface ItemProps {
  readonly icon?: ReactNode
  readonly keys?: string
  readonly onSelect: () => void
  readonly children: ReactNode
}

export function MenuItem({ icon, keys, onSelect, children }: ItemProps) {
  return (
    <Base.Item className={styles.item} onClick={onSelect}>
      <span className={styles.icon}>{icon}</span>
      <span className={styles.words}>{children}</span>
      {keys ? <kbd>{keys}</kbd> : null}
    </Base.Item>
  )
}

export const MenuSeparator = () => <Base.Separator className={styles.separator} />

/** Several choices of which one holds. */
export function MenuChoice<T extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string
  value: T
  options: readonly (readonly [T, string])[]
  onChange: (value: T) => void
}) {
  return (
    <Base.Group>
      <Base.GroupLabel className={styles.label}>{label}</Base.GroupLabel>
      <Base.RadioGroup value={value} onValueChange={(next) => onChange(next as T)}>
        {options.map(([option, words]) => (
          <Base.RadioItem key={option} value={option} className={styles.item} closeOnClick={false}>
            <span className={styles.icon}>
              <Base.RadioItemIndicator>
                <Check aria-hidden="true" />
              </Base.RadioItemIndicator>
            </span>
            <span className={styles.words}>{words}</span>
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  )
}

/** One thing that is on or off. */
export function MenuSwitch({
  isOn,
  onChange,
  children,
}: {
  isOn: boolean
  onChange: (isOn: boolean) => void
  children: ReactNode
}) {
  return (
    <Base.CheckboxItem checked={isOn} onCheckedChange={onChange} className={styles.item} closeOnClick={false}>
      <span className={styles.icon}>
        <Base.CheckboxItemIndicator>
          <Check aria-hidden="true" />
        </Base.CheckboxItemIndicator>
      </span>
      <span className={styles.words}>{children}</span>
    </Base.CheckboxItem>
  )
}
