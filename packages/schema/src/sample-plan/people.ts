import type { BlockJson } from '../block/extract.ts'
import type { CompanyFact, MemberFact } from '../plan/facts.ts'
import type { Side } from '../plan/side.ts'
import { blockId, memberId, roleId } from './ids.ts'

/** The two invented companies of the demo plan. */
export const companies: Readonly<Record<Side, CompanyFact>> = {
  vendor: { name: 'Halvern Analytics', shortName: 'Halvern' },
  partner: { name: 'Dunmarsh Systems', shortName: 'Dunmarsh' },
}

/** Invented people. The first of each side opens the demo. */
export const members: readonly MemberFact[] = [
  { id: memberId.ana, name: 'Ana Moreno', side: 'vendor', role: 'owner' },
  { id: memberId.lee, name: 'Lee Tanaka', side: 'vendor', role: 'editor' },
  { id: memberId.rosa, name: 'Rosa Lindqvist', side: 'vendor', role: 'commenter' },
  { id: memberId.jo, name: 'Jo Brandt', side: 'partner', role: 'owner' },
  { id: memberId.kit, name: 'Kit Okafor', side: 'partner', role: 'editor' },
  { id: memberId.sam, name: 'Sam Delaney', side: 'partner', role: 'editor' },
]

/** Roles own things in the plan; which person holds one is a fact of the database. */
export const rosterBlocks: Readonly<Record<string, BlockJson>> = {
  [blockId.roster]: {
    kind: 'roster',
    title: 'Roles on both sides',
    ownerSide: 'both',
    roles: [
      {
        id: roleId.partnerManager,
        side: 'vendor',
        roleTitle: 'Partner manager',
        function: 'partnerMgmt',
        responsibility: 'First contact for everything in this plan',
        backupRole: `${blockId.roster}/${roleId.accountManager}`,
      },
      {
        id: roleId.accountManager,
        side: 'vendor',
        roleTitle: 'Partner account manager',
        function: 'sales',
        responsibility: 'Deal registrations and prices',
      },
      {
        id: roleId.marketingManager,
        side: 'vendor',
        roleTitle: 'Partner marketing manager',
        function: 'marketing',
        responsibility: 'Campaigns, marketing fund and claims',
        backupRole: `${blockId.roster}/${roleId.marketingHeadVendor}`,
      },
      {
        id: roleId.marketingHeadVendor,
        side: 'vendor',
        roleTitle: 'Head of partner marketing',
        function: 'marketing',
        responsibility: 'Approves the marketing fund',
      },
      {
        id: roleId.techSupport,
        side: 'vendor',
        roleTitle: 'Partner tech support',
        function: 'techSupport',
        responsibility: 'Classes, certificates and second line',
      },
      {
        id: roleId.presales,
        side: 'vendor',
        roleTitle: 'Presales engineer',
        function: 'presales',
        responsibility: 'Validations on the line',
      },
      {
        id: roleId.product,
        side: 'vendor',
        roleTitle: 'Integrations lead',
        function: 'ops',
        responsibility: 'Connectors and mapped tags',
      },
      {
        id: roleId.channelHead,
        side: 'vendor',
        roleTitle: 'Head of channel',
        function: 'exec',
        responsibility: 'Second level of escalation',
      },
      {
        id: roleId.financeVendor,
        side: 'vendor',
        roleTitle: 'Channel finance',
        function: 'finance',
        responsibility: 'Claims paid, figures checked',
      },
      {
        id: roleId.generalManager,
        side: 'vendor',
        roleTitle: 'General manager',
        function: 'exec',
        responsibility: 'Signs for Halvern',
      },
      {
        id: roleId.managingDirector,
        side: 'partner',
        roleTitle: 'Managing director',
        function: 'exec',
        responsibility: 'Signs for Dunmarsh',
        backupRole: `${blockId.roster}/${roleId.salesHead}`,
      },
      {
        id: roleId.salesHead,
        side: 'partner',
        roleTitle: 'Sales head',
        function: 'sales',
        responsibility: 'Bookings, accounts and the pipeline report',
      },
      {
        id: roleId.businessDeveloper,
        side: 'partner',
        roleTitle: 'Business developer',
        function: 'bizDev',
        responsibility: 'First meetings with new plants',
      },
      {
        id: roleId.marketingHead,
        side: 'partner',
        roleTitle: 'Partner marketing head',
        function: 'marketing',
        responsibility: 'Campaigns and lists of addresses',
      },
      {
        id: roleId.practiceLead,
        side: 'partner',
        roleTitle: 'Practice lead',
        function: 'techSupport',
        responsibility: 'Engineers, certificates and first line',
      },
      {
        id: roleId.deliveryHead,
        side: 'partner',
        roleTitle: 'Delivery head',
        function: 'ops',
        responsibility: 'Commissioning on time',
      },
      {
        id: roleId.serviceDesk,
        side: 'partner',
        roleTitle: 'Service desk lead',
        function: 'customerSupport',
        responsibility: 'Calls from plants within one business day',
      },
      {
        id: roleId.financePartner,
        side: 'partner',
        roleTitle: 'Finance manager',
        function: 'finance',
        responsibility: 'Figures of the practice',
      },
    ],
  },
}
