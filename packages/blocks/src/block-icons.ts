import type { BlockKind } from '@concord/schema'
import {
  BookUser,
  CircleCheckBig,
  Compass,
  type LucideIcon,
  Megaphone,
  MessageSquareQuote,
  Route,
  Scale,
  Table2,
  Target,
} from 'lucide-react'

/** The sign of every kind in menus; a kind without one does not compile. */
export const blockIcons = {
  visionMission: Compass,
  strategy: Route,
  smartGoal: Target,
  kpiTable: Table2,
  jvpCard: MessageSquareQuote,
  campaign: Megaphone,
  actionItem: CircleCheckBig,
  reviewMinutes: Scale,
  roster: BookUser,
} satisfies Record<BlockKind, LucideIcon>
