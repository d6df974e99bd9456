import { type BlockId, parseRef, type Ref, refTo } from '../../ids.ts'
import type { Plan } from '../../plan/plan.ts'
import { blocksOf } from '../../plan/plan.ts'
import { isOwnedBy, type Side } from '../../plan/side.ts'
import type { ActionItem } from '../actionItem/shape.ts'
import type { Campaign } from '../campaign/shape.ts'
import type { Strategy } from './shape.ts'

/** Campaigns and commitments that put a goal, a strategy or a tactic to work. */
export interface Means {
  readonly campaigns: readonly Campaign[]
  readonly actions: readonly ActionItem[]
}

/** The strategies of a goal, in body order. */
export const strategiesOf = (plan: Plan, goal: BlockId): readonly Strategy[] =>
  blocksOf(plan.content, 'strategy').filter((strategy) => strategy.goal === goal)

/** What acts on one tactic: campaigns that name it, commitments that come from it or from one of those campaigns. */
export function meansOfTactic(plan: Plan, tactic: Ref): Means {
  const campaigns = blocksOf(plan.content, 'campaign').filter((campaign) => campaign.tactic === tactic)
  const from = new Set<Ref>([tactic, ...campaigns.map(({ id }) => id)])
  return { campaigns, actions: actionsFrom(plan, (source) => from.has(source)) }
}

/** What acts on a goal: campaigns for it or its tactics, commitments from its strategies, tactics or campaigns. */
export function meansOfGoal(plan: Plan, goal: BlockId): Means {
  const strategies = new Set(strategiesOf(plan, goal).map(({ id }) => id))
  const campaigns = blocksOf(plan.content, 'campaign').filter(
    (campaign) =>
      campaign.goal === goal || (campaign.tactic !== null && strategies.has(parseRef(campaign.tactic).block)),
  )
  const from = new Set<BlockId>([...strategies, ...campaigns.map(({ id }) => id)])
  return { campaigns, actions: actionsFrom(plan, (source) => from.has(parseRef(source).block)) }
}

const actionsFrom = (plan: Plan, isSource: (source: Ref) => boolean) =>
  blocksOf(plan.content, 'actionItem').filter(({ source }) => source !== null && isSource(source))

/** The means without stopped campaigns and commitments both sides dropped: those act no longer. */
export const actingOf = ({ campaigns, actions }: Means, { facts }: Plan): Means => ({
  campaigns: campaigns.filter(({ stage }) => stage !== 'stopped'),
  actions: actions.filter(({ id }) => (facts.commitments[id]?.droppedOn ?? null) === null),
})

/** True when a side owns a campaign or commitment that has a date; a campaign with both owners counts for both. */
export const actsFor = ({ campaigns, actions }: Means, side: Side): boolean =>
  campaigns.some((campaign) => ownerOf(campaign, side) !== null && (campaign.from ?? campaign.to) !== null) ||
  actions.some(({ ownerSide, due }) => isOwnedBy(ownerSide, side) && due !== null)

const ownerOf = ({ ownerVendor, ownerPartner }: Campaign, side: Side) =>
  side === 'vendor' ? ownerVendor : ownerPartner

/** Refs of the tactics of strategies. */
export const tacticRefs = (strategies: readonly Strategy[]): readonly Ref[] =>
  strategies.flatMap(({ id, tactics }) => tactics.map((tactic) => refTo(id, tactic.id)))
