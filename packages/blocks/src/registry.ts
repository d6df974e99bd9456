import type { BlockId, BlockKind } from '@concord/schema'
import type { ComponentType } from 'react'
import { ActionItemView } from './actionItem/view.tsx'
import { CampaignView } from './campaign/view.tsx'
import { JvpCardView } from './jvpCard/view.tsx'
import { KpiTableView } from './kpiTable/view.tsx'
import { ReviewMinutesView } from './reviewMinutes/view.tsx'
import { RosterView } from './roster/view.tsx'
import { SmartGoalView } from './smartGoal/view.tsx'
import { StrategyView } from './strategy/view.tsx'
import { VisionMissionView } from './visionMission/view.tsx'

/** How one kind of block is shown and edited in place. */
export type BlockView = ComponentType<{ readonly id: BlockId; readonly kind: BlockKind }>

/** The view of every kind: a kind without one does not compile. */
export const views = {
  visionMission: VisionMissionView,
  strategy: StrategyView,
  smartGoal: SmartGoalView,
  kpiTable: KpiTableView,
  jvpCard: JvpCardView,
  campaign: CampaignView,
  actionItem: ActionItemView,
  reviewMinutes: ReviewMinutesView,
  roster: RosterView,
} satisfies Record<BlockKind, BlockView>
