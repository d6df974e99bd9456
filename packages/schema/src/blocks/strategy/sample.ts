import type { JsonObject } from '../../json.ts'

export const sampleStrategy: JsonObject = {
  title: 'Start where we are known',
  ownerSide: 'both',
  reviewEveryDays: 92,
  goal: 'goalGoalGoal',
  how: 'Begin in plants that the partner already services and prove the saving on one line.',
  whyTogether: 'One side has the measurements, the other the people on the floor.',
  tactics: [
    {
      id: 'tacticCheck1',
      text: 'Health check of every line',
      ownerSide: 'partner',
      from: '2026-02-01',
      to: '2026-06-30',
    },
    { id: 'tacticProof1', text: 'Proof within 90 days', ownerSide: 'vendor', from: '2026-03-01', to: '2026-12-18' },
  ],
  risks: [{ id: 'riskBudget01', text: 'Budgets freeze in the fourth quarter.' }],
}
