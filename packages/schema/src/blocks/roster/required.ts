import type { Side } from '../../plan/side.ts'
import type { RoleFunction, Roster } from './shape.ts'
import { rosterWords } from './words.ts'

/** A role that must stand in the roster before the kick-off. */
export interface RequiredRole {
  readonly side: Side
  readonly function: RoleFunction
  /** The role in words. */
  readonly role: string
  /** Which one of several with this function on this side: the vendor needs two in marketing. */
  readonly nth: 1 | 2
}

const { required } = rosterWords
const need = (side: Side, of: RoleFunction, role: string, nth: 1 | 2 = 1): RequiredRole => ({
  side,
  function: of,
  role,
  nth,
})

export const requiredRoles: readonly RequiredRole[] = [
  need('vendor', 'partnerMgmt', required.partnerManager),
  need('vendor', 'marketing', required.marketingManager),
  need('vendor', 'marketing', required.marketingHead, 2),
  need('vendor', 'techSupport', required.partnerTechSupport),
  need('partner', 'exec', required.exec),
  need('partner', 'marketing', required.marketing),
  need('partner', 'bizDev', required.bizDev),
  need('partner', 'techSupport', required.techSupport),
  need('partner', 'customerSupport', required.customerSupport),
]

/** The required roles that nobody has written down yet. */
export const missingRoles = ({ roles }: Roster): RequiredRole[] =>
  requiredRoles.filter(
    (wanted) => roles.filter((row) => row.side === wanted.side && row.function === wanted.function).length < wanted.nth,
  )
