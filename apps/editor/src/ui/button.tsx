import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react'
import styles from './button.module.css'
import { classNames } from './class-names.ts'
import { tip } from './tooltip.ts'

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly look?: 'outlined' | 'filled' | 'quiet' | 'link'
  readonly size?: 'normal' | 'small'
}

export function Button({ look = 'outlined', size = 'normal', className, ...rest }: ButtonProps) {
  return <button type="button" className={classNames(styles.button, styles[look], styles[size], className)} {...rest} />
}

interface IconButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly ref?: Ref<HTMLButtonElement>
  /** What it does, in words: its accessible name and its tooltip. */
  readonly label: string
  /** Keys that do the same, shown in the tooltip. */
  readonly keys?: string
  readonly size?: 'normal' | 'small' | 'touch'
  readonly tooltipSide?: 'top' | 'bottom' | 'right'
  readonly children: ReactNode
}

export function IconButton({
  label,
  keys,
  size = 'normal',
  tooltipSide = 'bottom',
  className,
  ...rest
}: IconButtonProps) {
  return (
    <button
      type="button"
      aria-label={label}
      className={classNames(styles.icon, styles[size], className)}
      {...tip({ label, keys, side: tooltipSide })}
      {...rest}
    />
  )
}
