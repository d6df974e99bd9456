import type { Side } from '@concord/schema'

/** What people read in the table of roles, beside the labels and sentences its schema has. */
export const rosterViewWords = {
  title: 'Who does what',
  function: 'Function',
  role: 'Role',
  responsibility: 'Responsible for',
  backup: 'Stands in',
  rolePrompt: 'Role, not a name',
  functionPrompt: 'Which?',
  responsibilityPrompt: 'What does this role answer for?',
  backupPrompt: 'Nobody yet',
  noun: 'role',
  noRoles: (company: string) => `No roles of ${company} yet.`,
  noSide: 'Belongs to no company yet',
  side: 'Company',
  tableOf: (company: string) => `Roles of ${company}`,
  count: (count: number) => `${count} ${count === 1 ? 'role' : 'roles'}`,
  functions: {
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
  },
  order: ['vendor', 'partner'] as const satisfies readonly Side[],
} as const
