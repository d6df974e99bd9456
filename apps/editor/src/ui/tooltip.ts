/** What a control says on hover and focus; drawn by the tooltip layer, which loads after the plan can be edited. */
export interface Tip {
  readonly label: string
  readonly keys?: string | undefined
  readonly side?: 'top' | 'bottom' | 'right'
}

/** Attributes that give a control a tooltip. The control keeps its own accessible name. */
export const tip = ({ label, keys, side = 'bottom' }: Tip) => ({
  'data-tip': label,
  ...(keys ? { 'data-tip-keys': keys } : {}),
  'data-tip-side': side,
})

/** Reads the tooltip of the control an event happened in. */
export function tipAt(target: EventTarget | null): { tip: Tip; anchor: HTMLElement } | null {
  const anchor = target instanceof Element ? target.closest<HTMLElement>('[data-tip]') : null
  if (!anchor?.dataset.tip) return null
  const { tip: label, tipKeys: keys, tipSide: side } = anchor.dataset
  return { anchor, tip: { label, keys, side: side as Tip['side'] } }
}
