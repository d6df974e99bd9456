import type { JsonObject } from '../../json.ts'

export const sampleVisionMission: JsonObject = {
  title: 'Where we go',
  ownerSide: 'both',
  reviewEveryDays: 365,
  vision: 'No plant in our region stops for a failure that could have been seen coming.',
  visionYears: 10,
  mission: 'By 2031, 120 plants run our service together, and 95 of 100 renew it.',
  missionYears: 5,
  visionVendor: 'Half of our growth comes with partners who keep the plants running.',
  visionPartner: 'One dollar in eight comes back every year without a new project.',
  alignments: [
    {
      id: 'alignmentOne',
      vendorAim: 'More bookings through partners',
      partnerAim: 'More recurring revenue',
      jointAim: 'Every subscription has a service share',
    },
  ],
}
