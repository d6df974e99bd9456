import type * as Y from 'yjs'

const EMBED = '\ufffc'

/**
 * The text as a form control can hold it, index for index: a control turns CRLF into LF, which would shift every
 * index after it, so a carriage return (only a script writes one) shows as a space before its line feed or as a
 * line feed. An embedded object, which takes one index in Yjs, shows as the object replacement character.
 */
export function shownText(text: Y.Text): string {
  const plain = text.toString()
  const complete = plain.length === text.length ? plain : withEmbeds(text)
  return complete.includes('\r') ? complete.replace(/\r(?!\n)/g, '\n').replace(/\r/g, ' ') : complete
}

function withEmbeds(text: Y.Text): string {
  const steps: { insert: unknown }[] = text.toDelta()
  return steps.map(({ insert }) => (typeof insert === 'string' ? insert : EMBED)).join('')
}
