import type { BlockJson } from '../block/extract.ts'
import type { ReviewFact, VoteFact } from '../plan/facts.ts'
import { commitmentId as act, blockId, goalId, reviewId, roleId } from './ids.ts'

const { G1, G2, G3, G4, G5 } = goalId
const { R1, R2, R3, R4 } = reviewId

type Met = 'met' | 'partly' | 'missed' | 'notDue'
const verdict = (goal: string, met: Met, note?: string) => ({
  id: `verdict${goal.slice(-5)}`,
  goal,
  met,
  realistic: 'right',
  ...(note ? { note } : {}),
})
const attendee = (role: keyof typeof roleId) => ({
  id: `seat${roleId[role].slice(-8)}`,
  role: `${blockId.roster}/${roleId[role]}`,
})
const checked = (name: keyof typeof act, outcome: 'done' | 'late') => ({
  id: `check${act[name].slice(-7)}`,
  action: act[name],
  outcome,
})
const step = (name: keyof typeof act) => ({ id: `step${act[name].slice(-8)}`, action: act[name] })

const attendees = [
  attendee('partnerManager'),
  attendee('marketingManager'),
  attendee('techSupport'),
  attendee('managingDirector'),
  attendee('salesHead'),
  attendee('practiceLead'),
]

/** The reviews of the demo plan: R3 in full, R1 and R2 with the verdicts their readings gave, R4 planned. */
export const reviewBlocks: Readonly<Record<string, BlockJson>> = {
  [R4]: {
    kind: 'reviewMinutes',
    title: 'Year-end review',
    ownerSide: 'both',
    heldOn: '2027-01-19',
    nextReviewOn: '2027-04-21',
  },
  [R3]: {
    kind: 'reviewMinutes',
    title: 'Third-quarter review',
    ownerSide: 'both',
    heldOn: '2026-10-13',
    asOf: '2026-09-30',
    nextReviewOn: '2027-01-19',
    attendees,
    verdicts: [
      verdict(G1, 'met', '750 of 750 k booked; win rate 26.3 % against 24 %.'),
      verdict(G2, 'partly', 'Pipeline 3,300 of 3,450 k; leads 606 of 720.'),
      verdict(G3, 'missed', '6 of 8 certified; no class seats in the third quarter.'),
      verdict(G4, 'met', 'Break-even in September, month 9.'),
      verdict(G5, 'met', '44 days against 46.'),
    ],
    checkedActions: [
      checked('V5', 'late'),
      checked('V6', 'late'),
      checked('V7', 'late'),
      checked('V8', 'done'),
      checked('V9', 'done'),
      checked('P8', 'done'),
      checked('P9', 'done'),
    ],
    obstacles: [
      {
        id: 'noClassSeats',
        text: 'No class seats in the third quarter',
        ownerSide: 'vendor',
        remedy: 'An extra class with 4 seats in December',
        action: act.V10,
      },
      {
        id: 'fewMeetings0',
        text: 'Paid search yields few meetings',
        ownerSide: 'both',
        remedy: 'Stop C6 and move the money to account calls',
        action: act.P10,
      },
      {
        id: 'presalesWait',
        text: 'Proposals wait for presales',
        ownerSide: 'vendor',
        remedy: 'A second presales engineer; parked until the FY2027 budget',
        isAccepted: true,
      },
    ],
    changes: [{ id: 'changeG3due0', block: G3, field: 'due', from: '2026-09-30', to: '2026-12-31', cause: 'capacity' }],
    decisions: [{ id: 'autoIsSecond', text: 'FY2027 aims at auto parts second.' }],
    nextSteps: [step('V10'), step('V11'), step('P10'), step('P11'), step('P12'), step('P13')],
  },
  [R2]: {
    kind: 'reviewMinutes',
    title: 'Second-quarter review',
    ownerSide: 'both',
    heldOn: '2026-07-14',
    asOf: '2026-06-30',
    nextReviewOn: '2026-10-13',
    attendees,
    verdicts: [
      verdict(G1, 'partly', '375 of 450 k booked; win rate 23.8 % against 22 %.'),
      verdict(G2, 'partly', 'Pipeline 2,025 of 2,100 k; leads 415 of 490.'),
      verdict(G3, 'missed', '5 of 6 certified; the class of the quarter came in July.'),
      verdict(G4, 'notDue'),
      verdict(G5, 'partly', '53 days against 52.'),
    ],
    nextSteps: [step('V8'), step('P8')],
  },
  [R1]: {
    kind: 'reviewMinutes',
    title: 'First-quarter review',
    ownerSide: 'both',
    heldOn: '2026-04-14',
    asOf: '2026-03-31',
    nextReviewOn: '2026-07-14',
    attendees,
    verdicts: [
      verdict(G1, 'met', '150 of 150 k booked; win rate 22.2 % against 21 %.'),
      verdict(G2, 'partly', 'Pipeline 825 of 900 k; leads 114 of 130.'),
      verdict(G3, 'met', '4 of 4 certified.'),
      verdict(G4, 'notDue'),
      verdict(G5, 'missed', '60 days against 58.'),
    ],
    nextSteps: [step('V5'), step('P6')],
  },
}

export const reviewFacts: readonly ReviewFact[] = [
  closed(R1, 1, '2026-03-31', '2026-04-14'),
  closed(R2, 2, '2026-06-30', '2026-07-14'),
  closed(R3, 3, '2026-09-30', '2026-10-13'),
  {
    block: R4,
    number: 4,
    state: 'planned',
    asOf: '2026-12-31',
    heldOn: '2027-01-19',
    chair: 'vendor',
    closedAt: null,
    confirmedBy: [],
  },
]

function closed(block: string, number: number, asOf: ReviewFact['asOf'], heldOn: ReviewFact['heldOn']): ReviewFact {
  return {
    block,
    number,
    state: 'confirmed',
    asOf,
    heldOn,
    chair: 'vendor',
    closedAt: `${heldOn}T18:30:00Z`,
    confirmedBy: ['vendor', 'partner'],
  }
}

const both = (
  question: VoteFact['question'],
  target: string,
  review: string | null,
  vendor: VoteFact['value'],
  partner: VoteFact['value'],
): VoteFact[] => [
  { question, target, review, side: 'vendor', value: vendor },
  { question, target, review, side: 'partner', value: partner },
]

/** Revealed votes: confidence at agreement, and the votes of review R3. */
export const votes: readonly VoteFact[] = [
  ...both('confidence', G1, null, 4, 3),
  ...both('confidence', G2, null, 4, 4),
  ...both('confidence', G3, null, 4, 3),
  ...both('confidence', G4, null, 3, 4),
  ...both('confidence', G5, null, 4, 4),
  ...both('met', G1, R3, 'met', 'met'),
  ...both('met', G2, R3, 'partly', 'partly'),
  ...both('met', G3, R3, 'missed', 'missed'),
  ...both('met', G4, R3, 'met', 'met'),
  ...both('met', G5, R3, 'met', 'met'),
  ...both('realistic', G1, R3, 'right', 'right'),
  ...both('realistic', G2, R3, 'right', 'tooHigh'),
  ...both('realistic', G3, R3, 'right', 'right'),
  ...both('realistic', G4, R3, 'right', 'right'),
  ...both('realistic', G5, R3, 'right', 'tooLow'),
  ...both('mood', R3, R3, 4, 3),
]
