import { blockKinds, definitionOf, type PlanJson } from '@concord/schema'

/** A small plan with one block of every kind of the registry and a few lines between, where every run begins. */
export const seedPlan: PlanJson = {
  meta: {
    title: 'Plan',
    start: '2026-01-01',
    end: '2026-12-31',
    currency: 'USD',
    timeZone: 'UTC',
    fiscalStartMonth: 1,
  },
  body: [
    { type: 'heading', level: 2, content: [{ text: 'Plan' }] },
    ...blockKinds.flatMap((kind, index) => [
      { type: 'paragraph' as const, content: index % 3 === 0 ? [] : [{ text: `About ${kind}` }] },
      { block: seedId(index) },
    ]),
    { type: 'list', style: 'bullet', items: [{ content: [{ type: 'paragraph', content: [{ text: 'item' }] }] }] },
  ],
  blocks: Object.fromEntries(blockKinds.map((kind, index) => [seedId(index), { ...definitionOf(kind)?.sample, kind }])),
}

function seedId(index: number): string {
  return `seedSeedSe${String(index).padStart(2, '0')}`
}
