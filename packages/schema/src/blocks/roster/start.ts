import type { SectionStart } from '../../block/define-block.ts'
import { requiredRoles } from './required.ts'
import { rosterStartWords as words } from './words.ts'

const titled = (role: string) => role.charAt(0).toUpperCase() + role.slice(1)

/** Every role that must be named before the kick-off stands there already. */
export const rosterStart: SectionStart = {
  place: 9,
  heading: words.heading,
  prompt: words.prompt,
  blocks: [
    { roles: requiredRoles.map(({ side, function: of, role }) => ({ side, function: of, roleTitle: titled(role) })) },
  ],
}
