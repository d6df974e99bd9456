import type { BlockJson } from '../block/extract.ts'
import type { CommitmentFact } from '../plan/facts.ts'
import type { Side } from '../plan/side.ts'
import { blockId, campaignId, commitmentId, reviewId, roleId, strategyId, tacticId } from './ids.ts'

type Name = keyof typeof commitmentId

interface Promise {
  text: string
  role: keyof typeof roleId
  due: string
  doneAt?: string
  source?: string
  dependsOn?: Name
  evidence?: string
}

const { S1, S3, S4, S5 } = strategyId
const { T1, T2, T7, T8, T9 } = tacticId
const { C1, C2, C4 } = campaignId
const { R3 } = reviewId

/** V: promised by Halvern, P: promised by Dunmarsh. Keys A1..A24 are given in this order. */
const promises: Record<Name, Promise> = {
  V1: { text: 'Two demo kits', role: 'techSupport', due: '2026-01-15', doneAt: '2026-01-14', source: `${S1}/${T1}` },
  V2: {
    text: 'Silver benchmark pack',
    role: 'partnerManager',
    due: '2026-01-30',
    doneAt: '2026-01-28',
    source: `${S4}/${T8}`,
  },
  V3: {
    text: 'Named presales engineer',
    role: 'presales',
    due: '2026-01-09',
    doneAt: '2026-01-09',
    source: `${S1}/${T2}`,
  },
  V4: {
    text: 'Registration queue fixed',
    role: 'channelHead',
    due: '2026-06-15',
    doneAt: '2026-06-11',
    evidence: 'The queue has a backup; answers within 2 business days since.',
  },
  V5: {
    text: '4 class seats in the second quarter',
    role: 'techSupport',
    due: '2026-06-30',
    doneAt: '2026-07-24',
    source: `${S3}/${T7}`,
  },
  V6: { text: '4 class seats in the third quarter', role: 'techSupport', due: '2026-09-30', source: `${S3}/${T7}` },
  V7: {
    text: 'Expo claim paid in 30 days',
    role: 'marketingManager',
    due: '2026-07-10',
    doneAt: '2026-08-03',
    source: C2,
  },
  V8: {
    text: 'Historian connector beta',
    role: 'product',
    due: '2026-08-31',
    doneAt: '2026-08-27',
    source: `${S5}/${T9}`,
  },
  V9: { text: 'Review data 5 days ahead', role: 'partnerManager', due: '2026-10-08', doneAt: '2026-10-07' },
  V10: { text: 'Extra class, 4 seats', role: 'techSupport', due: '2026-12-11', source: `${S3}/${T7}` },
  V11: { text: 'Gold pre-check', role: 'partnerManager', due: '2026-12-18', source: R3 },
  P1: {
    text: 'Practice lead and 2 engineers named',
    role: 'practiceLead',
    due: '2026-01-16',
    doneAt: '2026-01-12',
    source: `${S4}/${T8}`,
  },
  P2: {
    text: 'List of 20 accounts',
    role: 'salesHead',
    due: '2026-01-30',
    doneAt: '2026-01-30',
    source: `${S1}/${T1}`,
  },
  P3: {
    text: 'Webinar list with 1,500 addresses',
    role: 'marketingHead',
    due: '2026-02-10',
    doneAt: '2026-02-09',
    source: C1,
  },
  P4: {
    text: '4th engineer certified',
    role: 'practiceLead',
    due: '2026-03-31',
    doneAt: '2026-03-20',
    source: `${S3}/${T7}`,
  },
  P5: {
    text: 'First reference approved',
    role: 'salesHead',
    due: '2026-04-03',
    doneAt: '2026-04-02',
    source: `${S1}/${T2}`,
  },
  P6: {
    text: 'Expo follow-up in 10 days',
    role: 'businessDeveloper',
    due: '2026-05-26',
    doneAt: '2026-06-05',
    source: C2,
  },
  P7: { text: 'June pipeline report', role: 'salesHead', due: '2026-07-05', doneAt: '2026-07-03' },
  P8: { text: 'Open-day host plant', role: 'marketingHead', due: '2026-08-14', doneAt: '2026-08-10', source: C4 },
  P9: {
    text: 'Second reference',
    role: 'salesHead',
    due: '2026-09-30',
    doneAt: '2026-09-22',
    source: `${S1}/${T2}`,
  },
  P10: { text: 'Move paid-search money to account calls', role: 'marketingHead', due: '2026-11-06', source: R3 },
  P11: { text: 'Re-date the 4 open proposals', role: 'salesHead', due: '2026-12-04', source: R3 },
  P12: {
    text: '8th engineer enrolled',
    role: 'practiceLead',
    due: '2026-12-15',
    source: `${S3}/${T7}`,
    dependsOn: 'V10',
  },
  P13: { text: 'FY2027 draft goals', role: 'managingDirector', due: '2027-01-12', source: R3 },
}

export const commitmentNames = Object.keys(promises) as readonly Name[]
export const commitmentSide = (name: Name): Side => (name.startsWith('V') ? 'vendor' : 'partner')

/** The 24 commitments of the demo plan. */
export const commitmentBlocks: Record<string, BlockJson> = Object.fromEntries(
  commitmentNames.map((name) => {
    const { role, dependsOn, ...fields } = promises[name]
    const block = {
      kind: 'actionItem',
      ...fields,
      ownerSide: commitmentSide(name),
      ownerRole: `${blockId.roster}/${roleId[role]}`,
      ...(dependsOn ? { dependsOn: commitmentId[dependsOn] } : {}),
    }
    return [commitmentId[name], block]
  }),
)

const moved = (from: string, to: string, reason: string): Partial<CommitmentFact> => ({
  firstDue: from as CommitmentFact['firstDue'],
  moves: [
    {
      from: from as CommitmentFact['firstDue'],
      to: to as CommitmentFact['firstDue'],
      reason,
      askedOn: '2026-10-16',
      acceptedOn: '2026-10-19',
    },
  ],
})

const moves: Partial<Record<Name, Partial<CommitmentFact>>> = {
  V10: moved('2026-12-04', '2026-12-11', 'The trainer is free from 9 December.'),
  V11: moved('2026-12-11', '2026-12-18', 'The pre-check needs the result of the extra class.'),
  P13: moved('2027-01-08', '2027-01-12', 'The budget meeting is on 11 January.'),
}

/** What both sides said about the due days: three moved in time and accepted. */
export const commitmentFacts: Record<string, CommitmentFact> = Object.fromEntries(
  commitmentNames.map((name) => [
    commitmentId[name],
    { firstDue: promises[name].due, moves: [], droppedOn: null, ...moves[name] } as CommitmentFact,
  ]),
)
