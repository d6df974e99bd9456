/** Every sentence of vision and mission. */
export const visionWords = {
  visionYears: 'A vision looks 5 to 30 years ahead.',
  missionYears: 'A mission looks 3 to 7 years ahead.',
  missionTooLong: 'The mission must end before the vision.',
  words: (label: string, count: number) =>
    `${label} has ${count} ${count === 1 ? 'word' : 'words'}; 5 to 40 can be remembered.`,
  missionNumber: 'A mission without a number cannot be checked.',
  vision: 'Vision',
  mission: 'Mission',
  until: (day: string) => `until ${day}`,
  visionVendor: 'Vision of the vendor',
  visionPartner: 'Vision of the partner',
  alignments: 'How the aims meet',
  columns: ['Vendor aim', 'Partner aim', 'Joint aim'],
  states: { draft: 'Draft', agreed: 'Agreed' },
} as const

/** Its section in a new plan. */
export const visionMissionStartWords = {
  heading: 'Direction',
  prompt: 'Where we want to be in ten years, what we do about it in five, and what makes this year count.',
} as const
