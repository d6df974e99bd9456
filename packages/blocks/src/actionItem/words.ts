/** What people read in the list of commitments, beside the labels and sentences its schema has. */
export const actionItemViewWords = {
  text: 'What is promised?',
  role: 'Who?',
  due: 'When?',
  done: 'Done',
  this: 'this commitment',
  another: 'another commitment',
  doneOnPrompt: 'Not yet',
  doneOn: (day: string) => `Done ${day}`,
  doneLate: (days: number) => `Done ${daysWord(days)} late`,
  late: (days: number) => `${daysWord(days)} late`,
  today: 'due today',
  dropped: 'Dropped by both',
  noDue: 'no day yet',
  waitsFor: (what: string) => `waits for ${what}`,
  moved: (from: string, to: string) => `Moved from ${from} to ${to}`,
  accepted: (day: string) => `accepted ${day}`,
  notAccepted: 'not accepted yet',
  source: 'Comes from',
  sourcePrompt: 'Tactic, campaign or review',
  dependsOn: 'Waits for',
  dependsOnPrompt: 'Another commitment',
  weight: 'Weight',
  weightPrompt: '1 to 3',
  evidence: 'Evidence',
  evidencePrompt: 'How can the other side see it?',
  owner: 'Owner',
  ownerPrompt: 'Which company?',
} as const

function daysWord(days: number): string {
  return `${days} ${days === 1 ? 'day' : 'days'}`
}
