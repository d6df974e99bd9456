import { strategyWords } from '@concord/schema'

/** What the view of a strategy says beside the words of its rules. */
export const strategyViewWords = {
  kind: 'Strategy for',
  chooseGoal: 'Which goal?',
  title: 'Name it in a few words',
  how: 'How will this goal be reached?',
  whyTogether: strategyWords.whyTogether,
  why: 'What can neither company do alone?',
  tactics: strategyWords.tactics,
  tactic: 'tactic',
  tacticText: 'What will be done?',
  owner: 'Who?',
  owners: { both: 'Both' },
  from: 'From',
  to: 'To',
  newKey: 'T·new',
  acts: 'Acts',
  risks: strategyWords.risks,
  risk: 'risk',
  riskText: 'What could go wrong?',
} as const
