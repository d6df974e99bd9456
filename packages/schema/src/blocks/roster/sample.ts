import type { JsonObject } from '../../json.ts'

const role = (id: string, side: string, roleTitle: string, of: string, responsibility: string) => ({
  id,
  side,
  roleTitle,
  function: of,
  responsibility,
})

export const sampleRoster: JsonObject = {
  title: 'Who does what',
  ownerSide: 'both',
  roles: [
    role('roleVendor01', 'vendor', 'Partner manager', 'partnerMgmt', 'First contact for everything'),
    role('roleVendor02', 'vendor', 'Partner marketing manager', 'marketing', 'Campaigns'),
    role('roleVendor03', 'vendor', 'Head of partner marketing', 'marketing', 'Marketing fund'),
    role('roleVendor04', 'vendor', 'Oven engineer', 'techSupport', 'Second line'),
    role('rolePartner1', 'partner', 'Owner', 'exec', 'Signs'),
    role('rolePartner2', 'partner', 'Marketing lead', 'marketing', 'Lists of bakeries'),
    role('rolePartner3', 'partner', 'Bakery scout', 'bizDev', 'First visits'),
    role('rolePartner4', 'partner', 'Crew chief', 'techSupport', 'First line'),
    role('rolePartner5', 'partner', 'Service desk', 'customerSupport', 'Calls within a day'),
  ],
}
