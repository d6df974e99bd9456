import { type BlockId, type FieldKey, type FieldPath, fieldKey, parseFieldKey } from '@concord/schema'

/** Marks an element as a field of the plan. Spread it on whatever takes the focus: `<input {...fieldProps(id, 'due')}>`. */
export const fieldProps = (block: BlockId, path: FieldPath): { 'data-fk': FieldKey } => ({
  'data-fk': fieldKey(block, path),
})

/** The field an element belongs to; null outside of fields. */
export function fieldKeyAt(element: Element | null): FieldKey | null {
  return element?.closest<HTMLElement>('[data-fk]')?.dataset.fk ?? null
}

/** The field with a key on this page. */
export const fieldElement = (root: ParentNode, key: FieldKey): HTMLElement | null =>
  root.querySelector<HTMLElement>(`[data-fk="${CSS.escape(key)}"]`)

/** The block an element belongs to; null outside of cards. */
export function blockAt(element: Element | null): BlockId | null {
  const key = fieldKeyAt(element)
  return (
    element?.closest<HTMLElement>('[data-block]')?.dataset.block ?? (key ? (parseFieldKey(key)?.block ?? null) : null)
  )
}

/** True for a control with a text caret of its own. */
export const isTextControl = (element: Element | null): element is HTMLTextAreaElement | HTMLInputElement =>
  element instanceof HTMLTextAreaElement ||
  (element instanceof HTMLInputElement && /^(text|search|url|tel|password|)$/.test(element.type))
