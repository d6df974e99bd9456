import type { JsonObject } from '../../json.ts'

export const sampleJvpCard: JsonObject = {
  title: 'Why a bakery buys from both of us',
  ownerSide: 'both',
  headline: 'Bakeries lose 20 fewer hours a month to oven cleaning, without a second contract.',
  idealCustomer: 'bakeries with more than two ovens',
  problem: 'ovens stand still while they are cleaned',
  result: '20 fewer hours of cleaning a month',
  differentiator: 'the crew that installs the ovens also cleans them, without a second contract',
  versus: 'a cleaning firm and an oven maker that wait for each other',
  proof: [
    {
      id: 'proofBakery1',
      claim: '9 bakeries, 20 hours a month in the middle',
      source: 'Shift logs of spring 2026',
      date: '2026-06-30',
      link: 'https://example.com/shift-logs',
    },
  ],
  allowedTerms: [{ id: 'termBakery01', term: 'HACCP' }],
}
