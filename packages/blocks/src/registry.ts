import type { BlockId, BlockKind } from '@concord/schema'
import type { ComponentType } from 'react'
import { GeneratedCard } from './kit/generated-form.tsx'
import { KpiTableView } from './kpiTable/view.tsx'

/** How one kind of block is shown and edited in place. */
export type BlockView = ComponentType<{ readonly id: BlockId; readonly kind: BlockKind }>

/** The view of every kind: a kind without one does not compile. */
export const views = {
  visionMission: GeneratedCard,
  strategy: GeneratedCard,
  smartGoal: GeneratedCard,
  kpiTable: KpiTableView,
  jvpCard: GeneratedCard,
  campaign: GeneratedCard,
  actionItem: GeneratedCard,
  reviewMinutes: GeneratedCard,
  roster: GeneratedCard,
} satisfies Record<BlockKind, BlockView>
