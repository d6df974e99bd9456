import type { JsonObject } from '../../json.ts'

export const sampleReviewMinutes: JsonObject = {
  title: 'Spring review',
  ownerSide: 'both',
  reviewEveryDays: 91,
  heldOn: '2026-04-14',
  asOf: '2026-03-31',
  nextReviewOn: '2026-07-14',
  attendees: [
    { id: 'seatSample01', role: 'rolesSample1/roleVendor01' },
    { id: 'seatSample02', role: 'rolesSample1/rolePartner1' },
  ],
  verdicts: [
    { id: 'saidSample01', goal: 'goalOfSample', met: 'partly', realistic: 'tooHigh', note: 'Two ovens short.' },
  ],
  checkedActions: [{ id: 'doneSample01', action: 'otherSample1', outcome: 'late' }],
  obstacles: [
    {
      id: 'blockSample1',
      text: 'Bakers have no time before Easter',
      ownerSide: 'partner',
      remedy: 'Visits after two in the afternoon',
      action: 'otherSample1',
      isAccepted: false,
    },
  ],
  changes: [
    {
      id: 'newerSample1',
      block: 'goalOfSample',
      field: 'due',
      from: '2026-06-30',
      to: '2026-09-30',
      cause: 'market',
    },
  ],
  decisions: [{ id: 'wordsSample1', text: 'Visits only in the afternoon.' }],
  nextSteps: [{ id: 'stepsSample1', action: 'otherSample1' }],
}
