/** Every sentence of strategies and their tactics. */
export const strategyWords = {
  goalRemoved: 'The goal this strategy serves is no longer in the plan.',
  noTactic: 'Name a first tactic.',
  nobodyActs: 'No one acts on this tactic yet.',
  toBeforeFrom: 'The tactic must end after it starts.',
  outsidePlan: (day: string) => `${day} lies outside the plan.`,
  states: { draft: 'Draft', agreed: 'Agreed' },
  goal: 'Goal',
  whyTogether: 'What neither could do alone',
  risks: 'Risks',
  tactics: 'Tactics',
  columns: ['Key', 'Tactic', 'Owner', 'From', 'To', 'Acted on by'],
  nobody: 'No one yet',
  unnamed: 'not named',
} as const

export const ownerSideWords = { vendor: 'vendor', partner: 'partner', both: 'both' } as const

/** Its section in a new plan. */
export const strategyStartWords = {
  heading: 'Strategies',
  prompt: 'How each goal is reached, and why neither company gets there alone.',
} as const
