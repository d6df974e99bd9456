import type { BlockJson } from '../block/extract.ts'
import { blockId, goalId, strategyId, tacticId } from './ids.ts'

/** Vision, mission and value proposition of the demo plan. All names and figures are invented. */
export const directionBlocks: Readonly<Record<string, BlockJson>> = {
  [blockId.vision]: {
    kind: 'visionMission',
    title: 'Where we go',
    ownerSide: 'both',
    vision: 'No Great Lakes food or parts plant loses a shift to a failure it could have seen coming.',
    visionYears: 10,
    mission: 'By 2030, 150 plants run LineSense with Dunmarsh service, at 95 % renewal.',
    missionYears: 5,
    visionVendor: 'Two of five Halvern bookings come through partners who can also keep the plant running.',
    visionPartner: 'One dollar in eight that Dunmarsh earns comes back every year without a new project.',
    alignments: [
      {
        id: 'alignRevenue',
        vendorAim: '40 % of bookings through partners',
        partnerAim: 'Recurring revenue from 4 % to 12 %',
        jointAim: 'Subscriptions with a service share from the first day',
      },
      {
        id: 'alignPilots0',
        vendorAim: 'Fewer failed pilots',
        partnerAim: 'Engineers busy 80 % of their time',
        jointAim: 'Dunmarsh engineers commission every site',
      },
    ],
  },
  [blockId.jvp]: {
    kind: 'jvpCard',
    title: 'Why a food plant buys from both of us',
    ownerSide: 'both',
    headline: 'Food plants cut unplanned line stops 31% in 90 days, with sensors fitted without stopping a line.',
    idealCustomer: 'food plants with 3-12 lines',
    problem: 'unplanned stops',
    result: '31 % fewer line stops in the first 90 days',
    differentiator: 'fitted by local integrators without stopping a line',
    versus: 'vendor-only rollouts that need a shutdown',
    proof: [
      {
        id: 'proofSixSite',
        claim: '6 sites, median 31 % fewer stops in the first 90 days',
        source: 'Stop logs of the first six LineSense sites',
        date: '2026-08-31',
      },
    ],
    allowedTerms: [
      { id: 'termOEEplant', term: 'OEE' },
      { id: 'termPLCplant', term: 'PLC' },
    ],
  },
}

/** How each goal is reached, with its tactics. */
export const strategyBlocks = {
  [strategyId.S1]: {
    kind: 'strategy',
    title: 'Start where we already service lines',
    ownerSide: 'both',
    goal: goalId.G1,
    how: 'Start in the food plants where Dunmarsh already services lines, and prove the value on one line before asking for the whole plant.',
    whyTogether:
      'Halvern has the analytics but no way onto the floor; Dunmarsh is on the floor but has nothing to show between two visits.',
    tactics: [
      {
        id: tacticId.T1,
        text: 'Plant-by-plant health check',
        ownerSide: 'partner',
        from: '2026-01-19',
        to: '2026-10-30',
      },
      { id: tacticId.T2, text: 'Proof in 90 days offer', ownerSide: 'vendor', from: '2026-02-02', to: '2026-12-18' },
      { id: tacticId.T3, text: 'Executive day', ownerSide: 'both', from: '2026-09-01', to: '2026-11-27' },
    ],
    risks: [{ id: 'riskCapexFrz', text: 'Plants freeze spending in the fourth quarter.' }],
  },
  [strategyId.S2]: {
    kind: 'strategy',
    title: 'Teach, then meet',
    ownerSide: 'both',
    goal: goalId.G2,
    how: 'Teach maintenance teams what early signs look like, then meet those who asked a question, at a show or in a running plant.',
    whyTogether: 'Halvern knows the failure patterns; Dunmarsh knows the maintenance managers by name.',
    tactics: [
      { id: tacticId.T4, text: 'Maintenance webinars', ownerSide: 'both', from: '2026-02-02', to: '2026-11-30' },
      { id: tacticId.T5, text: 'One trade show', ownerSide: 'both', from: '2026-03-02', to: '2026-05-29' },
      { id: tacticId.T6, text: 'Open day at a customer', ownerSide: 'partner', from: '2026-07-01', to: '2026-09-30' },
    ],
    risks: [{ id: 'riskColdLead', text: 'Leads from paid search do not become meetings.' }],
  },
  [strategyId.S3]: {
    kind: 'strategy',
    title: 'Learn on a live line',
    ownerSide: 'both',
    goal: goalId.G3,
    how: 'Learn on a live line: each class commissions a real site with a Halvern engineer beside the class.',
    whyTogether: 'Halvern teaches the product; Dunmarsh brings lines on which mistakes are found early.',
    tactics: [
      { id: tacticId.T7, text: 'One class a quarter', ownerSide: 'vendor', from: '2026-01-12', to: '2026-12-18' },
    ],
    risks: [{ id: 'riskNoSeats0', text: 'Class seats run out when two partners enrol at once.' }],
  },
  [strategyId.S4]: {
    kind: 'strategy',
    title: 'Services first',
    ownerSide: 'both',
    goal: goalId.G4,
    how: 'Services first: a fixed-price start pack pays for the practice before the subscriptions do.',
    whyTogether: 'Halvern keeps the pack small enough for a fixed price; Dunmarsh delivers it with its own engineers.',
    tactics: [
      { id: tacticId.T8, text: 'Fixed-price start pack', ownerSide: 'partner', from: '2026-01-05', to: '2026-09-30' },
    ],
  },
  [strategyId.S5]: {
    kind: 'strategy',
    title: 'Standard sensor kit',
    ownerSide: 'both',
    goal: goalId.G5,
    how: 'One standard sensor kit, with the tags of the usual historians mapped before it leaves the box.',
    whyTogether: 'Halvern can map tags once for all; Dunmarsh knows which ones the plants really use.',
    tactics: [{ id: tacticId.T9, text: 'Pre-mapped tags', ownerSide: 'vendor', from: '2026-03-02', to: '2026-08-31' }],
  },
} satisfies Record<string, BlockJson>
