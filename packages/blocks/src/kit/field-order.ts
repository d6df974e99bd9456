/** The fields of a card in reading order that can take the focus. */
export function fieldsOf(card: Element): HTMLElement[] {
  return [...card.querySelectorAll<HTMLElement>('[data-fk]')].filter(
    (field) => field.tabIndex >= 0 && !field.matches(':disabled') && field.getClientRects().length > 0,
  )
}

/** The field after (or before) the one that holds an element; null at the end of the card. */
export function nextField(from: Element, card: Element | null, step: 1 | -1 = 1): HTMLElement | null {
  const field = from.closest<HTMLElement>('[data-fk]')
  if (!card || !field) return null
  const fields = fieldsOf(card)
  return fields[fields.indexOf(field) + step] ?? null
}
