import type { Side } from '../../plan/side.ts'
import type { RoleFunction } from './shape.ts'

/** Sentences and labels of the roster. */
export const rosterWords = {
  missing: (role: string, side: Side) => `No ${role} on the ${side} side.`,
  backsItself: 'A role cannot stand in for itself.',
  otherSide: 'The backup is on the other side.',
  twice: (title: string) => `"${title}" stands here twice; plans name roles, so each needs a name of its own.`,
  complete: 'Complete',
  open: (count: number) => (count === 1 ? '1 role open' : `${count} roles open`),
  table: { caption: 'Roles', columns: ['Side', 'Role', 'Function', 'Responsible for', 'Backup'] },
  required: {
    exec: 'executive role',
    bizDev: 'business-development role',
    marketing: 'marketing role',
    techSupport: 'technical-support role',
    customerSupport: 'customer-support role',
    partnerManager: 'partner manager',
    marketingManager: 'partner marketing manager',
    marketingHead: 'head of partner marketing',
    partnerTechSupport: 'partner tech support',
  },
} as const

export const roleFunctionWords: Readonly<Record<RoleFunction, string>> = {
  exec: 'Executive',
  bizDev: 'Business development',
  sales: 'Sales',
  marketing: 'Marketing',
  presales: 'Presales',
  techSupport: 'Technical support',
  customerSupport: 'Customer support',
  finance: 'Finance',
  ops: 'Operations',
  partnerMgmt: 'Partner management',
}

/** Its section in a new plan. */
export const rosterStartWords = {
  heading: 'People',
  prompt: 'Roles own things in this plan, so that a promise outlives a change of job.',
} as const
