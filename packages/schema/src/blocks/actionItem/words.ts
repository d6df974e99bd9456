import type { CommitmentStatus } from './derive.ts'

/** Sentences and labels of the commitment. Values come formatted. */
export const commitmentWords = {
  doneAhead: 'It is marked done on a day that has not come.',
  wrongSide: 'The role is on the other side.',
  waitsForItself: 'It cannot wait for itself.',
  waitInRing: (names: readonly string[]) => `${names.join(' and ')} wait for each other.`,
  otherDue: (agreed: string) => `Both sides agreed on ${agreed}; another day counts once the other side accepts it.`,
  nothingDue: 'nothing due yet',
  facts: {
    owner: 'Owner',
    due: 'Due',
    firstDue: 'First due',
    doneAt: 'Done on',
    dependsOn: 'Waits for',
    source: 'Comes from',
    evidence: 'Evidence',
  },
} as const

export const commitmentStatusWords: Readonly<Record<CommitmentStatus, string>> = {
  open: 'Open',
  moved: 'Moved',
  blocked: 'Blocked',
  overdue: 'Overdue',
  done: 'Done',
  late: 'Done late',
  dropped: 'Dropped',
}

/** Its section in a new plan. */
export const actionItemStartWords = {
  heading: 'Commitments',
  prompt: 'What each company promises the other: one owner, one due day.',
} as const
