/** What people read in the table of roles, beside the labels and sentences its schema has. */
export const rosterViewWords = {
  kind: 'Roles',
  columns: ['Role', 'Function', 'Responsible for', 'Stands in'],
  rolePrompt: 'A role, not a name',
  functionPrompt: 'Which?',
  responsibilityPrompt: 'What does it answer for?',
  backupPrompt: 'Nobody',
  addTo: (company: string) => `Add a role at ${company}`,
  missing: 'Needed before the kick-off:',
  noSide: 'Roles of no company yet',
  side: 'Which company?',
  count: (count: number) => `${count} ${count === 1 ? 'role' : 'roles'}`,
  moveUp: (role: string) => `Move ${role} up`,
  moveDown: (role: string) => `Move ${role} down`,
  remove: (role: string) => `Remove ${role}`,
  role: (number: number) => `role ${number}`,
} as const
