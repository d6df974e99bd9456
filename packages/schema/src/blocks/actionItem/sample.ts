import type { JsonObject } from '../../json.ts'

export const sampleActionItem: JsonObject = {
  text: 'Send the list of 40 bakeries with more than two ovens',
  ownerSide: 'partner',
  ownerRole: 'rolesSample1/rolePartner1',
  due: '2026-02-20',
  doneAt: '2026-02-18',
  weight: 2,
  source: 'howOfSample1/tacticSample',
  dependsOn: 'otherSample1',
  evidence: 'List in the shared folder, 43 names.',
}
