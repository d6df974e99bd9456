import type { Actor, ChangeAuthor, Member } from '@concord/schema'
import type { Brought } from '../plan-reader/register-writes.ts'

/**
 * Who brought a change, as far as a reader may know: people of his own side by name, the other side by side and role.
 * Null is the server itself; role and name are null when the author is no Member any more.
 */
export function authorFor(
  reader: Actor,
  { member, side }: Pick<Brought, 'member' | 'side'>,
  members: readonly Member[],
): ChangeAuthor | null {
  if (side === null) return null
  const author = members.find(({ id }) => id === member)
  return {
    side,
    role: author?.role ?? null,
    name: author && side === reader.side ? author.name : null,
    isMe: member === reader.id,
  }
}
