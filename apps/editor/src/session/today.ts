import { type Day, dayIn, type Facts, metaRoot } from '@concord/schema'
import type * as Y from 'yjs'

/** The plan's today: the demo's pinned day, or the present day in the plan's time zone. */
export function today(doc: Y.Doc, facts: Facts): Day {
  if (facts.today) return facts.today
  const zone = metaRoot(doc).get('timeZone')
  try {
    return dayIn(typeof zone === 'string' ? zone : 'UTC', new Date())
  } catch {
    return dayIn('UTC', new Date())
  }
}
