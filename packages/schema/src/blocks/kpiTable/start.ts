import type { SectionStart } from '../../block/define-block.ts'
import { kpiTableStartWords as words } from './words.ts'

const adds = { unit: 'money', mode: 'flow', direction: 'up', agg: 'sum', ownerSide: 'both' } as const

export const kpiTableStart: SectionStart = {
  place: 5,
  isInLight: true,
  heading: words.heading,
  prompt: words.prompt,
  blocks: [
    {
      rows: [
        { name: words.bookings, ...adds },
        { name: words.pipeline, ...adds },
        { name: words.winRate, unit: 'pct', mode: 'threshold', direction: 'up', agg: 'ratio', ownerSide: 'both' },
      ],
    },
  ],
}
