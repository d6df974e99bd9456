import { Tooltip } from '@base-ui/react/tooltip'
import { useEffect, useState } from 'react'
import { type Tip, tipAt } from './tooltip.ts'
import styles from './tooltip-layer.module.css'

const DELAY_MS = 450

interface Shown {
  readonly tip: Tip
  readonly anchor: HTMLElement
}

/** The one tooltip of the page: shows the words of whatever control the pointer rests on or the focus comes to. */
export default function TooltipLayer() {
  const [shown, setShown] = useState<Shown | null>(null)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let over: HTMLElement | null = null
    const hide = () => {
      clearTimeout(timer)
      over = null
      setShown(null)
    }
    const show = (event: Event, delay: number) => {
      const found = tipAt(event.target)
      if (found?.anchor === over) return
      hide()
      if (!found) return
      over = found.anchor
      timer = setTimeout(() => {
        if (found.anchor.isConnected && !found.anchor.matches('[aria-expanded="true"]')) setShown(found)
      }, delay)
    }
    const onPointer = (event: PointerEvent) => event.pointerType === 'mouse' && show(event, DELAY_MS)
    // Focus that a dialog or menu sets by itself asks no question.
    let hasTabbed = false
    const onFocus = (event: FocusEvent) => {
      if (hasTabbed && event.target instanceof Element && event.target.matches(':focus-visible')) show(event, 0)
      else hide()
    }
    const onKey = (event: KeyboardEvent) => {
      hasTabbed = event.key === 'Tab'
      if (event.key === 'Escape') hide()
    }
    document.addEventListener('pointerover', onPointer)
    document.addEventListener('focusin', onFocus)
    for (const name of ['pointerdown', 'focusout'] as const) document.addEventListener(name, hide)
    document.addEventListener('keydown', onKey, true)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('pointerover', onPointer)
      document.removeEventListener('focusin', onFocus)
      for (const name of ['pointerdown', 'focusout'] as const) document.removeEventListener(name, hide)
      document.removeEventListener('keydown', onKey, true)
    }
  }, [])
  if (!shown) return null
  return (
    <Tooltip.Root open>
      <Tooltip.Portal>
        <Tooltip.Positioner
          anchor={shown.anchor}
          side={shown.tip.side ?? 'bottom'}
          sideOffset={6}
          className={styles.positioner}
        >
          <Tooltip.Popup className={styles.popup}>
            {shown.tip.label}
            {shown.tip.keys ? <kbd className={styles.keys}>{shown.tip.keys}</kbd> : null}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  )
}
